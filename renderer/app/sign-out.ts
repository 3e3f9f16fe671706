import { engine, queries } from '#renderer/api/engine.ts';
import { queryClient } from '#renderer/api/query-client.ts';

/** Signs out and shows the sign-in over the present place, whether or not the engine can be reached. Safe to call twice. */
export async function signOut(): Promise<void> {
  await engine.auth.signOut().catch(() => undefined);
  queryClient.setQueryData(queries.auth.me.queryKey(), null);
}
