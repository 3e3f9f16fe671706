import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SessionState } from '#domain/session/state.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { HOUR_MS } from '#domain/values/time.ts';
import { engine } from '#renderer/api/engine.ts';
import { useMay, useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { sessionActions as words } from '#renderer/messages/reschedule.ts';
import type { SessionAct } from './panels.ts';
import { toast, toastError } from './toast.tsx';
import { useFormat } from './use-format.ts';
import { useNow } from './use-now.ts';

interface ActedSession {
  readonly id: SessionId;
  readonly state: SessionState;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly meetingLink: string;
}

/**
 * The ways on with one open session, in its pop-up and its panel alike (seed 004): each shows where the signed-in person may do it and
 * the session allows it.
 */
export function SessionActions(props: {
  readonly session: ActedSession;
  readonly onAct: (act: SessionAct) => void;
  /** Where another part has its own button to complete. */
  readonly withoutComplete?: boolean;
}): ReactElement | null {
  const { session, onAct } = props;
  const now = useNow();
  const atDesk = useMay('owner', 'admin', 'staff');
  const mayCancel = useMayBulkCancel();
  if (session.state !== 'open') return null;
  return (
    <>
      {session.startsAt <= now && !props.withoutComplete ? (
        <Button size="xs" variant="default" onClick={() => onAct('complete')}>
          {words.complete}
        </Button>
      ) : null}
      {atDesk ? (
        <Button size="xs" variant="default" onClick={() => onAct('reschedule')}>
          {words.reschedule}
        </Button>
      ) : null}
      {mayCancel ? (
        <Button size="xs" variant="default" onClick={() => onAct('cancel')}>
          {words.cancel}
        </Button>
      ) : null}
      <StartNow session={session} />
    </>
  );
}

/** A meeting is "now" from a quarter of an hour before its start. */
const EARLY_MS = HOUR_MS / 4;

/** Opens the meeting in the system's browser and writes it into the history; the shell lets nothing but https through. */
function StartNow({ session }: { readonly session: ActedSession }): ReactElement | null {
  const { id, meetingLink, startsAt, endsAt } = session;
  const { callboard } = window;
  const format = useFormat();
  const now = useNow();
  if (!/^https:\/\//i.test(meetingLink)) return null;
  const isLater = now < startsAt - EARLY_MS;
  return (
    <>
      <Button
        size="xs"
        variant="light"
        component="a"
        href={meetingLink}
        target="_blank"
        rel="noopener noreferrer"
        title={words.startHint}
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        onClick={(event) => {
          engine.reschedule.start({ id }).catch(toastError);
          if (!callboard) return;
          event.preventDefault();
          void callboard.link.open({ url: meetingLink }).then((answer) => {
            if (!answer.ok) toast(words.linkRefused);
          });
        }}
      >
        {words.startNow}
      </Button>
      {isLater || now >= endsAt ? (
        <Text size="xs" c="dimmed" w="100%">
          {isLater
            ? words.startsLater(format.instant(startsAt))
            : words.startedEarlier(format.instant(startsAt))}
        </Text>
      ) : null}
    </>
  );
}
