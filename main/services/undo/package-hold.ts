import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import * as messages from '#db/repositories/message.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { GivenUp } from '../package/give-up-held-places.ts';
import { undoBookingCancellation } from './booking.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A hold with its lot as the deed left it; `end`: what the hold itself made of the last day, by so many `days`. */
export interface HeldLot {
  readonly id: lotHolds.HoldId;
  readonly end: lotHolds.EndMove;
  readonly to: LocalDate | null;
  readonly days: number;
  readonly bought: number;
  readonly used: number;
  readonly expired: number;
}

export interface Holding {
  readonly lots: readonly HeldLot[];
  /** Null where no place was given up. */
  readonly gone: GivenUp | null;
}

/**
 * No lot is held any more, each ends when it did before, and the places that were given up are booked again. Refused as a whole once a
 * credit of one was used or moved, its hold was released, a place is taken, or a client may have read the message.
 */
export function undoHold(call: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { tx, actor, now: at } = call;
  const { lots, gone } = data as Holding;
  if (!lots.every((lot) => isAsLeft(call, lot))) return changed();
  if (gone) {
    if (!gone.messageUids.every((uid) => messages.withdrawByUid(tx, uid))) return changed();
    const seated = undoBookingCancellation(call, gone.canceled);
    if (!seated.ok) return seated;
  }
  for (const { id, end, to, days } of lots) {
    const hold = { before: { state: 'held', to }, after: { state: 'withdrawn', to } } as const;
    const back = { kind: 'hold_undone', days: 0 - days, staffId: actor.staffId, at } as const;
    if (!lotHolds.change(tx, id, hold, turned(end), back)) return changed();
  }
  return ok(undefined);
}

/** A hold before and after its release, with its lot as the deed left it. */
export interface ReleasedLot {
  readonly id: lotHolds.HoldId;
  readonly end: lotHolds.EndMove;
  readonly before: lotHolds.HoldState;
  readonly after: lotHolds.HoldState;
  readonly days: number;
  readonly bought: number;
  readonly used: number;
  readonly expired: number;
}

/** The lots are held as before. Refused as a whole once one was used, moved or held anew. */
export function undoRelease(call: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { tx, actor, now: at } = call;
  const { lots } = data as { readonly lots: readonly ReleasedLot[] };
  for (const lot of lots) {
    if (!isAsLeft(call, lot) || isHeldAnew(call, lot)) return changed();
    const hold = { before: lot.after, after: lot.before };
    const again = { kind: 'held_again', days: 0 - lot.days, staffId: actor.staffId, at } as const;
    if (!lotHolds.change(tx, lot.id, hold, turned(lot.end), again)) return changed();
  }
  return ok(undefined);
}

const turned = ({ lotId, before, after }: lotHolds.EndMove): lotHolds.EndMove => ({
  lotId,
  before: after,
  after: before,
});

function isAsLeft(
  { tx }: UndoCall,
  { end, bought, used, expired }: Pick<HeldLot, 'end' | 'bought' | 'used' | 'expired'>,
): boolean {
  const lot = creditLots.findById(tx, end.lotId);
  return lot?.bought === bought && lot.used === used && lot.expired === expired;
}

/** A hold that was made since would lie on the same days. */
const isHeldAnew = ({ tx }: UndoCall, { id, end }: ReleasedLot): boolean =>
  (lotHolds.listOf(tx, [end.lotId]).get(end.lotId) ?? []).some((hold) => hold.id > id);

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
