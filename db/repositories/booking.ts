import { and, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import {
  type Booking,
  bookings,
  type Funding,
  fundings,
  type NewBooking,
  type NewFunding,
} from '#db/schema/booking.ts';
import type { Payment } from '#db/schema/payment.ts';
import type { Session } from '#db/schema/session.ts';
import type { BookingId, ClientId, PractitionerId, SessionId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';
import { titleSql } from './title-sql.ts';

export const findById = rowById(bookings);

export function getById(db: ReadDb, id: BookingId): Booking {
  return found(findById(db, id), 'booking', id);
}

export function insert(tx: WriteDb, row: NewBooking): Booking {
  return tx.orm.insert(bookings).values(row).returning().get();
}

export function insertFunding(tx: WriteDb, row: NewFunding): Funding {
  return tx.orm.insert(fundings).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: BookingId,
  version: number,
  patch: Partial<Omit<NewBooking, 'id' | 'version'>>,
): Booking | undefined {
  return tx.orm
    .update(bookings)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(bookings.id, id), eq(bookings.version, version)))
    .returning()
    .get();
}

export function listFundings(db: ReadDb, id: BookingId): Funding[] {
  return db.orm.select().from(fundings).where(eq(fundings.bookingId, id)).all();
}

/** Whether a cancellation has planned something for one of them; what it planned names the rows, also once it was let go. */
export function isInJob(db: ReadDb, ids: readonly BookingId[]): boolean {
  return (
    db.get('SELECT 1 FROM cancellation_items WHERE booking_id IN (SELECT value FROM json_each(?)) LIMIT 1', [
      JSON.stringify(ids),
    ]) !== undefined
  );
}

/**
 * Takes away a booking that nobody was told of, with what would have paid for it. One that used a credit or that a cancellation
 * or an invoice names stays as canceled, since their histories name it.
 */
export function unmake(tx: WriteDb, id: BookingId, at: number): void {
  // By session, which has an index.
  const isNamed =
    tx.get(
      `SELECT 1 FROM bookings b CROSS JOIN cancellation_items i ON i.session_id = b.session_id AND i.booking_id = b.id WHERE b.id = @id
       UNION ALL SELECT 1 FROM invoice_lines WHERE booking_id = @id`,
      { id },
    ) !== undefined;
  const usedCredit = listFundings(tx, id).some(({ lotId }) => lotId !== null);
  if (isNamed) tx.run(`UPDATE fundings SET state = 'released' WHERE booking_id = ?`, [id]);
  else tx.run('DELETE FROM fundings WHERE booking_id = ?', [id]);
  if (!usedCredit && !isNamed) tx.run('DELETE FROM bookings WHERE id = ?', [id]);
  else
    tx.run(
      `UPDATE bookings SET state = 'canceled', canceled_by = 'staff', canceled_at = ?, version = version + 1 WHERE id = ?`,
      [at, id],
    );
}

/** Bookings that hold a place in the session now. */
export function countBooked(db: ReadDb, sessionId: SessionId): number {
  return (
    db.get<{ booked: number }>(
      `SELECT COUNT(*) AS booked FROM bookings WHERE session_id = ? AND state = 'booked'`,
      [sessionId],
    )?.booked ?? 0
  );
}

/** More places held than there are, beyond those that carry the reason they were let in with (domain.md 10, 5). */
export function isOverbooked(db: ReadDb, sessionId: SessionId, capacity: number): boolean {
  const row = db.get<{ booked: number; knowingly: number }>(
    `SELECT COUNT(*) AS booked, TOTAL(overbook_reason <> '') AS knowingly FROM bookings
     WHERE session_id = ? AND state = 'booked'`,
    [sessionId],
  );
  return row !== undefined && row.booked - capacity > row.knowingly;
}

/** Places that this client holds in the session now. */
export function countOfClient(db: ReadDb, sessionId: SessionId, clientId: ClientId): number {
  return (
    db.get<{ n: number }>(
      `SELECT COUNT(*) AS n FROM bookings WHERE session_id = ? AND client_id = ? AND state = 'booked'`,
      [sessionId, clientId],
    )?.n ?? 0
  );
}

/** Whether this client, with this participant, already holds a place in the session. */
export function isBooked(db: ReadDb, sessionId: SessionId, clientId: ClientId, participant: string): boolean {
  return (
    db.get(
      `SELECT 1 FROM bookings WHERE session_id = ? AND client_id = ? AND participant = ? AND state = 'booked'`,
      [sessionId, clientId, participant],
    ) !== undefined
  );
}

