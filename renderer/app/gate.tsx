import { Center, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useEffect } from 'react';
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

/**
 * Who may see the screens: nobody before a studio is set up and somebody signed in. Signing out or locking puts the
 * sign-in over the place one was in; the address and what was chosen stay.
 */
export function Gate(props: { readonly children: ReactNode }): ReactElement {
  const line = useConnection((store) => store.line);
  useFreshLine(line);
  const setup = useQuery(queries.setup.state.queryOptions());
  const me = useQuery({ ...queries.auth.me.queryOptions(), enabled: setup.data?.ready === true });
  const studio = useQuery({ ...queries.studio.get.queryOptions(), enabled: Boolean(me.data) });
  useTopics(line, me.data?.staffId ?? null);

  const error = setup.error ?? me.error;
  if (error) return <ErrorState error={error} onRetry={() => void setup.refetch()} />;
  if (setup.data && !setup.data.ready) return <FirstStart state={setup.data} />;
  if (me.data === null) return <SignIn />;
  if (!me.data || !studio.data) return <Waiting />;
  return (
    <SignedInContext value={me.data}>
      <StudioContext value={studio.data}>{props.children}</StudioContext>
    </SignedInContext>
  );
}

/** Everything learnt over a broken line may be old, and nobody is signed in on a new one unless it says so. */
function useFreshLine(line: number): void {
  const client = useQueryClient();
  useEffect(() => {
    if (line > 1) void client.invalidateQueries();
  }, [client, line]);
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
        <Loader size="sm" aria-label={frameMessages.opening} />
      </Center>
    </>
  );
}
