import { Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { completionWords } from '#renderer/messages/completion.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { SessionActions } from '#renderer/ui/session-actions.tsx';

/**
 * What can be done with an open session, the most frequent first, the end of it last. Whoever sees a session may save it:
 * practitioners see their own only.
 */
export function SessionButtons(props: {
  readonly session: SessionView;
  readonly mayEdit: boolean;
}): ReactElement | null {
  const { session, mayEdit } = props;
  const { openSession } = usePanels();
  if (session.state !== 'open') return null;
  return (
    <Group mt={16} gap={6} role="group" aria-label={words.actions}>
      {mayEdit ? (
        <Button size="xs" onClick={() => openSession(session.id, { book: true })}>
          {words.addBooking}
        </Button>
      ) : null}
      <Button size="xs" variant="default" onClick={() => openSession(session.id, { act: 'complete' })}>
        {completionWords.act}
      </Button>
      {mayEdit ? (
        <Button size="xs" variant="default" onClick={() => openSession(session.id, { edit: true })}>
          {uiMessages.edit}
        </Button>
      ) : null}
      <SessionActions session={session} onAct={(act) => openSession(session.id, { act })} withoutComplete />
    </Group>
  );
}
