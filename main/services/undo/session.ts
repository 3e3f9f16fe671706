import * as bookings from '#db/repositories/booking.ts';
import type { RescheduleFeeId } from '#db/repositories/reschedule-fee.ts';
import { isReferred } from '#db/repositories/series-session.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Session } from '#db/schema/session.ts';
import type { MessageId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { lotInTheWay } from '../package/find-lot.ts';
import { reverseFees } from '../package/reschedule-fee.ts';
import { untellMoved } from '../session/tell-moved.ts';
import type { Promoted } from '../waitlist/promote-waiting.ts';
import { takeBackPromotion } from '../waitlist/take-back-promotion.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A session as it was, and the version that the deed gave it: any other version means somebody was there since. */
export interface SessionChange {
  readonly before: Session;
  readonly versionAfter: number;
  /** What the change told clients. */
  readonly messageIds?: readonly MessageId[];
  /** Who got a place from the waitlist, because there were more places. */
  readonly promoted?: readonly Promoted[];
  /** What the clients were charged for the move. */
  readonly feeIds?: readonly RescheduleFeeId[];
}

/** Every column as before the change; what clients were told is withdrawn, or told the other way round. */
export function undoSessionChange(
  { tx, now, context }: UndoCall,
  data: unknown,
): Result<void, UndoNotPossible> {
  const { before, versionAfter, messageIds = [], promoted = [], feeIds = [] } = data as SessionChange;
  const { id, version: _, ...columns } = before;
  if (feeIds.length > 0 && context.moneyFrozen() > 0) return changed();
  if (!promoted.every((each) => takeBackPromotion(tx, each, now))) return changed();
  const after = sessions.findById(tx, id);
  // Who was booked since keeps the place.
  if (after && before.capacity < after.capacity && bookings.isOverbooked(tx, id, before.capacity))
    return changed();
  // A package that was put on hold since pays for no place there any more.
  if (!after || lotInTheWay(tx, id, { before: after.localDate, after: before.localDate })) return changed();
  if (!sessions.update(tx, id, versionAfter, columns)) return changed();
  reverseFees(tx, feeIds, now);
  untellMoved(tx, messageIds, [{ session: before, before: after }], { uid: context.newUid(), at: now });
  return ok(undefined);
}

/** A session nobody has booked or touched goes, as if it had never been added. */
export function undoSessionCreation({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { sessionIds } = data as { readonly sessionIds: readonly SessionId[] };
  for (const id of sessionIds) {
    const session = sessions.findById(tx, id);
    if (session?.version !== 1 || session.state !== 'open' || isReferred(tx, id)) return changed();
    sessions.remove(tx, id);
  }
  return ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
