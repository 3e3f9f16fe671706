import type { WriteDb } from '#db/database.ts';
import * as jobs from '#db/repositories/job.ts';
import type { JobId, StaffId } from '#domain/values/ids.ts';
import type { BulkCancellationPayload } from '../../jobs/bulk-cancellation/definition.ts';
import type { Actor } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import type { CancellationTerms } from './booking-cancellation.ts';
import { type PlacesPlan, sessionsOf } from './plan-booking.ts';

/** The job of bookings that are canceled together; only its refunds are left to do. */
export function insertJob(
  tx: WriteDb,
  actor: Actor,
  request: CancellationTerms,
  plan: PlacesPlan,
  { approvedBy, at }: { readonly approvedBy: StaffId | null; readonly at: number },
): JobId {
  const { refundTotalMinor } = plan;
  const payload: BulkCancellationPayload = {
    version: 1,
    reason: request.reason,
    requestedBy: actor.name,
    message: request.message,
    nonCardRefund: plan.settings.nonCardRefund,
    planHash: plan.hash,
    selectionHash: plan.hash,
    refundTotalMinor,
  };
  const jobId = jobs.insert(tx, {
    requestUid: request.requestUid,
    kind: 'booking_cancellation',
    payload: JSON.stringify(payload),
    requestedBy: actor.staffId,
    approvedBy,
    sessionsTotal: sessionsOf(plan).length,
    itemsTotal: plan.lines.length,
    createdAt: at,
  });
  // What the job would do first is done with its acceptance: no copy of the database, no list, the message in the outbox.
  for (const step of ['backup', 'request_csv', 'notices']) jobs.finishStep(tx, jobId, step, null, at);
  recordDeed(tx, actor, at, {
    action: 'cancellation.accepted',
    subjectKind: 'job',
    subjectId: jobId,
    data: {
      bookings: plan.places.length,
      items: plan.lines.length,
      refundTotalMinor,
      planHash: plan.hash,
      approvedBy,
    },
  });
  return jobId;
}
