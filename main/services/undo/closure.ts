import type { WriteDb } from '#db/database.ts';
import * as closureJobs from '#db/repositories/closure-job.ts';
import * as closures from '#db/repositories/closure.ts';
import type { Closure } from '#db/schema/closure.ts';
import type { ClosureId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A closure as it was before it was changed or removed, and the version that this gave it. */
export interface ClosureChange {
  readonly before: Closure;
  readonly versionAfter: number;
}

/** Every column as before; not where the same holiday was imported again meanwhile. */
export function undoClosureChange({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { before, versionAfter } = data as ClosureChange;
  const { id, version: _, ...columns } = before;
  if (isThereAgain(tx, before)) return changed();
  return closures.update(tx, id, versionAfter, columns) ? ok(undefined) : changed();
}

/** Closures nobody has touched go, as if they had never been added; not where a job has cancelled because of one. */
export function undoClosureCreation({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { closureIds } = data as { readonly closureIds: readonly ClosureId[] };
  if (closureJobs.listOf(tx, closureIds).length > 0) return changed();
  for (const id of closureIds) {
    if (closures.findById(tx, id)?.version !== 1) return changed();
    closures.remove(tx, id);
  }
  return ok(undefined);
}

function isThereAgain(tx: WriteDb, { id, externalUid, locationId }: Closure): boolean {
  if (externalUid === null) return false;
  return closures
    .listByExternalUid(tx, [externalUid])
    .some((other) => other.id !== id && other.locationId === locationId);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
