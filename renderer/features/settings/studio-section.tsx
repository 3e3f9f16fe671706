import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import { isZone, type Zone } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { settingsMessages, studioSettings as words } from '#renderer/messages/settings.ts';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { localeChoices, weekdayChoices, zoneChoices } from '#renderer/ui/studio-choices.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { BusinessForm } from './business-form.tsx';

/** Name, time and language of the studio, when the window locks, and what stands on its documents. */
export function StudioSection(): ReactElement {
  const studio = useStudio();
  const details = useQuery(queries.studio.businessDetails.queryOptions());
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      name: studio.name,
      zone: studio.zone,
      locale: studio.locale,
      weekStartsOn: String(studio.weekStartsOn),
      lockAfterSeconds: String(studio.lockAfterSeconds),
    },
    check: ({ name, zone, locale }) => ({
      ...(locale ? {} : { locale: fieldMessages.choose }),
      ...(name.trim() ? {} : { name: fieldMessages.required }),
      ...(isZone(zone) ? {} : { zone: fieldMessages.choose }),
    }),
    submit: ({ weekStartsOn, lockAfterSeconds, zone, ...values }) =>
      engine.studio.update({
        ...values,
        zone: zone as Zone,
        weekStartsOn: Number(weekStartsOn),
        lockAfterSeconds: Number(lockAfterSeconds),
      }),
    onDone: () => toast(settingsMessages.saved),
  });
  const choices = useMemo(
    () => ({ zones: zoneChoices(), locales: localeChoices(studio.locale) }),
    [studio.locale],
  );
  return (
    <SettingsLayout section="studio">
      <form onSubmit={onSubmit} noValidate className="settings-form panel-card">
        <Stack gap={12}>
          <TextInput label={words.name} maxLength={120} {...form.getInputProps('name')} />
          <TextInput
            label={words.currency}
            description={words.currencyHint}
            value={studio.currency}
            readOnly
            variant="filled"
          />
          <SearchSelect
            label={words.zone}
            description={words.zoneHint}
            data={choices.zones}
            limit={100}
            allowDeselect={false}
            {...form.getInputProps('zone')}
          />
          <Group grow align="flex-start">
            <SearchSelect
              label={words.locale}
              data={choices.locales}
              allowDeselect={false}
              {...form.getInputProps('locale')}
            />
            <Select
              label={words.weekStartsOn}
              data={weekdayChoices(form.getValues().locale)}
              allowDeselect={false}
              {...form.getInputProps('weekStartsOn')}
            />
          </Group>
          <Select
            label={words.lock}
            description={words.lockHint}
            data={lockChoices(studio.lockAfterSeconds)}
            allowDeselect={false}
            {...form.getInputProps('lockAfterSeconds')}
          />
          <ErrorNote error={error} />
          <Group justify="flex-end">
            <Button type="submit" loading={isSending}>
              {settingsMessages.save}
            </Button>
          </Group>
        </Stack>
      </form>
      {details.data ? (
        <BusinessForm details={details.data} />
      ) : details.error ? (
        <ErrorState error={details.error} onRetry={() => void details.refetch()} />
      ) : (
        <LoadingState rows={6} />
      )}
    </SettingsLayout>
  );
}

function lockChoices(current: number) {
  return [...new Set([30, 60, 120, 300, 600, 1800, 3600, current])]
    .toSorted((a, b) => a - b)
    .map((seconds) => ({
      value: String(seconds),
      label: seconds % 60 === 0 ? words.minutes(seconds / 60) : words.seconds(seconds),
    }));
}
