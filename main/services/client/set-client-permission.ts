import * as clients from '#db/repositories/client.ts';
import type { ClientId, UndoStepId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';

/** Far above any studio's number of clients; keeps one command bounded. */
const MOST_CLIENTS = 1_000_000;

/**
 * Gives or takes one permission of the active clients named, or of all that a search finds. Who has it already so is left as is.
 * One row of the audit log for the whole.
 */
export function setClientPermission(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly who: { readonly ids: readonly ClientId[] } | { readonly search: string };
    readonly permission: 'book' | 'cancel' | 'reschedule';
    readonly given: boolean;
  },
): Result<{ changed: number; undoId: UndoStepId | null }, never> {
  const { who, permission, given } = input;
  return commit(context, ['clients'], (tx) => {
    const ids =
      'ids' in who
        ? who.ids
        : clients.listMatchingIds(tx, { text: who.search, state: 'active' }, MOST_CLIENTS);
    const changes = clients.setPermission(tx, ids, { is: permission, given });
    if (changes.length === 0) return ok({ changed: 0, undoId: null });
    const [first] = changes;
    recordDeed(tx, actor, context.now(), {
      action: given ? 'client.permission_given' : 'client.permission_taken',
      subjectKind: changes.length === 1 ? 'client' : 'studio',
      subjectId: changes.length === 1 && first ? first.id : 1,
      data: { permission, clients: changes.length },
    });
    const data = { permission, given, changes };
    const undoId = rememberUndo(tx, actor, context.now(), { kind: 'client.permissions', data });
    return ok({ changed: changes.length, undoId });
  });
}
