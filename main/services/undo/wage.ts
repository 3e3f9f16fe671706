import type { WageAdjustmentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { writeReversal } from '../wage/adjust-wages.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** An opposite adjustment; the books keep both. */
export function undoWageAdjustment(
  { tx, actor, now }: UndoCall,
  data: unknown,
): Result<void, UndoNotPossible> {
  const { id } = data as { readonly id: WageAdjustmentId };
  const reversal = writeReversal(tx, actor, now, { id, reason: 'Undone' });
  return reversal === null ? err({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' }) : ok(undefined);
}
