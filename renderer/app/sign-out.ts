import { engine, queries } from '#renderer/api/engine.ts';
import { queryClient } from '#renderer/api/query-client.ts';

/**
 * Locks at once: the sign-in lies over the present place, whether or not the engine can be reached; the engine is told as
 * soon as it can be. Safe to call twice.
 */
export async function signOut(): Promise<void> {
  const key = queries.auth.me.queryKey();
  // An answer that is still under way would say that the person is signed in.
  await queryClient.cancelQueries({ queryKey: key });
  queryClient.setQueryData(key, null);
  await engine.auth.signOut().catch(() => undefined);
}
