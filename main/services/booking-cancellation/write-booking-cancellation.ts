import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as cancellations from '#db/repositories/cancellation.ts';
import * as canceled from '#db/repositories/cancel-booking.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as jobs from '#db/repositories/job.ts';
import * as ledger from '#db/repositories/ledger.ts';
import { planRefund } from '#db/repositories/plan-refund.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Booking } from '#db/schema/booking.ts';
import type { PlanLine } from '#domain/cancellation/plan.ts';
import type { JobId, LotId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { BulkCancellationPayload } from '../../jobs/bulk-cancellation/definition.ts';
import { recordDeed } from '../record-deed.ts';
import type { PromotionCall } from '../waitlist/promote-waiting.ts';
import type { BookingCancellation } from './booking-cancellation.ts';
import type { BookingPlan } from './plan-booking.ts';

/** A card refund of a single booking stays so long at the desk, in ms, that Undo can still keep it there. */
const REFUND_HOLD_MS = 20_000;

/** What it takes to take the cancellation back. */
export interface WrittenCancellation {
  readonly jobId: JobId;
  readonly before: Booking;
  readonly versionAfter: number;
  readonly lots: readonly {
    readonly lotId: LotId;
    readonly before: LocalDate | null;
    readonly after: LocalDate | null;
  }[];
}

/**
 * Writes the plan of one booking: the job with its rows, the place given up, credits back, refunds planned, what is kept
 * charged. Undefined, and the caller must roll back, if somebody else was faster.
 */
export function writeBookingCancellation(
  { tx, actor, context }: PromotionCall,
  request: BookingCancellation,
  plan: BookingPlan,
  approvedBy: StaffId | null,
): WrittenCancellation | undefined {
  const at = context.now();
  const { booking, session, lines } = plan;
  const jobId = insertJob(tx, request, plan, { requestedBy: actor.staffId, by: actor.name, approvedBy, at });
  cancellations.insertPlan(tx, jobId, lines);
  canceled.noteSession(tx, jobId, session.id, at);
  canceled.releaseFundings(tx, lines);
  const after = bookings.update(tx, booking.id, request.version, {
    state: 'canceled',
    canceledBy: request.by,
    canceledAt: at,
    cancelReason: request.reason,
  });
  if (!after) return undefined;
  const lots = lines
    .filter(({ action }) => action === 'return_credit')
    .map((line) => giveCredit(tx, line, at));
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
  chargeKept(tx, plan, at);
  canceled.finishItems(tx, jobId, at);
  if (!lines.some(({ action }) => action === 'refund_card')) jobs.setState(tx, jobId, 'done', at);
  recordDeed(tx, actor, at, {
    action: 'booking.canceled',
    subjectKind: 'session',
    subjectId: session.id,
    data: {
      bookingId: booking.id,
      clientId: booking.clientId,
      jobId,
      by: request.by,
      money: request.money,
      refundMinor: plan.refundTotalMinor,
      chargeMinor: plan.chargeMinor,
    },
  });
  return { jobId, before: booking, versionAfter: after.version, lots };
}

function insertJob(
  tx: WriteDb,
  request: BookingCancellation,
  plan: BookingPlan,
  who: {
    readonly requestedBy: StaffId;
    readonly by: string;
    readonly approvedBy: StaffId | null;
    readonly at: number;
  },
): JobId {
  const payload: BulkCancellationPayload = {
    version: 1,
    reason: request.reason,
    requestedBy: who.by,
    message: request.message,
    nonCardRefund: plan.settings.nonCardRefund,
    planHash: plan.hash,
    selectionHash: plan.hash,
    refundTotalMinor: plan.refundTotalMinor,
  };
  const jobId = jobs.insert(tx, {
    requestUid: request.requestUid,
    kind: 'booking_cancellation',
    payload: JSON.stringify(payload),
    requestedBy: who.requestedBy,
    approvedBy: who.approvedBy,
    sessionsTotal: 1,
    itemsTotal: plan.lines.length,
    createdAt: who.at,
  });
  // What the job would do first is done with its acceptance: no copy of the database, no list, the message in the outbox.
  for (const step of ['backup', 'request_csv', 'notices']) jobs.finishStep(tx, jobId, step, null, who.at);
  return jobId;
}

function giveCredit(tx: WriteDb, line: PlanLine, at: number): WrittenCancellation['lots'][number] {
  const { lotId, bookingId, lotExpiresOn } = line;
  if (lotId === null || bookingId === null) throw new Error('a credit returns to a lot');
  const before = creditLots.getById(tx, lotId).expiresOn;
  if (!creditLots.returnCredit(tx, lotId, bookingId, at, lotExpiresOn))
    throw new Error(`lot ${lotId} has no used credit of booking ${bookingId}`);
  return { lotId, before, after: lotExpiresOn ?? before };
}

/** What is kept is earned: the client is charged what was paid or owed, and a used credit is no longer a debt of the studio. */
function chargeKept(tx: WriteDb, { booking, lines, chargeMinor }: BookingPlan, at: number): void {
  const head = { subjectKind: 'booking', subjectId: booking.id, at };
  if (chargeMinor > 0)
    ledger.postTransaction(tx, { ...head, kind: 'charge' }, [
      { accountId: ledger.clientAccount(tx, booking.clientId), amountMinor: chargeMinor },
      { accountId: ledger.accountOf(tx, 'revenue'), amountMinor: -chargeMinor },
    ]);
  for (const { note, lotId } of lines) {
    if (note !== 'kept' || lotId === null) continue;
    const { priceMinor, bought } = creditLots.getById(tx, lotId);
    const share = Math.floor(priceMinor / bought);
    if (share > 0)
      ledger.postTransaction(tx, { ...head, kind: 'credit_used' }, [
        { accountId: ledger.accountOf(tx, 'deferred'), amountMinor: share },
        { accountId: ledger.accountOf(tx, 'revenue'), amountMinor: -share },
      ]);
  }
}
