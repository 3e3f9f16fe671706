import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { settingsMessages } from '#renderer/messages/settings.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';

/** A card of the settings that is saved by itself: what it is about, its fields, what went wrong, Save. */
export function SettingsForm(props: {
  readonly title: string;
  readonly hint?: string;
  readonly onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  readonly error: unknown;
  readonly isSending: boolean;
  /** What the button says; "Save changes" unless told. */
  readonly save?: string;
  /** At the other end of the line with Save. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <form onSubmit={props.onSubmit} noValidate className="settings-form panel-card">
      <Stack gap={12}>
        <Title order={2}>{props.title}</Title>
        {props.hint === undefined ? null : (
          <Text size="sm" c="dimmed">
            {props.hint}
          </Text>
        )}
        {props.children}
        <ErrorNote error={props.error} />
        <Group justify={props.beside ? 'space-between' : 'flex-end'}>
          {props.beside}
          <Button type="submit" loading={props.isSending}>
            {props.save ?? settingsMessages.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
