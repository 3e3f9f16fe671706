import * as clients from '#db/repositories/client.ts';
import * as merges from '#db/repositories/merge.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { isAsMerged, setPayers } from '../merge/merge-families.ts';
import { type ClientsMerged, postMove } from '../merge/merged.ts';
import { putSwitchesBack } from './auto-invoicing.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** Parts them again, as long as nobody has touched anything of either since. The ledger keeps both moves. */
export function undoMerge({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const {
    from,
    into,
    former,
    moved,
    balances,
    participants,
    payers = [],
    switches,
    mark,
  } = data as ClientsMerged;
  if (merges.markOf(tx, [from, into]) !== mark || !isAsMerged(tx, payers)) return changed();
  if (switches && !putSwitchesBack(tx, switches)) return changed();
  const one = clients.getById(tx, from);
  const other = clients.getById(tx, into);
  for (const table of merges.MOVED_TABLES) {
    const ids = moved[table] ?? [];
    if (merges.giveRows(tx, table, ids, into, from) !== ids.length) return changed();
  }
  for (const { kind, rowId, participant } of participants)
    merges.setParticipant(tx, kind, rowId, participant);
  for (const { kind, amountMinor } of balances)
    postMove(tx, { kind, amountMinor: 0 - amountMinor }, from, into, now);
  setPayers(
    tx,
    payers.map(({ id, before, after }) => ({ id, before: after, after: before })),
  );
  clients.setMergedInto(tx, former, from);
  clients.update(tx, from, one.version, { state: 'active', mergedInto: null });
  clients.update(tx, into, other.version, {});
  return ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
