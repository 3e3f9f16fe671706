import { Center, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import type { Person } from '#contract/desktop/auth.ts';
import type { StudioView } from '#contract/desktop/studio.ts';
import { useConnection } from '#renderer/api/connection.ts';
import { queries } from '#renderer/api/engine.ts';
import { SignedInContext } from '#renderer/api/signed-in.ts';
import { followTopics } from '#renderer/api/topics.ts';
import { FirstStart } from '#renderer/features/setup/first-start.tsx';
import { SignIn } from '#renderer/features/setup/sign-in.tsx';
import { frameMessages } from '#renderer/messages/frame.ts';
import { ErrorState } from '#renderer/ui/states.tsx';
import { StudioContext } from '#renderer/ui/studio-context.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { LockScreen } from './lock-screen.tsx';
import { askAgain, welcome } from './welcome.ts';

/**
 * Who may see the screens: nobody before a studio is set up and somebody signed in. Locking, a restart of the engine or a
 * lost line puts the sign-in over the screens, which stay as they are for the person who left them; anybody else gets
 * screens of their own.
 */
export function Gate(props: { readonly children: ReactNode }): ReactElement {
  const line = useConnection((store) => store.line);
  useFreshLine(line);
  const setup = useQuery(queries.setup.state.queryOptions());
  const me = useQuery({ ...queries.auth.me.queryOptions(), enabled: setup.data?.ready === true });
  const studio = useQuery({ ...queries.studio.get.queryOptions(), enabled: Boolean(me.data) });
  useTopics(line, me.data?.staffId ?? null);
  const seen = useLastSeen(me.data ?? null, studio.data ?? null);

  if (setup.data && !setup.data.ready) return <FirstStart state={setup.data} />;
  const isLocked = me.data === null;
  if (seen && (isLocked || me.data?.staffId === seen.person.staffId))
    return (
      <>
        <SignedInContext key={seen.person.staffId} value={seen.person}>
          <StudioContext value={seen.studio}>{props.children}</StudioContext>
        </SignedInContext>
        {isLocked ? (
          <LockScreen>
            <ConnectionNotice />
            <SignIn onSignedIn={(person) => void welcome(person, seen.person.staffId)} />
          </LockScreen>
        ) : null}
      </>
    );
  const error = setup.error ?? me.error ?? studio.error;
  if (error) return <ErrorState error={error} onRetry={() => void askAgain()} />;
  return isLocked ? <SignIn onSignedIn={(person) => void welcome(person, null)} /> : <Waiting />;
}

interface Seen {
  readonly person: Person;
  readonly studio: StudioView;
}

/** Who is signed in, or was last, with the studio as that person saw it. */
function useLastSeen(person: Person | null, studio: StudioView | null): Seen | null {
  const [seen, setSeen] = useState<Seen | null>(null);
  if (!person || !studio || (seen?.person === person && seen.studio === studio)) return seen;
  const next = { person, studio };
  setSeen(next);
  return next;
}

function useFreshLine(line: number): void {
  useEffect(() => {
    if (line > 1) void askAgain();
  }, [line]);
}

function useTopics(line: number, staffId: number | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (staffId === null || line === 0) return;
    const ending = new AbortController();
    void followTopics(client, ending.signal);
    return () => ending.abort();
  }, [client, line, staffId]);
}

function Waiting(): ReactElement {
  return (
    <>
      <ConnectionNotice />
      <Center h="100%">
        <Loader size="sm" role="status" aria-label={frameMessages.opening} />
      </Center>
    </>
  );
}
