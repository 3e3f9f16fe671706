import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AutoSetting, PlannedRun } from '#contract/desktop/auto-invoice.ts';
import { BILLED, INTERVALS } from '#domain/auto-invoice/terms.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { billedNames, intervalNames, autoSetting as words } from '#renderer/messages/auto-invoice.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { type EngineForm, useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { Rehearsal } from './rehearsal.tsx';
import { RunsAhead } from './runs-ahead.tsx';
import { checkSetting, type SettingValues, settingOf, typedSetting } from './setting-values.ts';

interface Answer {
  readonly setting: AutoSetting;
  readonly version: number;
  readonly runs: readonly PlannedRun[];
  readonly excludedClients: number;
}

/** The setting beside what it comes to: the runs ahead follow every key. */
export function AutoSettingForm({ answer }: { readonly answer: Answer }): ReactElement {
  const { version, setting } = answer;
  const mayChange = useMay('owner', 'admin');
  const client = useQueryClient();
  const editing = useEngineForm<SettingValues, { version: number }>({
    initialValues: typedSetting(setting),
    check: checkSetting,
    submit: (values) => engine.autoInvoice.saveSetting({ ...(settingOf(values) ?? setting), version }),
    onDone: () => {
      toast(words.saved);
      void client.invalidateQueries({ queryKey: queries.autoInvoice.key() });
    },
  });
  const { form, onSubmit, isSending, error } = editing;
  const typed = settingOf(form.getValues());
  const [asked] = useDebouncedValue(typed ?? setting, 200);
  const preview = useQuery({
    ...queries.autoInvoice.preview.queryOptions({ input: asked }),
    placeholderData: keepPreviousData,
  });
  const isChanged = form.isDirty();
  return (
    <div className="auto-setting">
      <form onSubmit={onSubmit} noValidate className="panel-card">
        <fieldset disabled={!mayChange} className="bare-fieldset">
          <Stack gap={12}>
            <Switch
              label={words.enabled}
              description={words.enabledHint}
              {...form.getInputProps('enabled', { type: 'checkbox' })}
            />
            <WhatFields form={form} />
            <InvoiceFields form={form} />
            <BillingFields form={form} />
            <ErrorNote error={error} />
            {mayChange ? (
              <Group justify="flex-end">
                <Button type="submit" loading={isSending}>
                  {words.save}
                </Button>
              </Group>
            ) : (
              <Text size="sm" c="dimmed">
                {words.readOnly}
              </Text>
            )}
          </Stack>
        </fieldset>
      </form>
      <div className="panel-card auto-side">
        <RunsAhead
          setting={asked}
          runs={isChanged ? (preview.data?.runs ?? answer.runs) : answer.runs}
          isChanged={isChanged}
          dueBefore={isChanged ? (preview.data?.dueBefore ?? 0) : 0}
          leftOut={isChanged ? (preview.data?.leftOut ?? null) : null}
          excludedClients={answer.excludedClients}
        />
        <Rehearsal isOn={setting.enabled} sends={setting.send} />
      </div>
    </div>
  );
}

type Fields = Pick<EngineForm<SettingValues>, 'form'>;

function WhatFields({ form }: Fields): ReactElement {
  const values = form.getValues();
  return (
    <Stack gap={12}>
      <Title order={2}>{words.terms}</Title>
      <Group grow align="flex-start">
        <Select
          label={words.what}
          data={BILLED.map((value) => ({ value, label: billedNames[value] }))}
          allowDeselect={false}
          {...form.getInputProps('billed')}
        />
        <Select
          label={words.interval}
          data={INTERVALS.map((value) => ({ value, label: intervalNames[value] }))}
          allowDeselect={false}
          {...form.getInputProps('interval')}
        />
      </Group>
      {values.interval === 'biweekly' ? (
        <DayInput label={words.anchorDay} {...form.getInputProps('anchorDay')} value={values.anchorDay} />
      ) : null}
      <Group grow align="flex-start">
        <ClockInput
          label={words.runTime}
          description={words.runTimeHint}
          {...form.getInputProps('runTime')}
          value={values.runTime}
        />
        <DayInput
          label={words.sinceDay}
          description={words.sinceDayHint}
          {...form.getInputProps('sinceDay')}
          value={values.sinceDay}
        />
      </Group>
      <Checkbox
        label={words.includeEarlier}
        description={words.includeEarlierHint}
        {...form.getInputProps('includeEarlier', { type: 'checkbox' })}
      />
    </Stack>
  );
}

function InvoiceFields({ form }: Fields): ReactElement {
  return (
    <Stack gap={12}>
      <Title order={2}>{words.invoices}</Title>
      <NumberInput label={words.dueDays} min={0} max={365} w={220} {...form.getInputProps('dueDays')} />
      <Checkbox
        label={words.send}
        description={words.sendHint}
        {...form.getInputProps('send', { type: 'checkbox' })}
      />
    </Stack>
  );
}

function BillingFields({ form }: Fields): ReactElement {
  return (
    <Stack gap={12}>
      <Title order={2}>{words.billing}</Title>
      <Checkbox
        label={words.autoBilling}
        description={words.autoBillingHint}
        {...form.getInputProps('autoBilling', { type: 'checkbox' })}
      />
      {form.getValues().autoBilling ? (
        <TextInput
          label={words.retryDays}
          description={words.retryDaysHint}
          {...form.getInputProps('retryDays')}
        />
      ) : null}
    </Stack>
  );
}
