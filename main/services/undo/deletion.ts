import * as bookings from '#db/repositories/booking.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as deletions from '#db/repositories/deletion.ts';
import { refusalToDelete } from '#domain/session/deletion.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { bringBack, type Recovered } from '../deletion/bring-back.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** The same rows as before the deletion: sessions open, credits taken, expiries where they were. All of them, or none. */
export function undoDeletion({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { sessions } = data as { readonly sessions: readonly { id: SessionId; versionAfter: number }[] };
  // Backwards: where several returned to one lot, the first of them holds its oldest expiry.
  for (const { id, versionAfter } of sessions.toReversed()) {
    const deletion = deletions.find(tx, id);
    if (
      !deletion ||
      deletions.listLeftPlaces(tx, id).length > 0 ||
      !bringBack(tx, { ...deletion, credits: deletion.credits.toReversed() }, versionAfter, now, true)
    )
      return changed();
  }
  return ok(undefined);
}

/** Deleted again, under the name of who had deleted them. */
export function undoRecovery({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { sessions } = data as { readonly sessions: readonly Recovered[] };
  for (const { id, versionAfter, booked, deletion } of sessions) {
    const [facts] = deletions.listFacts(tx, [id]);
    if (!facts || refusalToDelete(facts) !== null || bookings.countBooked(tx, id) !== booked)
      return changed();
    const used = new Set(deletions.listUsedCredits(tx, [id]).map(({ fundingId }) => fundingId));
    const isSame =
      used.size === deletion.credits.length && deletion.credits.every(({ fundingId }) => used.has(fundingId));
    if (!isSame || !deletions.setState(tx, id, versionAfter, 'deleted')) return changed();
    for (const { fundingId, lotId, bookingId } of deletion.credits) {
      deletions.setFundingState(tx, fundingId, 'released');
      creditLots.returnCredit(tx, lotId, bookingId, now);
    }
    deletions.insert(tx, deletion);
  }
  return ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
