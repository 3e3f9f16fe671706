import type { ReadDb, WriteDb } from '#db/database.ts';
import type { NewCompletion, NewWageLine } from '#db/schema/completion.ts';
import type {
  BookingId,
  ClientId,
  CompletionId,
  FundingId,
  PaymentId,
  SessionId,
  WageLineId,
} from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';

/** Rows of saved sessions. Plain statements, each prepared once: a bulk status writes some fifty thousand of them. */

type Required<Row, Key extends keyof Row> = Omit<Row, 'id' | 'state'> & {
  readonly [Name in Key]-?: NonNullable<Row[Name]>;
};

export function insert(
  tx: WriteDb,
  row: Required<NewCompletion, 'reason' | 'taxName' | 'taxRateBp' | 'taxMinor'>,
): CompletionId {
  return tx.run(
    `INSERT INTO completions (session_id, booking_id, type_id, status, label, modifier_type, client_modifier,
       practitioner_modifier, charge_minor, tax_name, tax_rate_bp, tax_minor, reason, saved_by, saved_at, lot_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.sessionId,
      row.bookingId ?? null,
      row.typeId,
      row.status,
      row.label,
      row.modifierType,
      row.clientModifier,
      row.practitionerModifier,
      row.chargeMinor,
      row.taxName,
      row.taxRateBp,
      row.taxMinor,
      row.reason,
      row.savedBy ?? null,
      row.savedAt,
      row.lotId ?? null,
    ],
  ).id as CompletionId;
}

export function insertWageLine(
  tx: WriteDb,
  row: Omit<NewWageLine, 'id' | 'state' | 'payoutId' | 'reversedOn' | 'recoveredPayoutId'>,
): WageLineId {
  return tx.run(
    `INSERT INTO wage_lines (completion_id, session_id, practitioner_id, service_id, rate_source, rate_id, wage_type,
       rate_minor, basis, units, modifier_type, modifier, amount_minor, earned_on, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.completionId,
      row.sessionId,
      row.practitionerId,
      row.serviceId,
      row.rateSource,
      row.rateId ?? null,
      row.wageType,
      row.rateMinor,
      row.basis,
      row.units,
      row.modifierType,
      row.modifier,
      row.amountMinor,
      row.earnedOn,
      row.createdAt,
    ],
  ).id as WageLineId;
}

/** Saves the session if it is still open in this version. */
export function saveSession(
  tx: WriteDb,
  id: SessionId,
  version: number,
  end: {
    readonly state: 'completed' | 'missed' | 'canceled';
    readonly label: string;
    readonly cancelReason: string;
  },
): boolean {
  return (
    tx.run(
      `UPDATE sessions SET state = ?, status_label = ?, cancel_reason = ?, version = version + 1
       WHERE id = ? AND version = ? AND state = 'open'`,
      [end.state, end.label, end.cancelReason, id, version],
    ).changes === 1
  );
}

/** Opens a saved session again if nobody has touched it since. */
export function reopenSession(tx: WriteDb, id: SessionId, version: number): boolean {
  return (
    tx.run(
      `UPDATE sessions SET state = 'open', status_label = '', cancel_reason = '', version = version + 1
       WHERE id = ? AND version = ? AND state IN ('completed', 'missed', 'canceled')`,
      [id, version],
    ).changes === 1
  );
}

export function saveBooking(tx: WriteDb, id: BookingId, outcome: 'attended' | 'missed'): void {
  tx.run('UPDATE bookings SET outcome = ?, version = version + 1 WHERE id = ?', [outcome, id]);
}

export function cancelBooking(
  tx: WriteDb,
  id: BookingId,
  how: { readonly by: 'client' | 'studio'; readonly reason: string; readonly at: number },
): void {
  tx.run(
    `UPDATE bookings SET state = 'canceled', canceled_by = ?, canceled_at = ?, cancel_reason = ?, version = version + 1
     WHERE id = ?`,
    [how.by, how.at, how.reason, id],
  );
}

/** Gives every booking of the session that was saved with it its place and open end back. */
export function reopenBookings(tx: WriteDb, sessionId: SessionId): void {
  tx.run(
    `UPDATE bookings SET state = 'booked', outcome = NULL, canceled_by = NULL, canceled_at = NULL, cancel_reason = '',
       version = version + 1
     WHERE id IN (SELECT booking_id FROM completions WHERE session_id = ? AND state = 'active' AND booking_id IS NOT NULL)`,
    [sessionId],
  );
}

/** It pays for nothing any more. */
export function releaseFunding(tx: WriteDb, id: FundingId): void {
  tx.run(`UPDATE fundings SET state = 'released' WHERE id = ?`, [id]);
}

/** It pays for less; the rest of its payment is free. */
export function lowerFunding(tx: WriteDb, id: FundingId, amountMinor: number): void {
  tx.run('UPDATE fundings SET amount_minor = ? WHERE id = ?', [amountMinor, id]);
}

