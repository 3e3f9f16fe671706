import { and, eq, sql } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { prepared } from '#db/prepared.ts';
import { type InvoiceLine, invoiceLines } from '#db/schema/invoice.ts';
import type { Taxed } from '#domain/tax/tax.ts';
import type { BookingId, InvoiceId, InvoiceLineId, SessionId } from '#domain/values/ids.ts';
import { rowById } from './row-by-id.ts';

export type LineToInsert = Omit<InvoiceLine, 'id' | 'state' | 'creditedMinor' | 'paidMinor' | 'position'>;

/** Behind the lines that are there. Prepared once: a run of automatic invoices writes some twenty thousand. */
export function insert(tx: WriteDb, row: LineToInsert, position: number): InvoiceLineId {
  return tx.run(
    `INSERT INTO invoice_lines (invoice_id, position, kind, booking_id, part, credits_line_id, description, participant, label,
       lot_name, session_date, session_time, quantity_milli, unit_minor, tax_name, tax_rate_bp, tax_inclusive, net_minor,
       tax_minor, gross_minor)
     VALUES (@invoiceId, @position, @kind, @bookingId, @part, @creditsLineId, @description, @participant, @label, @lotName, @sessionDate, @sessionTime, @quantityMilli, @unitMinor,
       @taxName, @taxRateBp, @taxInclusive, @netMinor, @taxMinor, @grossMinor)`,
    { ...row, taxInclusive: row.taxInclusive ? 1 : 0, position },
  ).id as InvoiceLineId;
}

/** Of bookings that live lines bill already: which part the next bill of them is. Those on no invoice are left out: theirs is 0. */
export function nextParts(tx: WriteDb, ids: readonly BookingId[]): ReadonlyMap<BookingId, number> {
  const rows = tx.all<{ id: BookingId; part: number }>(
    `SELECT l.booking_id AS id, MAX(l.part) + 1 AS part FROM json_each(?) j CROSS JOIN invoice_lines l ON l.booking_id = j.value
     WHERE l.state = 'live' AND l.credits_line_id IS NULL GROUP BY l.booking_id`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, part }) => [id, part]));
}

/** The lines that count, in their order; with `dropped`, those that were taken off or voided too. */
export function list(
  db: ReadDb,
  invoiceId: InvoiceId,
  options: { readonly dropped?: boolean } = {},
): InvoiceLine[] {
  return (options.dropped ? allOf(db) : liveOf(db)).all({ invoiceId });
}

const OF_INVOICE = eq(invoiceLines.invoiceId, sql.placeholder('invoiceId'));
const IN_ORDER = [invoiceLines.position, invoiceLines.id] as const;
const allOf = prepared((orm) =>
  orm
    .select()
    .from(invoiceLines)
    .where(OF_INVOICE)
    .orderBy(...IN_ORDER)
    .prepare(),
);
const liveOf = prepared((orm) =>
  orm
    .select()
    .from(invoiceLines)
    .where(and(OF_INVOICE, eq(invoiceLines.state, 'live')))
    .orderBy(...IN_ORDER)
    .prepare(),
);

export const findById = rowById(invoiceLines);

/** What the lines that bill no session come to, each by itself. */
export function listOwn(db: ReadDb, invoiceId: InvoiceId): Taxed[] {
  return db.all(
    `SELECT net_minor AS netMinor, tax_minor AS taxMinor, gross_minor AS grossMinor FROM invoice_lines
     WHERE invoice_id = ? AND state = 'live' AND kind = 'own' ORDER BY position, id`,
    [invoiceId],
  );
}

export function countOf(db: ReadDb, invoiceId: InvoiceId): number {
  return (
    db.get<{ n: number }>('SELECT COUNT(*) AS n FROM invoice_lines WHERE invoice_id = ?', [invoiceId])?.n ?? 0
  );
}

/** Another amount of a line on a draft. */
export function setAmounts(tx: WriteDb, id: InvoiceLineId, { netMinor, taxMinor, grossMinor }: Taxed): void {
  tx.run(
    `UPDATE invoice_lines SET quantity_milli = 1000, unit_minor = @grossMinor, net_minor = @netMinor, tax_minor = @taxMinor,
       gross_minor = @grossMinor WHERE id = @id`,
    { id, netMinor, taxMinor, grossMinor },
  );
}

/** Takes lines off a draft, or off the books with a voided invoice. */
export function drop(tx: WriteDb, ids: readonly InvoiceLineId[]): void {
  tx.run(
    `UPDATE invoice_lines SET state = 'dropped' WHERE id IN (SELECT value FROM json_each(?)) AND state = 'live'`,
    [JSON.stringify(ids)],
  );
}

/** Removes what was taken off a draft, and sessions that have become worth nothing, as it is issued. */
export function removeIdle(tx: WriteDb, invoiceId: InvoiceId): void {
  tx.run(
    `DELETE FROM invoice_lines WHERE invoice_id = ? AND (state = 'dropped' OR (kind = 'session' AND gross_minor = 0))`,
    [invoiceId],
  );
}

export function restore(tx: WriteDb, ids: readonly InvoiceLineId[]): void {
  tx.run(`UPDATE invoice_lines SET state = 'live' WHERE id IN (SELECT value FROM json_each(?))`, [
    JSON.stringify(ids),
  ]);
}

/** Whether an invoice names one of these bookings, or has named it: its row stays. */
export function areNamed(db: ReadDb, ids: readonly BookingId[]): boolean {
  return (
    db.get('SELECT 1 FROM json_each(?) j CROSS JOIN invoice_lines l ON l.booking_id = j.value LIMIT 1', [
      JSON.stringify(ids),
    ]) !== undefined
  );
}

/** Of these bookings, those that a live line of an invoice bills. */
export function listBilled(db: ReadDb, ids: readonly BookingId[]): BookingId[] {
  return db
    .all<{ id: BookingId }>(
      `SELECT DISTINCT l.booking_id AS id FROM json_each(?) j CROSS JOIN invoice_lines l ON l.booking_id = j.value
       WHERE l.state = 'live' AND l.credits_line_id IS NULL ORDER BY 1`,
      [JSON.stringify(ids)],
    )
    .map(({ id }) => id);
}

/** Whether the desk has given something of the session's charges back by a credit note: without the charge it would be a present. */
export function isCreditedByDesk(db: ReadDb, sessionId: SessionId): boolean {
  return (
    db.get(
      `SELECT 1 FROM bookings b CROSS JOIN invoice_lines l ON l.booking_id = b.id AND l.state = 'live' AND l.credits_line_id IS NOT NULL
       JOIN invoices n ON n.id = l.invoice_id WHERE b.session_id = ? AND n.cause = 'desk' LIMIT 1`,
      [sessionId],
    ) !== undefined
  );
}

/** The same of all bookings of a session. */
export function listBilledOfSessions(db: ReadDb, sessionIds: readonly number[]): BookingId[] {
  return db
    .all<{ id: BookingId }>(
      `SELECT DISTINCT l.booking_id AS id FROM json_each(?) j CROSS JOIN bookings b ON b.session_id = j.value
       CROSS JOIN invoice_lines l ON l.booking_id = b.id
       WHERE l.state = 'live' AND l.credits_line_id IS NULL ORDER BY 1`,
      [JSON.stringify(sessionIds)],
    )
    .map(({ id }) => id);
}
