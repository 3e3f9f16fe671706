import type { WriteDb } from '#db/database.ts';
import * as undoSteps from '#db/repositories/undo-step.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import type { Actor } from '../context.ts';
import type { UndoKindName } from './undo-kind.ts';

/** How long a deed can be taken back: the toast shows twelve seconds, a person on the phone takes longer. */
export const UNDO_FOR_MS = 10 * 60_000;

/**
 * Keeps what it takes to take this deed back, in the transaction that does it. `data` is read by the kind's own
 * `takeBack` alone: ids, versions after the deed, and the values before it.
 */
export function rememberUndo(
  tx: WriteDb,
  actor: Actor,
  at: number,
  deed: { readonly kind: UndoKindName; readonly data: unknown },
): UndoStepId {
  undoSteps.removeBefore(tx, at - UNDO_FOR_MS);
  return undoSteps.insert(tx, { kind: deed.kind, data: deed.data, staffId: actor.staffId, createdAt: at });
}
