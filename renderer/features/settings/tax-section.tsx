import { Group, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import type { InvoiceSettings } from '#contract/desktop/invoice.ts';
import type { TaxRate } from '#contract/desktop/tax.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { invoiceSettingsWords as words } from '#renderer/messages/invoices.ts';
import { settingsMessages } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { LoadingState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import { activeColumn } from './active-column.tsx';
import { nameColumn } from './name-column.ts';
import { RecordSection } from './record-section.tsx';
import { SettingsForm } from './settings-form.tsx';

/** Tax rates, and how invoices are numbered, due and reminded of. */
export function TaxSection(): ReactElement {
  const format = useFormat();
  const rates = useQuery(queries.tax.list.queryOptions());
  const settings = useQuery(queries.invoice.settings.queryOptions());
  const columns = useMemo<readonly DataColumn<TaxRate>[]>(
    () => [
      nameColumn(),
      {
        key: 'rate',
        header: words.rate,
        width: '110px',
        align: 'right',
        render: ({ rateBp }) => `${format.number(rateBp / 100)} %`,
      },
      {
        key: 'kind',
        header: words.kind,
        width: 'minmax(160px, 1fr)',
        render: ({ inclusive }) => (inclusive ? words.inclusive : words.exclusive),
      },
      activeColumn(),
    ],
    [format],
  );
  return (
    <RecordSection
      section="taxes"
      words={words.rates}
      rows={rates.data ?? []}
      columns={columns}
      form={(row, close) => <TaxRateForm rate={row} onClose={close} />}
    >
      {settings.data ? <InvoiceSettingsForm settings={settings.data} /> : <LoadingState rows={4} />}
    </RecordSection>
  );
}

/** "19", "8.25", "8,25" in hundredths of a per cent; null if it is none from 0 to 100. */
function readPercent(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const rateBp = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return rateBp <= 10_000 ? rateBp : null;
}

function TaxRateForm(props: { readonly rate: TaxRate | null; readonly onClose: () => void }): ReactElement {
  const { rate } = props;
  const { form, frame } = useRecordForm({
    row: rate,
    addLabel: words.rates.add,
    initialValues: {
      percent: rate ? String(rate.rateBp / 100) : '',
      kind: rate?.inclusive === false ? 'exclusive' : 'inclusive',
    },
    check: ({ percent }) => (readPercent(percent) === null ? { percent: words.badRate } : {}),
    fields: ({ name, active, percent, kind }) => ({
      name,
      active,
      rateBp: readPercent(percent) ?? 0,
      inclusive: kind === 'inclusive',
    }),
    create: engine.tax.create,
    update: engine.tax.update,
    onClose: props.onClose,
  });
  return (
    <RecordForm frame={frame}>
      <TextInput
        label={words.rate}
        description={words.rateHint}
        inputMode="decimal"
        maxLength={6}
        {...form.getInputProps('percent')}
      />
      <Select
        label={words.kind}
        data={[
          { value: 'inclusive', label: words.inclusive },
          { value: 'exclusive', label: words.exclusive },
        ]}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      <Text size="sm" c="dimmed">
        {words.changeHint}
      </Text>
    </RecordForm>
  );
}

function InvoiceSettingsForm({ settings }: { readonly settings: InvoiceSettings }): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      invoicePrefix: settings.invoicePrefix,
      creditNotePrefix: settings.creditNotePrefix,
      dueDays: String(settings.dueDays),
      reminderDays: settings.reminderDays.join(', '),
    },
    check: ({ reminderDays }) => (readDays(reminderDays) === null ? { reminderDays: words.badDays } : {}),
    submit: ({ dueDays, reminderDays, ...values }) =>
      engine.invoice.updateSettings({
        ...values,
        dueDays: dueDays.trim() === '' ? Number.NaN : Number(dueDays),
        reminderDays: readDays(reminderDays) ?? [],
      }),
    onDone: () => toast(settingsMessages.saved),
  });
  return (
    <SettingsForm
      title={words.title}
      onSubmit={onSubmit}
      error={error}
      isSending={isSending}
      save={words.save}
    >
      <Group grow align="flex-start">
        <TextInput label={words.invoicePrefix} maxLength={12} {...form.getInputProps('invoicePrefix')} />
        <TextInput
          label={words.creditNotePrefix}
          maxLength={12}
          {...form.getInputProps('creditNotePrefix')}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {words.prefixHint}
      </Text>
      <Group grow align="flex-start">
        <TextInput
          label={words.dueDays}
          inputMode="numeric"
          maxLength={3}
          {...form.getInputProps('dueDays')}
        />
        <TextInput
          label={words.reminderDays}
          description={words.reminderHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={40}
          {...form.getInputProps('reminderDays')}
        />
      </Group>
    </SettingsForm>
  );
}

function readDays(text: string): number[] | null {
  const days = text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(Number);
  const isRising = days.every(
    (day, index) => Number.isInteger(day) && day >= 1 && day <= 365 && day > (days[index - 1] ?? 0),
  );
  return isRising && days.length <= 5 ? days : null;
}
