import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { type QueryKey } from '@tanstack/react-query';
import type { Person } from '#contract/desktop/auth.ts';
import { queries } from '#renderer/api/engine.ts';
import { queryClient } from '#renderer/api/query-client.ts';
import { useBulkCancel } from '#renderer/features/cancellation/bulk-cancel-store.ts';
import { panelKeys } from '#renderer/ui/panels.ts';
import { discardUnsaved } from '#renderer/ui/unsaved.ts';
import { readyFirstScreen } from './ready-first-screen.ts';

/**
 * Takes in the answer of the sign-in. The person who was here before (`lastId`) finds everything as it was left and fresh;
 * to anybody else nothing typed, chosen or read by the last person is shown.
 */
export async function welcome(me: Person, lastId: number | null): Promise<void> {
  if (lastId !== null && lastId !== me.staffId) await dropLastPerson();
  if (lastId !== me.staffId) queryClient.removeQueries({ predicate: isData });
  if (lastId === null) await readyFirstScreen();
  queryClient.setQueryData(queries.auth.me.queryKey(), me);
  if (lastId === me.staffId) await queryClient.invalidateQueries({ predicate: isData });
}

/** Everything learnt over a broken line may be old; nobody is signed in on a new one unless it says so. */
export async function askAgain(): Promise<void> {
  await queryClient.invalidateQueries({ predicate: (query) => !isData(query) });
  const me = queryClient.getQueryData(queries.auth.me.queryKey());
  // Without anybody signed in all of it would be refused; welcome() asks later.
  await queryClient.invalidateQueries({ predicate: isData, refetchType: me ? 'active' : 'none' });
}

async function dropLastPerson(): Promise<void> {
  discardUnsaved(() => true);
  modals.closeAll();
  notifications.clean();
  const { router } = await import('./router.tsx');
  useBulkCancel.setState(useBulkCancel.getInitialState(), true);
  const names: readonly string[] = panelKeys;
  await router.navigate({
    to: '.',
    search: (now: object) => Object.fromEntries(Object.entries(now).filter(([key]) => !names.includes(key))),
    replace: true,
    ignoreBlocker: true,
  } as never);
}

/** All but the answers that the sign-in itself lives on. */
function isData({ queryKey }: { readonly queryKey: QueryKey }): boolean {
  const [path] = queryKey;
  return !(Array.isArray(path) && (path[0] === 'setup' || path[0] === 'auth'));
}
