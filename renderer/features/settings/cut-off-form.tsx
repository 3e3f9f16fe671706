import { NumberInput, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CutOffs } from '#contract/desktop/studio.ts';
import {
  HOUR_MS,
  instantToWall,
  isLocalTime,
  localDate,
  localTime,
  wallToInstant,
  zone,
} from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { controlSettings as words } from '#renderer/messages/reschedule.ts';
import { settingsMessages } from '#renderer/messages/settings.ts';
import { ClockInput } from '#renderer/ui/day-input.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { numberOf } from './number-of.ts';
import './settings.css';
import { SettingsForm } from './settings-form.tsx';

/** Until when a session may be cancelled or moved without an override, and when customers may choose a new time. */
export function CutOffForm(): ReactElement {
  const settings = useQuery(queries.studio.cutOffs.queryOptions());
  if (settings.error) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return settings.data ? <Fields settings={settings.data} /> : <LoadingState />;
}

function Fields({ settings }: { readonly settings: CutOffs }): ReactElement {
  const format = useFormat();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      cancelCutOffHours: settings.cancelCutOffHours as number | string,
      rescheduleCutOffHours: settings.rescheduleCutOffHours as number | string,
      offerOpens: settings.offerOpens as string,
      offerCloses: settings.offerCloses as string,
    },
    check: ({ offerOpens, offerCloses }) => ({
      ...(isLocalTime(offerOpens) ? {} : { offerOpens: fieldMessages.issue('TIME') }),
      ...(isLocalTime(offerCloses) ? {} : { offerCloses: fieldMessages.issue('TIME') }),
    }),
    submit: (values) =>
      engine.studio.updateCutOffs({
        cancelCutOffHours: numberOf(values.cancelCutOffHours),
        rescheduleCutOffHours: numberOf(values.rescheduleCutOffHours),
        offerOpens: localTime(values.offerOpens),
        offerCloses: localTime(values.offerCloses),
      }),
    onDone: () => toast(settingsMessages.saved),
  });
  const { cancelCutOffHours, rescheduleCutOffHours } = form.getValues();
  return (
    <SettingsForm
      title={words.cutOffs}
      hint={words.cutOffsHint}
      onSubmit={onSubmit}
      error={error}
      isSending={isSending}
    >
      <SimpleGrid cols={2} spacing={12}>
        <NumberInput
          label={words.cancelHours}
          min={0}
          max={8760}
          {...form.getInputProps('cancelCutOffHours')}
        />
        <NumberInput
          label={words.rescheduleHours}
          min={0}
          max={8760}
          {...form.getInputProps('rescheduleCutOffHours')}
        />
      </SimpleGrid>
      <Text size="sm" c="dimmed" role="status">
        {words.example(exampleOf(cancelCutOffHours, format), exampleOf(rescheduleCutOffHours, format))}
      </Text>
      <Title order={2} mt={12}>
        {words.hours}
      </Title>
      <SimpleGrid cols={2} spacing={12}>
        <ClockInput
          label={words.opens}
          {...form.getInputProps('offerOpens')}
          value={form.getValues().offerOpens}
        />
        <ClockInput
          label={words.closes}
          {...form.getInputProps('offerCloses')}
          value={form.getValues().offerCloses}
        />
      </SimpleGrid>
    </SettingsForm>
  );
}

/** A Monday far from any change of the clocks. */
const EXAMPLE = { date: localDate('2026-06-08'), time: localTime('09:00'), zone: zone('UTC') };

function exampleOf(hours: number | string, format: StudioFormat): string {
  const count = Number(hours);
  if (!Number.isInteger(count) || count <= 0) return words.always;
  const wall = instantToWall(wallToInstant(EXAMPLE).at - count * HOUR_MS, EXAMPLE.zone);
  return words.until(`${format.day(wall.date)}, ${format.time(wall.time)}`);
}
