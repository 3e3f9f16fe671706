import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { coverPanels } from './covered-panels.ts';

/**
 * Asks before money, messages or deletion. `consequence` says in one sentence what will happen. The harmless button has
 * the focus; closing the dialog counts as no. Resolves once, to whether it was confirmed.
 */
export function confirm(question: {
  readonly title: string;
  readonly consequence: ReactNode;
  readonly confirmLabel: string;
  readonly keepLabel?: string;
  readonly danger?: boolean;
}): Promise<boolean> {
  const uncover = coverPanels();
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title: question.title,
      children: <Text component="div">{question.consequence}</Text>,
      labels: { confirm: question.confirmLabel, cancel: question.keepLabel ?? uiMessages.keep },
      confirmProps: question.danger ? { color: 'red.9' } : {},
      cancelProps: { 'data-autofocus': true },
      closeButtonProps: { 'aria-label': uiMessages.close },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => {
        uncover();
        resolve(false);
      },
    });
  });
}
