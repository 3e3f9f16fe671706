import { Button, Checkbox, Group, Stack, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { notificationSettings } from '#contract/desktop/studio.ts';
import { engine } from '#renderer/api/engine.ts';
import { messageSettings as words } from '#renderer/messages/settings.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';

/** What the desk's dialogs start with when a change concerns people who are booked. */
export function NotificationForm({
  settings,
}: {
  readonly settings: (typeof notificationSettings)['_output'];
}): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...settings },
    check: () => ({}),
    submit: (values) => engine.studio.updateNotificationSettings(values),
    onDone: () => toast(words.tellingSaved),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="settings-form settings-wide panel-card">
      <Stack gap={12}>
        <Title order={2}>{words.telling}</Title>
        <Checkbox
          label={words.tellMoved}
          description={words.tellMovedHint}
          {...form.getInputProps('tellMoved', { type: 'checkbox' })}
        />
        <ErrorNote error={error} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSending}>
            {words.saveTelling}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
