import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { engineError } from '#renderer/api/engine-error.ts';
import { errorSentence } from '#renderer/messages/errors.ts';
import { uiMessages } from '#renderer/messages/ui.ts';

/** Says that something is done. With `undo` it stays for twelve seconds and offers to take it back. */
export function toast(message: string, options: { readonly undo?: () => void } = {}): void {
  const { undo } = options;
  if (!undo) {
    notifications.show({ message, autoClose: 6_000, closeButtonProps: { 'aria-label': uiMessages.close } });
    return;
  }
  const id = `undo-${(counter += 1)}`;
  const takeBack = (): void => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': uiMessages.close },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text inherit>{message}</Text>
        <Button size="compact-sm" variant="default" onClick={takeBack}>
          {uiMessages.undo}
        </Button>
      </Group>
    ),
  });
}

/** Says in words that something was not done; stays until it is closed. */
export function toastError(error: unknown): void {
  notifications.show({
    color: 'red',
    autoClose: false,
    role: 'alert',
    closeButtonProps: { 'aria-label': uiMessages.close },
    message: errorSentence(engineError(error)),
  });
}

let counter = 0;
