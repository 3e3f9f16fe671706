import type { ReadDb, WriteDb } from '#db/database.ts';
import type { RefundAction } from '#domain/cancellation/plan.ts';
import type {
  BookingId,
  ClientId,
  ItemId,
  JobId,
  PaymentId,
  RefundId,
  SessionId,
} from '#domain/values/ids.ts';

/** One planned row that needs a refund of its own: money to a card, or cash to hand over. */
export interface RefundItem {
  readonly id: ItemId;
  readonly action: Extract<RefundAction, 'refund_card' | 'cash_due'>;
  readonly bookingId: BookingId;
  readonly clientId: ClientId;
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paymentRef: string;
}

interface Step {
  readonly jobId: JobId;
  readonly sessionId: SessionId;
  readonly reason: string;
  readonly at: number;
}

/**
 * Cancels a session that a job has taken, with everything that needs no provider: seats given up, funding released, credits
 * back in their lots. Rows whose booking has gone meanwhile are kept out, with a note. False, and nothing changed, when the
 * session is not (or no longer) planned by this job, so running it twice is harmless. Set-based: a handful of statements
 * whatever the number of bookings.
 */
export function cancelSession(tx: WriteDb, { jobId, sessionId, reason, at }: Step): boolean {
  const step = { jobId, sessionId };
  const taken = tx.run(
    `UPDATE cancellation_sessions SET state = 'canceled', done_at = @at WHERE job_id = @jobId AND session_id = @sessionId AND state = 'planned'`,
    { ...step, at },
  );
  if (taken.changes === 0) return false;
  tx.run(
    `UPDATE sessions SET state = 'canceled', cancel_reason = @reason, version = version + 1 WHERE id = @sessionId AND cancel_job_id = @jobId AND state = 'canceling'`,
    { ...step, reason },
  );
  tx.run(
    `UPDATE cancellation_items SET state = 'kept', note_code = 'booking_gone', done_at = @at WHERE session_id = @sessionId AND job_id = @jobId AND state = 'planned'
     AND booking_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.id = booking_id AND b.state = 'booked')`,
    { ...step, at },
  );
  tx.run(
    `UPDATE fundings SET state = 'released' WHERE state = 'active' AND id IN (SELECT funding_id FROM cancellation_items WHERE session_id = @sessionId AND job_id = @jobId AND state = 'planned')`,
    step,
  );
  tx.run(
    `UPDATE bookings SET state = 'canceled', canceled_by = 'studio', canceled_at = @at, cancel_reason = @reason, version = version + 1 WHERE session_id = @sessionId AND state = 'booked'
     AND id IN (SELECT booking_id FROM cancellation_items WHERE session_id = @sessionId AND job_id = @jobId AND state = 'planned')`,
    { ...step, reason, at },
  );
  returnCredits(tx, step, at);
  return true;
}

function returnCredits(tx: WriteDb, step: { jobId: JobId; sessionId: SessionId }, at: number): void {
  const credits = `FROM cancellation_items WHERE session_id = @sessionId AND job_id = @jobId AND state = 'planned' AND action = 'return_credit'`;
  const { changes } = tx.run(
    `INSERT INTO credit_events (lot_id, booking_id, kind, credits, expires_on, at) SELECT lot_id, booking_id, 'returned', credits, lot_expires_on, @at ${credits}`,
    { ...step, at },
  );
  if (changes === 0) return;
  tx.run(
    `UPDATE credit_lots AS l SET used = used - r.credits, expires_on = MAX(l.expires_on, IFNULL(r.expires_on, l.expires_on))
     FROM (SELECT lot_id, SUM(credits) AS credits, MAX(lot_expires_on) AS expires_on ${credits} GROUP BY lot_id) AS r WHERE l.id = r.lot_id`,
    step,
  );
}

/** The rows of the session that need a refund row each, in the order of the request list. */
export function refundItems(tx: ReadDb | WriteDb, jobId: JobId, sessionId: SessionId): RefundItem[] {
  return tx.all<RefundItem>(
    `SELECT i.id, i.action, i.booking_id AS bookingId, i.client_id AS clientId, i.payment_id AS paymentId, i.amount_minor AS amountMinor, p.currency, IFNULL(p.provider_ref, '') AS paymentRef
     FROM cancellation_items i INDEXED BY cancellation_items_by_session JOIN payments p ON p.id = i.payment_id
     WHERE i.session_id = ? AND i.job_id = ? AND i.state = 'planned' AND i.action IN ('refund_card', 'cash_due') ORDER BY i.seq`,
    [sessionId, jobId],
  );
}

export function linkRefund(tx: WriteDb, itemId: ItemId, refundId: RefundId): void {
  tx.run('UPDATE cancellation_items SET refund_id = ? WHERE id = ?', [refundId, itemId]);
}

/** Marks what is left of the session's rows as done. */
export function finishItems(tx: WriteDb, jobId: JobId, sessionId: SessionId, at: number): void {
  tx.run(
    `UPDATE cancellation_items SET state = 'done', done_at = ? WHERE session_id = ? AND job_id = ? AND state = 'planned'`,
    [at, sessionId, jobId],
  );
}

/** Gives back the sessions that a stopped job has not reached: they are open again as if never chosen. Returns them. */
export function releasePlanned(tx: WriteDb, jobId: JobId, at: number): SessionId[] {
  tx.run(
    `UPDATE sessions SET state = 'open', cancel_job_id = NULL, version = version + 1 WHERE cancel_job_id = @jobId AND state = 'canceling'
     AND id IN (SELECT session_id FROM cancellation_sessions WHERE job_id = @jobId AND state = 'planned')`,
    { jobId },
  );
  tx.run(
    `UPDATE cancellation_items SET state = 'released', done_at = @at WHERE job_id = @jobId AND state = 'planned'`,
    { jobId, at },
  );
  return tx
    .all<{ id: SessionId }>(
      `UPDATE cancellation_sessions SET state = 'released', done_at = @at WHERE job_id = @jobId AND state = 'planned' RETURNING session_id AS id`,
      { jobId, at },
    )
    .map(({ id }) => id);
}
