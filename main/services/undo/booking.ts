import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as canceled from '#db/repositories/cancel-booking.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as jobs from '#db/repositories/job.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import * as messages from '#db/repositories/message.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as sessions from '#db/repositories/session.ts';
import * as tasks from '#db/repositories/task.ts';
import type { Booking } from '#db/schema/booking.ts';
import { canWithdraw } from '#domain/refund/life.ts';
import type { BookingId, RefundId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { followBookings } from '../../invoices/follow-bookings.ts';
import type { WrittenCancellation } from '../booking-cancellation/write-booking-cancellation.ts';
import type { Promoted } from '../waitlist/promote-waiting.ts';
import { takeBackPromotion } from '../waitlist/take-back-promotion.ts';
import { reopenPages } from './reopen-pages.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A booking as it was, and the version that the deed gave it. */
export interface BookingChange {
  readonly id: BookingId;
  readonly checkedInAt: number | null;
  readonly versionAfter: number;
}

/** Checked in, or not, as before. */
export function undoCheckIn({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { id, checkedInAt, versionAfter } = data as BookingChange;
  return bookings.update(tx, id, versionAfter, { checkedInAt }) ? ok(undefined) : changed();
}

/** A cancellation with the message about it and who moved up. */
export type CanceledBookings = WrittenCancellation & {
  readonly messageUid: string | null;
  readonly promoted: readonly Promoted[];
};

/**
 * Gives the places back, paid as before, and sends those who moved up back into the queue. Refused as a whole once a refund
 * may have left, somebody was told, a credit was spent, a place is taken or the client has left the class. Pages on which they were to
 * pay for these places are open again.
 */
export function undoBookingCancellation(call: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { tx, now, actor } = call;
  const { jobId, places, messageUid, promoted, pages = [] } = data as CanceledBookings;
  if (!promoted.every((each) => takeBackPromotion(tx, each, now))) return changed();
  if (messageUid !== null && !messages.withdrawByUid(tx, messageUid)) return changed();
  for (const { refundId } of canceled.listDone(tx, jobId))
    if (refundId !== null && !withdrawRefund(tx, refundId, now)) return changed();
  if (!places.every((place) => seatAgain(tx, place, now))) return changed();
  canceled.reopenItems(tx, jobId, now);
  if (places.some(({ before }) => canceled.isOverdrawn(tx, before.id))) return changed();
  const ids = places.map(({ before }) => before.id);
  followBookings(tx, ids, { reason: '', by: actor.staffId, at: now });
  jobs.setState(tx, jobId, 'undone', now);
  reopenPages(call, pages);
  return ok(undefined);
}

function seatAgain(
  tx: WriteDb,
  { before, versionAfter, lots }: CanceledBookings['places'][number],
  now: number,
): boolean {
  const session = sessions.getById(tx, before.sessionId);
  if (session.state !== 'open' || hasLeftSince(tx, before)) return false;
  if (bookings.isBooked(tx, session.id, before.clientId, before.participant)) return false;
  const { id, version: _, ...columns } = before;
  if (!bookings.update(tx, id, versionAfter, columns)) return false;
  if (bookings.isOverbooked(tx, session.id, session.capacity)) return false;
  for (const { lotId, before: expiresOn, after } of lots)
    if (
      !creditLots.useCredit(tx, lotId, id, now) ||
      !canceled.restoreExpiry(tx, lotId, { before: expiresOn, after })
    )
      return false;
  reverseCharges(tx, id, now);
  return true;
}

/** Whether the client has dropped the class of the place since it was given up. */
function hasLeftSince(tx: WriteDb, { id, enrolmentId }: Pick<Booking, 'id' | 'enrolmentId'>): boolean {
  const enrolment = enrolmentId === null ? undefined : enrolments.findById(tx, enrolmentId);
  const canceledAt = bookings.findById(tx, id)?.canceledAt ?? 0;
  return enrolment?.state === 'dropped' && (enrolment.droppedAt ?? 0) >= canceledAt;
}

function withdrawRefund(tx: WriteDb, id: RefundId, at: number): boolean {
  const refund = refunds.findById(tx, id);
  if (!refund) return false;
  const { state, attempts, failureCode } = refund;
  if (!canWithdraw({ state, attempts, failureCode, lookUpFirst: refund.reconcileFirst === 1 })) return false;
  if (!refunds.change(tx, refund, { to: 'withdrawn', detail: { answer: 'undone' } }, at)) return false;
  tasks.finishOfRefund(tx, id, 'withdrawn', null, at);
  return true;
}

/** The books keep what happened: what was charged is charged back. */
function reverseCharges(tx: WriteDb, id: BookingId, at: number): void {
  lotBooks.reverseKept(tx, id);
  const postings = ledger.openPostingsOf(tx, 'booking', id);
  if (postings.length === 0) return;
  ledger.postTransaction(
    tx,
    { kind: 'charge_reversed', subjectKind: 'booking', subjectId: id, at },
    postings.map(({ accountId, amountMinor }) => ({ accountId, amountMinor: -amountMinor })),
  );
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
