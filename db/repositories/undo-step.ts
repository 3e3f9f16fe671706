import type { WriteDb } from '#db/database.ts';
import { undoSteps } from '#db/schema/undo-step.ts';
import type { StaffId, UndoStepId } from '#domain/values/ids.ts';
import { rowById } from './row-by-id.ts';

export const findById = rowById(undoSteps);

export function insert(
  tx: WriteDb,
  row: {
    readonly kind: string;
    readonly data: unknown;
    readonly staffId: StaffId;
    readonly createdAt: number;
  },
): UndoStepId {
  return tx.orm.insert(undoSteps).values(row).returning({ id: undoSteps.id }).get().id;
}

/** Marks it taken back, once: false if it already was. */
export function markUndone(tx: WriteDb, id: UndoStepId, at: number): boolean {
  const { changes } = tx.run('UPDATE undo_steps SET undone_at = ? WHERE id = ? AND undone_at IS NULL', [
    at,
    id,
  ]);
  return changes === 1;
}

/**
 * Forgets what can no longer be taken back, but for the youngest: no id comes twice, so that a window that was answered long ago never takes
 * back another deed.
 */
export function removeBefore(tx: WriteDb, at: number): void {
  tx.run('DELETE FROM undo_steps WHERE created_at < ? AND id < (SELECT MAX(id) FROM undo_steps)', [at]);
}
