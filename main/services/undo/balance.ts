import type { CorrectionId, TransferId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { writeCorrectionReversal } from '../balance/correct-balance.ts';
import { writeTransferReversal } from '../balance/transfer-balance.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** An opposite correction; the books keep both. */
export function undoCorrection({ tx, actor, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { id } = data as { readonly id: CorrectionId };
  return writeCorrectionReversal(tx, actor, now, { id, reason: 'Undone' }) === null
    ? changed()
    : ok(undefined);
}

/** An opposite transfer; both statements keep both. */
export function undoBalanceMove({ tx, actor, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { id } = data as { readonly id: TransferId };
  return writeTransferReversal(tx, actor, now, { id, reason: 'Undone' }) === null ? changed() : ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
