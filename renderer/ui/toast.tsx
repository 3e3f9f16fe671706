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
    offers.delete(id);
    notifications.hide(id);
    undo();
  };
  offers.set(id, takeBack);
  notifications.show({
    id,
    onClose: () => offers.delete(id),
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

/**
 * Takes back what was done last, while its message still offers that: a panel or dialog keeps the focus to itself, so that Tab does
 * not lead to the message. In a text field the key is the field's own.
 */
export function undoNewest(event: KeyboardEvent): void {
  if (event.target instanceof Element && event.target.matches(TEXT_FIELDS)) return;
  const newest = [...offers.values()].at(-1);
  if (!newest) return;
  event.preventDefault();
  newest();
}

const TEXT_FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]';

let counter = 0;

/** What messages in sight offer to take back, the oldest first. */
const offers = new Map<string, () => void>();
