import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { Service } from '#contract/desktop/catalog.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { serviceSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { RecordForm } from '#renderer/ui/record-form.tsx';
import { useRecordList } from '#renderer/ui/record-list.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { activeColumn } from './active-column.tsx';
import { ColorPicker } from './color-picker.tsx';
import { numberOf } from './number-of.ts';

/** What is sold. */
export function ServiceSection(): ReactElement {
  const { services } = useCatalog();
  const format = useFormat();
  const columns = useMemo<readonly DataColumn<Service>[]>(
    () => [
      {
        key: 'name',
        header: settingsMessages.name,
        width: 'minmax(200px, 2fr)',
        render: ({ name, color }) => (
          <>
            <span className="dot" style={{ background: `var(--service-${color}-edge)` }} aria-hidden />
            {name}
          </>
        ),
      },
      {
        key: 'price',
        header: words.price,
        width: '160px',
        align: 'right',
        render: ({ priceType, costMinor }) =>
          priceType === 'hourly' ? words.perHour(format.money(costMinor)) : format.money(costMinor),
      },
      {
        key: 'duration',
        header: words.duration,
        width: '80px',
        align: 'right',
        render: ({ durationMinutes }) => durationMinutes,
      },
      {
        key: 'capacity',
        header: words.capacity,
        width: '80px',
        align: 'right',
        render: ({ capacity }) => capacity,
      },
      activeColumn(),
    ],
    [format],
  );
  const list = useRecordList({
    label: words.table,
    rows: services,
    columns,
    addLabel: words.add,
    editLabel: words.edit,
    emptyTitle: words.none,
    emptyHint: words.noneHint,
    form: (row, close) => <ServiceForm service={row} onClose={close} />,
  });
  return (
    <SettingsLayout section="services" actions={list.addButton} fills>
      <div className="settings-list">{list.table}</div>
    </SettingsLayout>
  );
}

function ServiceForm(props: {
  readonly service: Service | null;
  readonly onClose: () => void;
}): ReactElement {
  const { service, onClose } = props;
  const { currency } = useStudio();
  const { services } = useCatalog();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      name: service?.name ?? '',
      color: service?.color ?? services.length % 12,
      priceType: service?.priceType ?? ('fixed' as 'fixed' | 'hourly'),
      costMinor: service ? moneyText(service.costMinor, currency) : '',
      durationMinutes: service?.durationMinutes ?? (60 as number | string),
      capacity: service?.capacity ?? (10 as number | string),
      description: service?.description ?? '',
      active: service?.active ?? true,
    },
    check: ({ name, costMinor }) => {
      const cost = readMoney(costMinor, currency);
      return {
        ...(name.trim() ? {} : { name: fieldMessages.required }),
        ...(cost.ok ? {} : { costMinor: cost.error }),
      };
    },
    submit: async (values) => {
      const cost = readMoney(values.costMinor, currency);
      const fields = {
        ...values,
        costMinor: cost.ok ? cost.value : 0,
        durationMinutes: numberOf(values.durationMinutes),
        capacity: numberOf(values.capacity),
      };
      if (service === null) await engine.catalog.createService(fields);
      else await engine.catalog.updateService({ ...fields, id: service.id, version: service.version });
    },
    onDone: onClose,
  });
  return (
    <RecordForm
      onSubmit={onSubmit}
      isSending={isSending}
      error={error}
      submitLabel={service ? settingsMessages.save : words.add}
      onCancel={onClose}
      active={service ? form.getInputProps('active', { type: 'checkbox' }) : undefined}
    >
      <TextInput
        label={settingsMessages.name}
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <ColorPicker
        label={words.color}
        value={form.getValues().color}
        onChange={(color) => form.setFieldValue('color', color)}
      />
      <Group grow align="flex-start">
        <MoneyInput label={words.price} {...form.getInputProps('costMinor')} />
        <Select
          label={words.priceType}
          data={[
            { value: 'fixed', label: words.fixed },
            { value: 'hourly', label: words.hourly },
          ]}
          allowDeselect={false}
          {...form.getInputProps('priceType')}
        />
      </Group>
      <Group grow align="flex-start">
        <NumberInput label={words.duration} min={5} step={5} {...form.getInputProps('durationMinutes')} />
        <NumberInput label={words.capacity} min={1} {...form.getInputProps('capacity')} />
      </Group>
      <Textarea label={words.description} maxLength={2000} {...form.getInputProps('description')} />
    </RecordForm>
  );
}
