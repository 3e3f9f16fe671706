import { Button } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { closureMessages } from '#renderer/messages/closures.ts';
import { usePanels } from './panels.ts';

/** Opens the form of a closure that begins on this day. */
export function AddClosureButton(props: { readonly from: string }): ReactElement {
  const { newClosure } = usePanels();
  return (
    <Button
      variant="default"
      leftSection={<IconCalendarOff size={16} aria-hidden />}
      onClick={() => newClosure(props.from)}
    >
      {closureMessages.add}
    </Button>
  );
}
