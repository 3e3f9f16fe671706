import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SessionId } from '#domain/values/ids.ts';
import { completionWords as words } from '#renderer/messages/completion.ts';
import { usePanels } from '#renderer/ui/panels.ts';

/** Opens the form that saves the session. Whoever sees a session may save it: practitioners see their own only. */
export function CompleteButton(props: { readonly id: SessionId }): ReactElement {
  const { openSession } = usePanels();
  return (
    <Button
      variant="default"
      leftSection={<IconCircleCheck size={16} aria-hidden />}
      onClick={() => openSession(props.id, { act: 'complete' })}
    >
      {words.act}
    </Button>
  );
}
