import type { ReadDb } from '#db/database.ts';
import type { BilledLine } from '#domain/invoice/follow-worth.ts';
import type { BookingId, ClientId, InvoiceId, InvoiceLineId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

/** A booking that no live invoice line, package or payment has paid, with what is still to be billed of it, tax included. */
export interface Billable {
  readonly bookingId: BookingId;
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  /** 'package': a credit has paid for it; it is listed with nothing due. */
  readonly kind: 'session' | 'package';
  readonly title: string;
  readonly participant: string;
  /** The completion type's label; empty while the session is open. */
  readonly label: string;
  readonly lotName: string;
  readonly sessionDate: LocalDate;
  readonly sessionTime: LocalTime;
  readonly amountMinor: number;
  readonly taxName: string;
  readonly taxRateBp: number;
}

export interface BillableFilter {
  /** All clients if left out. */
  readonly clientId?: ClientId | undefined;
  /** Local days of the sessions, [from, to). */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Saved sessions at what they charged, or sessions that are still to come at their price. */
  readonly of: 'completed' | 'scheduled';
  /** Saved sessions that a package has paid for too, with nothing due; for `completed` alone. */
  readonly withPackages?: boolean | undefined;
}

/** By client, then in the order of the sessions. */
export const billableOf = (db: ReadDb, { clientId, ...filter }: BillableFilter): Billable[] =>
  listBillable(db, clientId === undefined ? null : [clientId], filter);

/** Of some clients at once, in the same order: a fifth of what asking for each by itself costs. */
export const billableOfClients = (
  db: ReadDb,
  clientIds: readonly ClientId[],
  filter: Omit<BillableFilter, 'clientId'>,
): Billable[] => listBillable(db, clientIds, filter);

function listBillable(
  db: ReadDb,
  clientIds: readonly ClientId[] | null,
  { of, from, to, withPackages = false }: Omit<BillableFilter, 'clientId'>,
): Billable[] {
  const sql = of === 'completed' ? COMPLETED : SCHEDULED;
  return db.all(clientIds === null ? sql.all : sql.some, {
    from,
    to,
    ...(clientIds === null ? {} : { clientIds: JSON.stringify(clientIds) }),
    ...(of === 'completed' ? { withPackages: withPackages ? 1 : 0 } : {}),
  });
}

/** What a line of an invoice bills, without credits that were given by the desk: those are not billed again. */
const BILLED_OF_LINE = `(l.gross_minor - CASE l.credited_minor WHEN 0 THEN 0 ELSE (SELECT IFNULL(SUM(k.gross_minor), 0)
  FROM invoice_lines k JOIN invoices n ON n.id = k.invoice_id WHERE k.credits_line_id = l.id AND k.state = 'live' AND n.cause = 'session') END)`;

/** What the desk has credited of a line. */
const CREDITED_BY_DESK = `(SELECT IFNULL(SUM(k.gross_minor), 0) FROM invoice_lines k JOIN invoices n ON n.id = k.invoice_id
  WHERE k.credits_line_id = l.id AND k.state = 'live' AND n.cause = 'desk')`;

/** Of booking `b`: what live lines bill, and what the desk had credited of an invoice before it was void. */
const BILLED = `(SELECT IFNULL(SUM(IIF(l.state = 'live', ${BILLED_OF_LINE}, ${CREDITED_BY_DESK})), 0) FROM invoice_lines l
  WHERE l.booking_id = b.id AND l.credits_line_id IS NULL AND (l.state = 'live' OR l.credited_minor > 0))`;

/** Of booking `b`: what the desk had credited of invoices that are void, as an SQL expression. */
export const CREDITED_OF_VOID = `(SELECT IFNULL(SUM(${CREDITED_BY_DESK}), 0) FROM invoice_lines l
  WHERE l.booking_id = b.id AND l.credits_line_id IS NULL AND l.state = 'dropped' AND l.credited_minor > 0)`;

/** Of booking `b`: what payments pay that were made for it and not for an invoice. */
const PAID_OUTSIDE = `(SELECT IFNULL(SUM(f.amount_minor), 0) FROM fundings f
  WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind = 'payment'
    AND NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.funding_id = f.id AND a.state = 'active'))`;

/** Of booking `b`: what is agreed, as far as it is paid in money. */
const AGREED = `(SELECT IFNULL(SUM(f.amount_minor), 0) FROM fundings f
  WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind IN ('payment', 'account'))`;

const PLACE = `b.id AS bookingId, s.id AS sessionId, b.client_id AS clientId, ${titleSql()} AS title, b.participant,
  s.local_date AS sessionDate, s.local_time AS sessionTime`;

/** The name of the lot that pays for booking `b`, or null. */
const LOT = `(SELECT t.name FROM fundings f JOIN credit_lots t ON t.id = f.lot_id
  WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind = 'package')`;

/** Of booking `b`, not saved: the rate of the invoice that bills a part of it, at which it will be saved, else that of its service `v`. */
const TAX_NOW = (column: 'name' | 'rate_bp', none: string): string =>
  `COALESCE((SELECT x.tax_${column} FROM invoice_lines x WHERE x.booking_id = b.id AND x.state = 'live' AND x.credits_line_id IS NULL AND x.part = 0),
    (SELECT r.${column} FROM tax_rates r WHERE r.id = v.tax_rate_id), ${none})`;

/**
 * Saved bookings at what they charged, and given-up ones without a completion that the client pays for all the same, at the tax at which that
 * is in the books. The limit keeps
 * SQLite from copying what is asked of the amounts into this query, where each would be worked out twice.
 */
const SAVED = `SELECT ${PLACE}, IIF(c.id IS NULL, (SELECT t.label FROM completion_types t WHERE t.built_in = 'canceled'), c.label) AS label,
    IIF(c.id IS NULL, NULL, ${LOT}) AS lot, IIF(c.id IS NULL, ${AGREED}, c.charge_minor) - ${PAID_OUTSIDE} - ${BILLED} AS unpaidMinor,
    IIF(c.id IS NULL, COALESCE(b.kept_tax_name, ${TAX_NOW('name', `''`)}), c.tax_name) AS taxName,
    IIF(c.id IS NULL, COALESCE(b.kept_tax_rate_bp, ${TAX_NOW('rate_bp', '0')}), c.tax_rate_bp) AS taxRateBp
  FROM PLACES
  LEFT JOIN completions c ON c.booking_id = b.id AND c.state = 'active'
  CROSS JOIN services v ON v.id = s.service_id
  WHERE s.local_date >= @from AND s.local_date < @to CLIENT
    AND ((c.charge_minor > 0 AND s.state IN ('completed', 'missed', 'canceled')) OR (c.id IS NULL AND b.state = 'canceled' AND s.state <> 'deleted'))
  LIMIT -1`;

const OPEN = `SELECT ${PLACE}, '' AS label, 'session' AS kind, '' AS lotName,
    ${AGREED} - ${PAID_OUTSIDE} - ${BILLED} AS amountMinor,
    ${TAX_NOW('name', `''`)} AS taxName, ${TAX_NOW('rate_bp', '0')} AS taxRateBp
  FROM PLACES
  JOIN services v ON v.id = s.service_id
  WHERE s.local_date >= @from AND s.local_date < @to AND s.state = 'open' AND b.state = 'booked' CLIENT`;

const BILLED_PACKAGE = `EXISTS (SELECT 1 FROM invoice_lines l
  WHERE l.booking_id = bookingId AND l.state = 'live' AND l.credits_line_id IS NULL)`;

const forAll = (sql: string): string =>
  sql
    .replaceAll('PLACES', 'sessions s CROSS JOIN bookings b ON b.session_id = s.id')
    .replaceAll('CLIENT', '');
const forSome = (sql: string): string =>
  sql
    .replaceAll('PLACES', 'bookings b CROSS JOIN sessions s ON s.id = b.session_id')
    .replaceAll('CLIENT', 'AND b.client_id IN (SELECT value FROM json_each(@clientIds))');

const ORDER = 'ORDER BY clientId, sessionDate, sessionTime, bookingId';
const completed = (sql: string): string =>
  `SELECT bookingId, sessionId, clientId, title, participant, sessionDate, sessionTime, label,
     IIF(lot IS NULL, 'session', 'package') AS kind, IFNULL(lot, '') AS lotName, IIF(lot IS NULL, unpaidMinor, 0) AS amountMinor,
     taxName, taxRateBp
   FROM (${sql}) WHERE (lot IS NULL AND unpaidMinor > 0) OR (@withPackages = 1 AND lot IS NOT NULL AND NOT ${BILLED_PACKAGE}) ${ORDER}`;
const scheduled = (sql: string): string => `SELECT * FROM (${sql}) WHERE amountMinor > 0 ${ORDER}`;

const COMPLETED = { all: completed(forAll(SAVED)), some: completed(forSome(SAVED)) } as const;
const SCHEDULED = { all: scheduled(forAll(OPEN)), some: scheduled(forSome(OPEN)) } as const;

/** A booking that live lines bill, and what they should bill of it together. */
export interface BilledBooking {
  readonly bookingId: BookingId;
  /** Its worth without what was paid outside invoices, or credited by the desk of one that is void. */
  readonly targetMinor: number;
  /** Holds its place and is not saved yet, so that nothing of it has been charged; also while a job is about to cancel its session. */
  readonly isToCome: boolean;
  /** The same, in a session that is open: what pays its line can pay for the place. */
  readonly isOpen: boolean;
}

/** What the bookings are worth now: what was charged, or as long as they are not saved what is agreed and not released. */
export function billedBookings(db: ReadDb, ids: readonly BookingId[]): BilledBooking[] {
  return db
    .all<Omit<BilledBooking, 'isOpen' | 'isToCome'> & Record<'isOpen' | 'isToCome', 0 | 1>>(
      `SELECT b.id AS bookingId, c.id IS NULL AND b.state = 'booked' AS isToCome, c.id IS NULL AND b.state = 'booked' AND s.state = 'open' AS isOpen,
         MAX(0, CASE WHEN c.id IS NULL THEN ${AGREED}
           WHEN EXISTS (SELECT 1 FROM fundings f WHERE f.booking_id = b.id AND f.state = 'active' AND f.kind = 'package') THEN 0
           ELSE c.charge_minor END - ${PAID_OUTSIDE} - ${CREDITED_OF_VOID}) AS targetMinor
       FROM json_each(?) j CROSS JOIN bookings b ON b.id = j.value CROSS JOIN sessions s ON s.id = b.session_id
       LEFT JOIN completions c ON c.booking_id = b.id AND c.state = 'active' ORDER BY b.id`,
      [JSON.stringify(ids)],
    )
    .map((row) => ({ ...row, isToCome: row.isToCome === 1, isOpen: row.isOpen === 1 }));
}

/** The live lines of invoices that bill a booking, the oldest first. */
export function billedLines(db: ReadDb, bookingId: BookingId): BilledLine[] {
  const lines = db.all<Omit<BilledLine, 'isDraft' | 'credits'> & { readonly isDraft: 0 | 1 }>(
    `SELECT l.id AS lineId, l.invoice_id AS invoiceId, i.state = 'draft' AS isDraft, l.gross_minor AS grossMinor,
       l.gross_minor - ${BILLED_OF_LINE} AS creditedMinor
     FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
     WHERE l.booking_id = ? AND l.state = 'live' AND l.credits_line_id IS NULL AND l.kind = 'session' ORDER BY l.id`,
    [bookingId],
  );
  return lines.map((line) => ({ ...line, isDraft: line.isDraft === 1, credits: creditsOf(db, line.lineId) }));
}

function creditsOf(
  db: ReadDb,
  lineId: InvoiceLineId,
): { readonly creditNoteId: InvoiceId; readonly grossMinor: number }[] {
  return db.all(
    `SELECT k.invoice_id AS creditNoteId, k.gross_minor AS grossMinor
     FROM invoice_lines k JOIN invoices n ON n.id = k.invoice_id
     WHERE k.credits_line_id = ? AND k.state = 'live' AND n.cause = 'session' ORDER BY k.id DESC`,
    [lineId],
  );
}
