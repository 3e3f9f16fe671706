import type { ReadDb, WriteDb } from '#db/database.ts';
import type { FundedBooking, PlanLine } from '#domain/cancellation/plan.ts';
import type { BookingId, FundingId, ItemId, JobId, LotId, RefundId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { PROMISED_OF_PAYMENT } from './cancellation.ts';
import type { RefundItem } from './cancel-session.ts';
import { END_FOR_RETURN } from './lot-hold.ts';
import { titleSql } from './title-sql.ts';

/** What pays for a booking that holds its place, tender by tender: what canceling it is planned from. */
export function fundedParts(db: ReadDb, bookingId: BookingId): FundedBooking[] {
  return db.all<FundedBooking>(
    `SELECT b.id AS bookingId, f.id AS fundingId, b.client_id AS clientId, b.participant, f.kind, p.method, f.amount_minor AS amountMinor,
       f.lot_id AS lotId, ${END_FOR_RETURN} AS lotExpiresOn, f.payment_id AS paymentId,
       IFNULL(p.amount_minor - p.refunded_minor - (${PROMISED_OF_PAYMENT}), 0) AS paymentLeftMinor
     FROM bookings b JOIN fundings f ON f.booking_id = b.id AND f.state = 'active'
     LEFT JOIN payments p ON p.id = f.payment_id LEFT JOIN credit_lots l ON l.id = f.lot_id
     WHERE b.id = ? AND b.state = 'booked' ORDER BY f.id`,
    [bookingId],
  );
}

/** Keeps what the reports say of the session; the session itself goes on. */
export function noteSession(tx: WriteDb, jobId: JobId, sessionId: SessionId, seq: number, at: number): void {
  tx.run(
    `INSERT INTO cancellation_sessions (job_id, session_id, seq, service_name, location_name, room_name, practitioner_name, local_date, local_time, zone, duration_minutes, state, done_at)
     SELECT @jobId, s.id, @seq, ${titleSql()}, o.name, IFNULL(r.name, ''), IFNULL(p.name, ''), s.local_date, s.local_time, s.zone, s.duration_minutes, 'kept', @at
     FROM sessions s JOIN services v ON v.id = s.service_id JOIN locations o ON o.id = s.location_id
     LEFT JOIN rooms r ON r.id = s.room_id LEFT JOIN practitioners p ON p.id = s.practitioner_id WHERE s.id = @sessionId`,
    { jobId, sessionId, seq, at },
  );
}

/** The rows of the job that need a refund row each. */
export function refundItemsOf(tx: WriteDb, jobId: JobId): RefundItem[] {
  return tx.all<RefundItem>(
    `SELECT i.id, i.action, i.booking_id AS bookingId, i.client_id AS clientId, i.payment_id AS paymentId, i.amount_minor AS amountMinor, p.currency, IFNULL(p.provider_ref, '') AS paymentRef
     FROM cancellation_items i JOIN payments p ON p.id = i.payment_id
     WHERE i.job_id = ? AND i.state = 'planned' AND i.action IN ('refund_card', 'cash_due') ORDER BY i.seq`,
    [jobId],
  );
}

/** What no longer pays: everything but what the studio keeps, of which a part stays at that part. */
export function releaseFundings(tx: WriteDb, lines: readonly PlanLine[]): void {
  for (const { note, fundingId, keptMinor } of lines)
    if (note === 'part_kept')
      tx.run('UPDATE fundings SET amount_minor = ? WHERE id = ?', [keptMinor, fundingId]);
  const ids = lines
    .filter(({ note }) => note !== 'kept' && note !== 'part_kept')
    .map(({ fundingId }) => fundingId);
  tx.run(`UPDATE fundings SET state = 'released' WHERE id IN (SELECT value FROM json_each(?))`, [
    JSON.stringify(ids),
  ]);
}

/** The tax at which what is kept of a place is in the books; the rate in hundredths of a per cent. */
export function keepTax(
  tx: WriteDb,
  id: BookingId,
  tax: { readonly name: string; readonly rateBp: number },
): void {
  tx.run('UPDATE bookings SET kept_tax_name = ?, kept_tax_rate_bp = ? WHERE id = ?', [
    tax.name,
    tax.rateBp,
    id,
  ]);
}

export function finishItems(tx: WriteDb, jobId: JobId, at: number): void {
  tx.run(`UPDATE cancellation_items SET state = 'done', done_at = ? WHERE job_id = ? AND state = 'planned'`, [
    at,
    jobId,
  ]);
}

/** A row that was carried out, with what taking it back has to turn round. */
export interface DoneItem {
  readonly id: ItemId;
  readonly bookingId: BookingId;
  readonly fundingId: FundingId;
  readonly lotId: LotId | null;
  readonly action: PlanLine['action'];
  readonly refundId: RefundId | null;
}

export function listDone(db: ReadDb, jobId: JobId): DoneItem[] {
  return db.all(
    `SELECT id, booking_id AS bookingId, funding_id AS fundingId, lot_id AS lotId, action, refund_id AS refundId
     FROM cancellation_items WHERE job_id = ? AND state = 'done' ORDER BY seq`,
    [jobId],
  );
}

/** Marks the rows of the job as taken back, and lets what paid before pay again. */
export function reopenItems(tx: WriteDb, jobId: JobId, at: number): void {
  tx.run(
    `UPDATE fundings SET amount_minor = i.amount_minor + i.kept_minor FROM cancellation_items i
     WHERE i.job_id = ? AND i.state = 'done' AND i.plan_note = 'part_kept' AND fundings.id = i.funding_id`,
    [jobId],
  );
  tx.run(
    `UPDATE fundings SET state = 'active' WHERE id IN (SELECT funding_id FROM cancellation_items WHERE job_id = ? AND state = 'done')`,
    [jobId],
  );
  tx.run(`UPDATE cancellation_items SET state = 'undone', done_at = ? WHERE job_id = ? AND state = 'done'`, [
    at,
    jobId,
  ]);
}

/** Whether a payment of the booking pays for more than came in or is left of it: its money was used since. */
export function isOverdrawn(db: ReadDb, bookingId: BookingId): boolean {
  return (
    db.get(
      `SELECT 1 FROM payments p WHERE p.id IN (SELECT payment_id FROM fundings WHERE booking_id = ? AND payment_id IS NOT NULL)
         AND CASE WHEN p.voided_at IS NULL THEN p.amount_minor - p.refunded_minor ELSE 0 END < (SELECT SUM(amount_minor) FROM fundings f WHERE f.payment_id = p.id AND f.state = 'active')
           + (SELECT COALESCE(SUM(l.amount_minor), 0) FROM lot_payments l WHERE l.payment_id = p.id)
          + (SELECT COALESCE(SUM(a.amount_minor), 0) FROM payment_allocations a
           WHERE a.payment_id = p.id AND a.state = 'active' AND a.funding_id IS NULL)`,
      [bookingId],
    ) !== undefined
  );
}

/** The expiry as it was before a credit came back late; false if it is another one by now. */
export function restoreExpiry(
  tx: WriteDb,
  lotId: LotId,
  { before, after }: { readonly before: LocalDate | null; readonly after: LocalDate | null },
): boolean {
  if (before === after) return true;
  return (
    tx.run('UPDATE credit_lots SET expires_on = ? WHERE id = ? AND expires_on IS ?', [before, lotId, after])
      .changes === 1
  );
}
