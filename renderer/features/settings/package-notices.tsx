import { Checkbox, NumberInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { packageSettings } from '#contract/desktop/package.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { packageNotices as words } from '#renderer/messages/packages.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { numberOf } from './number-of.ts';
import { SettingsForm } from './settings-form.tsx';

/** What clients hear of the end of their packages. */
export function PackageNotices(): ReactElement | null {
  const settings = useQuery(queries.packages.settings.queryOptions());
  return settings.data ? <Form settings={settings.data} /> : null;
}

function Form({ settings }: { readonly settings: (typeof packageSettings)['_output'] }): ReactElement {
  const client = useQueryClient();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      tellDaysBefore: settings.tellDaysBefore ?? ('' as number | string),
      tellExpired: settings.tellExpired,
    },
    submit: ({ tellDaysBefore, tellExpired }) =>
      engine.packages.updateSettings({
        tellDaysBefore: tellDaysBefore === '' ? null : numberOf(tellDaysBefore),
        tellExpired,
      }),
    onDone: () => {
      void client.invalidateQueries({ queryKey: queries.packages.key() });
      toast(words.saved);
    },
  });
  return (
    <SettingsForm
      title={words.title}
      onSubmit={onSubmit}
      error={error}
      isSending={isSending}
      save={words.save}
    >
      <NumberInput
        label={words.before}
        description={words.beforeHint}
        min={1}
        max={90}
        {...form.getInputProps('tellDaysBefore')}
      />
      <Checkbox label={words.expired} {...form.getInputProps('tellExpired', { type: 'checkbox' })} />
    </SettingsForm>
  );
}