/** It pays again, `amountMinor` if given. */
export function restoreFunding(tx: WriteDb, id: FundingId, amountMinor: number | null): void {
  tx.run(`UPDATE fundings SET state = 'active', amount_minor = COALESCE(?, amount_minor) WHERE id = ?`, [
    amountMinor,
    id,
  ]);
}

/** Payments that pay for more than came in or is left of them. */
export function listOverdrawnPayments(db: ReadDb, ids: readonly FundingId[]): PaymentId[] {
  return db
    .all<{ id: PaymentId }>(
      `SELECT p.id FROM payments p
       WHERE p.id IN (SELECT payment_id FROM fundings WHERE id IN (SELECT value FROM json_each(?)))
         AND CASE WHEN p.voided_at IS NULL THEN p.amount_minor - p.refunded_minor ELSE 0 END < (SELECT SUM(amount_minor) FROM fundings f
           WHERE f.payment_id = p.id AND f.state = 'active') + (SELECT COALESCE(SUM(l.amount_minor), 0) FROM lot_payments l WHERE l.payment_id = p.id)
          + (SELECT COALESCE(SUM(a.amount_minor), 0) FROM payment_allocations a
           WHERE a.payment_id = p.id AND a.state = 'active' AND a.funding_id IS NULL)`,
      [JSON.stringify(ids)],
    )
    .map(({ id }) => id);
}

/**
 * Whether a booking of the session is no longer as it was saved: given up, or of another client since a merge,
 * who would bear no charge of it or hold the place twice.
 */
export function isBookingTouched(db: ReadDb, sessionId: SessionId): boolean {
  return (
    db.get(
      `SELECT 1 FROM completions c CROSS JOIN bookings b ON b.id = c.booking_id
       WHERE c.session_id = @sessionId AND c.state = 'active' AND ((c.status = 'canceled') <> (b.state = 'canceled')
         OR EXISTS (SELECT 1 FROM ledger_transactions t CROSS JOIN ledger_postings p ON p.transaction_id = t.id
           CROSS JOIN ledger_accounts a ON a.id = p.account_id
           WHERE t.subject_kind = 'completion' AND t.subject_id = c.id AND a.kind = 'client' AND a.client_id <> b.client_id))
       UNION ALL
       SELECT 1 FROM completions c CROSS JOIN bookings b ON b.id = c.booking_id
       WHERE c.session_id = @sessionId AND c.state = 'active' GROUP BY b.client_id, b.participant HAVING COUNT(*) > 1`,
      { sessionId },
    ) !== undefined
  );
}

/** A saved booking or session with what undoing it has to reverse. */
export interface ActiveCompletion {
  readonly id: CompletionId;
  readonly bookingId: BookingId | null;
  readonly clientId: ClientId | null;
  readonly chargeMinor: number;
}

export function listActive(db: ReadDb, sessionId: SessionId): ActiveCompletion[] {
  return db.all(
    `SELECT c.id, c.booking_id AS bookingId, b.client_id AS clientId, c.charge_minor AS chargeMinor
     FROM completions c LEFT JOIN bookings b ON b.id = c.booking_id
     WHERE c.session_id = ? AND c.state = 'active' ORDER BY c.id`,
    [sessionId],
  );
}

export function listActiveWageLines(
  db: ReadDb,
  sessionId: SessionId,
): { readonly id: WageLineId; readonly amountMinor: number }[] {
  return db.all(
    `SELECT w.id, w.amount_minor AS amountMinor FROM completions c CROSS JOIN wage_lines w ON w.completion_id = c.id
     WHERE c.session_id = ? AND c.state = 'active' AND w.state = 'active' ORDER BY w.id`,
    [sessionId],
  );
}

/** Marks the session's rows as taken back on this day of the studio; they stay for ever. */
export function reverse(tx: WriteDb, sessionId: SessionId, on: LocalDate): void {
  tx.run(
    `UPDATE wage_lines SET state = 'reversed', reversed_on = ? WHERE state = 'active'
       AND completion_id IN (SELECT id FROM completions WHERE session_id = ? AND state = 'active')`,
    [on, sessionId],
  );
  tx.run(`UPDATE completions SET state = 'reversed' WHERE session_id = ? AND state = 'active'`, [sessionId]);
}

/** The postings of the transactions of one subject, summed per account: what a reversal has to turn round. */
export function postingsOf(
  db: ReadDb,
  subjectKind: 'completion' | 'wage_line',
  subjectId: number,
): { readonly accountId: number; readonly amountMinor: number }[] {
  return db.all(
    `SELECT p.account_id AS accountId, SUM(p.amount_minor) AS amountMinor
     FROM ledger_transactions t CROSS JOIN ledger_postings p ON p.transaction_id = t.id
     WHERE t.subject_kind = ? AND t.subject_id = ? GROUP BY p.account_id HAVING SUM(p.amount_minor) <> 0`,
    [subjectKind, subjectId],
  );
}