export interface BookingOfSession
  extends Omit<Booking, 'enrolmentId' | 'checkedInAt' | 'dropInReason' | 'prepaymentWaivedBy'> {
  /** Who let the client in without enough available credit; null: nobody had to. */
  readonly waivedBy: string | null;
  /** The client's own permission to cancel alone. */
  readonly mayCancel: 0 | 1;
  readonly clientName: string;
  readonly savedLabel: string | null;
  readonly chargeMinor: number | null;
  readonly savedReason: string | null;
}

/** Booked first, then canceled; each by client name. */
export function listForSession(db: ReadDb, sessionId: SessionId): BookingOfSession[] {
  return db.all(
    `SELECT b.id, b.session_id AS sessionId, b.client_id AS clientId, b.participant, b.state, b.price_minor AS priceMinor,
       b.overbook_reason AS overbookReason, b.canceled_by AS canceledBy, b.canceled_at AS canceledAt,
       b.cancel_reason AS cancelReason, b.external_uid AS externalUid, b.import_id AS importId, b.version,
       b.created_at AS createdAt, b.outcome, b.policy_id AS policyId, b.prepayment_missing_minor AS prepaymentMissingMinor,
       w.name AS waivedBy, c.may_cancel AS mayCancel, trim(c.first_name || ' ' || c.last_name) AS clientName,
       e.label AS savedLabel, e.charge_minor AS chargeMinor, e.reason AS savedReason
     FROM bookings b JOIN clients c ON c.id = b.client_id LEFT JOIN staff w ON w.id = b.prepayment_waived_by
     LEFT JOIN completions e ON e.booking_id = b.id AND e.state = 'active'
     WHERE b.session_id = ? ORDER BY b.state = 'canceled', c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, b.id`,
    [sessionId],
  );
}

/** A funding with what it draws on: the payment's method, the lot's name. */
export interface FundingDetails extends Funding {
  readonly method: Payment['method'] | null;
  readonly lotName: string | null;
}

export function listFundingsForSession(db: ReadDb, sessionId: SessionId): FundingDetails[] {
  return db.all(
    `SELECT f.id, f.booking_id AS bookingId, f.kind, f.amount_minor AS amountMinor, f.lot_id AS lotId,
       f.payment_id AS paymentId, f.state, p.method, l.name AS lotName
     FROM bookings b JOIN fundings f ON f.booking_id = b.id
     LEFT JOIN payments p ON p.id = f.payment_id LEFT JOIN credit_lots l ON l.id = f.lot_id
     WHERE b.session_id = ? ORDER BY f.booking_id, f.id`,
    [sessionId],
  );
}

export interface BookingOfClient {
  readonly bookingId: BookingId;
  readonly sessionId: SessionId;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly state: Booking['state'];
  readonly sessionState: Session['state'];
  /** Label of the completion type it was saved with; empty while its session is open. */
  readonly statusLabel: string;
  readonly participant: string;
  /** Kinds and methods that pay, joined by '+': 'card', 'package', 'cash+account'. */
  readonly funding: string;
  readonly priceMinor: number;
}

/** The client's latest bookings, newest first; only those in sessions of `practitionerId`, if given. */
export function listForClient(
  db: ReadDb,
  clientId: ClientId,
  options: { readonly limit: number; readonly practitionerId?: PractitionerId | null },
): BookingOfClient[] {
  return db.all(
    `SELECT b.id AS bookingId, s.id AS sessionId, ${titleSql()} AS title,
       s.local_date AS date, s.local_time AS time, b.state, s.state AS sessionState, b.participant,
       COALESCE((SELECT e.label FROM completions e WHERE e.booking_id = b.id AND e.state = 'active'), s.status_label) AS statusLabel,
       COALESCE((SELECT group_concat(COALESCE(p.method, f.kind), '+') FROM fundings f
         LEFT JOIN payments p ON p.id = f.payment_id WHERE f.booking_id = b.id), '') AS funding,
       b.price_minor AS priceMinor
     FROM bookings b JOIN sessions s ON s.id = b.session_id JOIN services v ON v.id = s.service_id
     WHERE b.client_id = @clientId AND s.state <> 'deleted' AND (@practitionerId IS NULL OR s.practitioner_id = @practitionerId)
     ORDER BY b.id DESC LIMIT @limit`,
    { clientId, limit: options.limit, practitionerId: options.practitionerId ?? null },
  );
}
