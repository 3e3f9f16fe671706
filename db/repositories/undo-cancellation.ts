import type { ReadDb, WriteDb } from '#db/database.ts';
import type { UndoFact, UndoLine } from '#domain/cancellation/undo.ts';
import type { JobId, SessionId } from '#domain/values/ids.ts';
import * as lots from './credit-lot.ts';
import { FREE_OF_PAYMENT } from './payment.ts';

/** What undoing the job is decided from: its done rows, all or those of one session, in the order of the request list. */
export function undoFacts(
  db: ReadDb | WriteDb,
  jobId: JobId,
  sessionId: SessionId | null = null,
): UndoFact[] {
  return db
    .all<
      Omit<UndoFact, 'bookedElsewhere' | 'hasLeft' | 'refundLookUpFirst'> & {
        hasLeft: 0 | 1;
        bookedElsewhere: 0 | 1;
        refundLookUpFirst: 0 | 1;
      }
    >(
      `SELECT i.id AS itemId, i.session_id AS sessionId, s.starts_at AS startsAt, i.booking_id AS bookingId, IFNULL(b.client_id, i.client_id) AS clientId, IFNULL(b.participant, '') AS participant, i.funding_id AS fundingId, i.action,
         i.amount_minor AS amountMinor, IFNULL(b.price_minor, 0) AS priceMinor, i.credits, i.lot_id AS lotId, IFNULL(l.bought - l.used - l.expired, 0) AS lotRemaining, i.payment_id AS paymentId,
         IFNULL(${FREE_OF_PAYMENT}, 0) AS paymentFreeMinor,
         i.refund_id AS refundId, r.state AS refundState, IFNULL(r.attempts, 0) AS refundAttempts, IFNULL(r.reconcile_first, 0) AS refundLookUpFirst,
         r.failure_code AS refundFailureCode,
         EXISTS (SELECT 1 FROM bookings ob JOIN sessions os ON os.id = ob.session_id WHERE ob.client_id = b.client_id AND ob.participant = b.participant AND ob.state = 'booked'
           AND os.starts_at < s.ends_at AND os.ends_at > s.starts_at
           AND NOT EXISTS (SELECT 1 FROM cancellation_sessions own WHERE own.job_id = @jobId AND own.session_id = os.id)) AS bookedElsewhere,
         EXISTS (SELECT 1 FROM enrolments e WHERE e.id = b.enrolment_id AND e.state = 'dropped') AS hasLeft
       FROM cancellation_items i ${sessionId === null ? '' : 'INDEXED BY cancellation_items_by_session'} JOIN sessions s ON s.id = i.session_id
       LEFT JOIN bookings b ON b.id = i.booking_id LEFT JOIN credit_lots l ON l.id = i.lot_id LEFT JOIN payments p ON p.id = i.payment_id LEFT JOIN refunds r ON r.id = i.refund_id
       WHERE i.job_id = @jobId AND i.state = 'done' ${sessionId === null ? '' : 'AND i.session_id = @sessionId'} ORDER BY i.seq`,
      sessionId === null ? { jobId } : { jobId, sessionId },
    )
    .map((row) => ({
      ...row,
      bookedElsewhere: row.bookedElsewhere === 1,
      hasLeft: row.hasLeft === 1,
      refundLookUpFirst: row.refundLookUpFirst === 1,
    }));
}

/** The next session that the job canceled and the undo has not looked at; ids only go up, so a restart goes on where it was. */
export function nextCanceledSession(
  db: ReadDb,
  jobId: JobId,
  afterSeq: number,
): { readonly sessionId: SessionId; readonly seq: number } | undefined {
  return db.get(
    `SELECT session_id AS sessionId, seq FROM cancellation_sessions WHERE job_id = ? AND state = 'canceled' AND seq > ? ORDER BY seq LIMIT 1`,
    [jobId, afterSeq],
  );
}

/** Opens the session again. False if it is no longer the one this job canceled. */
export function reopenSession(tx: WriteDb, jobId: JobId, sessionId: SessionId, at: number): boolean {
  const { changes } = tx.run(
    `UPDATE sessions SET state = 'open', cancel_job_id = NULL, cancel_reason = '', version = version + 1 WHERE id = ? AND cancel_job_id = ? AND state = 'canceled'`,
    [sessionId, jobId],
  );
  if (changes === 0) return false;
  tx.run(
    `UPDATE cancellation_sessions SET state = 'restored', done_at = ? WHERE job_id = ? AND session_id = ?`,
    [at, jobId, sessionId],
  );
  return true;
}

/** Seats the booking again and pays for it as before, or on account. The refund, if any, is withdrawn by the caller. */
export function restoreLine(tx: WriteDb, { fact, how, chargeMinor }: UndoLine, at: number): void {
  if (fact.bookingId !== null) {
    tx.run(
      `UPDATE bookings SET state = 'booked', canceled_by = NULL, canceled_at = NULL, cancel_reason = '', version = version + 1 WHERE id = ? AND state = 'canceled'`,
      [fact.bookingId],
    );
    if (how === 'as_before' && fact.lotId !== null && !lots.useCredit(tx, fact.lotId, fact.bookingId, at))
      throw new Error(`lot ${fact.lotId} has no credit left`);
    if (how === 'as_before') tx.run(`UPDATE fundings SET state = 'active' WHERE id = ?`, [fact.fundingId]);
    else
      tx.run(`INSERT INTO fundings (booking_id, kind, amount_minor) VALUES (?, 'account', ?)`, [
        fact.bookingId,
        chargeMinor,
      ]);
  }
  // A place on account keeps its settlement: the money or credit went back, and that stays true.
  tx.run('UPDATE cancellation_items SET state = ?, note_code = ?, done_at = ? WHERE id = ?', [
    how === 'as_before' ? 'undone' : 'done',
    how === 'as_before' ? '' : 'seat_on_account',
    at,
    fact.itemId,
  ]);
}
