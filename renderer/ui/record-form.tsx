import { Button, Checkbox, Group, Stack } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { settingsMessages as words } from '#renderer/messages/settings.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ErrorNote } from './states.tsx';

/** The frame of a form in a side panel: fields, what went wrong, and the two buttons. */
export function RecordForm(props: {
  readonly onSubmit: (event?: React.FormEvent<HTMLFormElement>) => void;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly submitLabel: string;
  readonly onCancel: () => void;
  /** The check box "Active", for what is not new. */
  readonly active?: object | undefined;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <form onSubmit={props.onSubmit} noValidate>
      <Stack gap={12}>
        {props.children}
        {props.active ? (
          <Checkbox label={words.active} description={words.activeHint} {...props.active} />
        ) : null}
        <ErrorNote error={props.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {uiMessages.cancel}
          </Button>
          <Button type="submit" loading={props.isSending}>
            {props.submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
