import type { ReadDb, WriteDb } from '#db/database.ts';
import type {
  AllocationId,
  BookingId,
  FundingId,
  InvoiceId,
  InvoiceLineId,
  PaymentId,
} from '#domain/values/ids.ts';

/** What a payment pays of one line of an invoice. */
export interface Allocation {
  readonly id: AllocationId;
  readonly paymentId: PaymentId;
  readonly invoiceId: InvoiceId;
  readonly lineId: InvoiceLineId;
  readonly amountMinor: number;
  /** The funding of an open booking that carries the money; null where the line stands for itself. */
  readonly fundingId: FundingId | null;
  readonly bookingId: BookingId | null;
}

export function insert(
  tx: WriteDb,
  row: Omit<Allocation, 'id' | 'bookingId'> & { readonly at: number },
): AllocationId {
  return tx.run(
    `INSERT INTO payment_allocations (payment_id, invoice_id, line_id, amount_minor, funding_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [row.paymentId, row.invoiceId, row.lineId, row.amountMinor, row.fundingId, row.at],
  ).id as AllocationId;
}

const SELECT = `SELECT a.id, a.payment_id AS paymentId, a.invoice_id AS invoiceId, a.line_id AS lineId,
  a.amount_minor AS amountMinor, a.funding_id AS fundingId, l.booking_id AS bookingId
  FROM payment_allocations a JOIN invoice_lines l ON l.id = a.line_id`;

/** The active ones, the newest first: the first to go when less is to be paid. */
export function listOfLine(db: ReadDb, lineId: InvoiceLineId): Allocation[] {
  return db.all(`${SELECT} WHERE a.line_id = ? AND a.state = 'active' ORDER BY a.id DESC`, [lineId]);
}

export function listOfPayment(db: ReadDb, paymentId: PaymentId): Allocation[] {
  return db.all(`${SELECT} WHERE a.payment_id = ? AND a.state = 'active' ORDER BY a.id DESC`, [paymentId]);
}

export function listOfInvoice(db: ReadDb, invoiceId: InvoiceId): Allocation[] {
  return db.all(`${SELECT} WHERE a.invoice_id = ? AND a.state = 'active' ORDER BY a.id DESC`, [invoiceId]);
}

export function listByIds(db: ReadDb, ids: readonly AllocationId[]): Allocation[] {
  return db.all(
    `${SELECT} WHERE a.id IN (SELECT value FROM json_each(?)) AND a.state = 'active' ORDER BY a.id DESC`,
    [JSON.stringify(ids)],
  );
}

/** Whether a cancellation that has not come to them yet gives back what some of these hold for their places. */
export function areInJob(db: ReadDb, rows: readonly Pick<Allocation, 'fundingId'>[]): boolean {
  return (
    db.get(
      `SELECT 1 FROM json_each(?) j CROSS JOIN cancellation_items i ON i.funding_id = j.value
         AND i.state IN ('planned', 'done') WHERE i.state = 'planned' LIMIT 1`,
      [JSON.stringify(rows.flatMap(({ fundingId }) => fundingId ?? []))],
    ) !== undefined
  );
}

export function release(tx: WriteDb, id: AllocationId, at: number): void {
  tx.run(
    `UPDATE payment_allocations SET state = 'released', released_at = ?, funding_id = NULL WHERE id = ?`,
    [at, id],
  );
}

export function lower(tx: WriteDb, id: AllocationId, amountMinor: number): void {
  tx.run('UPDATE payment_allocations SET amount_minor = ? WHERE id = ?', [amountMinor, id]);
}

/**
 * Brings the allocations that fundings of these bookings carry to what those fundings are now: a released one pays nothing, a
 * lowered one less, one that pays again the same as before.
 */
export function followFundings(tx: WriteDb, bookingIds: readonly BookingId[], at: number): void {
  const ids = JSON.stringify(bookingIds);
  const carried = `FROM fundings f WHERE f.id = payment_allocations.funding_id`;
  const carries = `(f.state = 'active' AND f.kind = 'payment' AND f.payment_id = payment_allocations.payment_id)`;
  const own = `funding_id IN (SELECT f.id FROM json_each(@ids) j CROSS JOIN fundings f ON f.booking_id = j.value)`;
  tx.run(
    `UPDATE payment_allocations SET state = (SELECT IIF(${carries}, 'active', 'released') ${carried}),
       released_at = (SELECT IIF(${carries}, NULL, IFNULL(payment_allocations.released_at, @at)) ${carried}),
       amount_minor = (SELECT IIF(${carries}, f.amount_minor, payment_allocations.amount_minor) ${carried})
     WHERE ${own}`,
    { ids, at },
  );
}

/** Payments of an invoice for its page: one row per payment. */
export interface InvoicePayment {
  readonly paymentId: PaymentId;
  readonly method: string;
  readonly amountMinor: number;
  readonly receivedAt: number;
}

export function listPayments(db: ReadDb, invoiceId: InvoiceId): InvoicePayment[] {
  return db.all(
    `SELECT p.id AS paymentId, p.method, SUM(a.amount_minor) AS amountMinor, p.received_at AS receivedAt
     FROM payment_allocations a JOIN payments p ON p.id = a.payment_id
     WHERE a.invoice_id = ? AND a.state = 'active' GROUP BY p.id ORDER BY p.received_at, p.id`,
    [invoiceId],
  );
}
