import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as cancellations from '#db/repositories/cancellation.ts';
import { cancelPagesForAlone, type ClosedPage } from '#db/repositories/card-due.ts';
import * as canceled from '#db/repositories/cancel-booking.ts';
import * as completionFacts from '#db/repositories/completion-facts.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as jobs from '#db/repositories/job.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import { planRefund } from '#db/repositories/plan-refund.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Booking } from '#db/schema/booking.ts';
import { keptCharge } from '#domain/cancellation/booking-plan.ts';
import type { PlanLine } from '#domain/cancellation/plan.ts';
import { QUIET_MS } from '#domain/message/message-kind.ts';
import { splitTax } from '#domain/tax/tax.ts';
import type { JobId, LotId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { followBookings } from '../../invoices/follow-bookings.ts';
import { type Deed, recordDeed } from '../record-deed.ts';
import type { PromotionCall } from '../waitlist/promote-waiting.ts';
import type { CancellationTerms } from './booking-cancellation.ts';
import { insertJob } from './insert-job.ts';
import { leavingMinor, type Place, type PlacesPlan, sessionsOf } from './plan-booking.ts';

/** A card refund of single bookings stays so long at the desk, in ms, that Undo can still keep it there. */
const REFUND_HOLD_MS = 20_000;

/** What it takes to take the cancellation back. */
export interface WrittenCancellation {
  readonly jobId: JobId;
  readonly places: readonly WrittenPlace[];
  /** On which clients were to pay for these places alone; left out by versions before this. */
  readonly pages?: readonly ClosedPage[];
}

interface WrittenPlace {
  readonly before: Booking;
  readonly versionAfter: number;
  readonly lots: readonly {
    readonly lotId: LotId;
    readonly before: LocalDate | null;
    readonly after: LocalDate | null;
  }[];
}

/**
 * Writes the plan of bookings that are canceled together: one job with its rows, the places given up, credits back, refunds
 * planned, what is kept charged. Undefined, and the caller must roll back, if somebody else was faster.
 */
export function writeBookingCancellation(
  { tx, actor, context }: PromotionCall,
  request: CancellationTerms,
  plan: PlacesPlan,
  approvedBy: StaffId | null,
): WrittenCancellation | undefined {
  const at = context.now();
  const { lines } = plan;
  const jobId = insertJob(tx, actor, request, plan, { approvedBy, at });
  cancellations.insertPlan(tx, jobId, lines);
  canceled.releaseFundings(tx, lines);
  const places: WrittenPlace[] = [];
  for (const [index, id] of sessionsOf(plan).entries()) canceled.noteSession(tx, jobId, id, index + 1, at);
  for (const place of plan.places) {
    const own = lines.filter(({ bookingId }) => bookingId === place.booking.id);
    const written = giveUp(tx, request, place.booking, own, at);
    if (!written) return undefined;
    chargeKept(tx, place.booking, own, at);
    places.push(written);
    recordDeed(tx, actor, at, deedOf(request, jobId, place, own));
  }
  const { tenantUid, restoreEpoch } = studios.get(tx);
  for (const item of canceled.refundItemsOf(tx, jobId))
    planRefund(
      tx,
      {
        jobId,
        tenantUid,
        restored: restoreEpoch > 0,
        newUid: context.newUid,
        at,
        notBefore: at + REFUND_HOLD_MS,
      },
      item,
    );
  canceled.finishItems(tx, jobId, at);
  const ids = plan.places.map(({ booking }) => booking.id);
  // Nobody is asked any more to pay for places alone that are given up.
  const refs = ids.map((bookingId) => ({ kind: 'booking', bookingId }) as const);
  const clientIds = [...new Set(plan.places.map(({ booking }) => booking.clientId))];
  const pages = clientIds.flatMap((clientId) => cancelPagesForAlone(tx, clientId, refs, at + QUIET_MS));
  followBookings(tx, ids, { reason: request.reason, by: actor.staffId, at });
  if (!lines.some(({ action }) => action === 'refund_card')) jobs.setState(tx, jobId, 'done', at);
  return { jobId, places, pages };
}

function deedOf(
  { by, money }: CancellationTerms,
  jobId: JobId,
  { booking, session }: Place,
  lines: readonly PlanLine[],
): Deed {
  const { id: bookingId, clientId } = booking;
  return {
    action: 'booking.canceled',
    subjectKind: 'session',
    subjectId: session.id,
    data: {
      bookingId,
      clientId,
      jobId,
      by,
      money,
      refundMinor: leavingMinor(lines),
      chargeMinor: keptCharge(lines),
    },
  };
}

/** The place is free, and its credits are back in their lots. Undefined if the booking has changed. */
function giveUp(
  tx: WriteDb,
  { by, reason }: CancellationTerms,
  before: Booking,
  lines: readonly PlanLine[],
  at: number,
): WrittenPlace | undefined {
  const after = bookings.update(tx, before.id, before.version, {
    state: 'canceled',
    canceledBy: by,
    canceledAt: at,
    cancelReason: reason,
  });
  if (!after) return undefined;
  const lots = lines
    .filter(({ action }) => action === 'return_credit')
    .map((line) => giveCredit(tx, line, at));
  return { before, versionAfter: after.version, lots };
}

function giveCredit(tx: WriteDb, line: PlanLine, at: number): WrittenPlace['lots'][number] {
  const { lotId, bookingId, lotExpiresOn } = line;
  if (lotId === null || bookingId === null) throw new Error('a credit returns to a lot');
  const before = creditLots.getById(tx, lotId).expiresOn;
  if (!creditLots.returnCredit(tx, lotId, bookingId, at, lotExpiresOn))
    throw new Error(`lot ${lotId} has no used credit of booking ${bookingId}`);
  return { lotId, before, after: lotExpiresOn ?? before };
}

/**
 * What is kept is earned: the client is charged what was paid or owed, and a used credit is no longer a debt of the studio. The tax stays
 * with the place, so that an invoice written later names the one that is in the books.
 */
function chargeKept(tx: WriteDb, booking: Booking, lines: readonly PlanLine[], at: number): void {
  const chargeMinor = keptCharge(lines);
  const tax = completionFacts.taxOf(tx, booking.id);
  if (chargeMinor > 0) canceled.keepTax(tx, booking.id, tax);
  const head = { subjectKind: 'booking', subjectId: booking.id, at };
  const earn = (kind: string, debit: number, grossMinor: number): void => {
    const { netMinor, taxMinor } = splitTax(grossMinor, tax.rateBp);
    ledger.postTransaction(tx, { ...head, kind }, [
      { accountId: debit, amountMinor: grossMinor },
      ...(netMinor > 0 ? [{ accountId: ledger.accountOf(tx, 'revenue'), amountMinor: -netMinor }] : []),
      ...(taxMinor > 0 ? [{ accountId: ledger.accountOf(tx, 'tax'), amountMinor: -taxMinor }] : []),
    ]);
  };
  if (chargeMinor > 0) earn('charge', ledger.clientAccount(tx, booking.clientId), chargeMinor);
  for (const { note, lotId } of lines) {
    if (note !== 'kept' || lotId === null) continue;
    const share = lotBooks.keepCredit(tx, booking.id, creditLots.getById(tx, lotId));
    if (share > 0) earn('credit_used', ledger.accountOf(tx, 'deferred'), share);
  }
}
