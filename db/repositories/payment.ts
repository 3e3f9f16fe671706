import { gt } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewPayment, type Payment, payments } from '#db/schema/payment.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';

/**
 * A payment with what is still free: amount − refunded − active fundings − packages bought with it − what it pays of invoices, never
 * below 0; 0 of a voided one.
 */
export interface PaymentWithFree extends Payment {
  readonly freeMinor: number;
}

/** The row alone; the caller posts the money to the ledger in the same transaction. */
export function insert(tx: WriteDb, row: NewPayment): Payment {
  return tx.orm.insert(payments).values(row).returning().get();
}

export const findById = rowById(payments);

export function getById(db: ReadDb, id: PaymentId): Payment {
  return found(findById(db, id), 'payment', id);
}

/** Newest first. */
export function listForClient(db: ReadDb, clientId: ClientId): PaymentWithFree[] {
  return db.all(`${SELECT_WITH_FREE} WHERE p.client_id = ? ORDER BY p.received_at DESC, p.id DESC`, [
    clientId,
  ]);
}

/** The payments of a client with something free, the oldest first. */
export function listFree(db: ReadDb, clientId: ClientId): PaymentWithFree[] {
  return db
    .all<PaymentWithFree>(`${SELECT_WITH_FREE} WHERE p.client_id = ? ORDER BY p.received_at, p.id`, [
      clientId,
    ])
    .filter(({ freeMinor: free }) => free > 0);
}

/** The youngest payment; 0 when there is none. Payments are never deleted but with an import that is taken back. */
export function lastId(db: ReadDb): PaymentId {
  return db.get<{ id: PaymentId | null }>('SELECT MAX(id) AS id FROM payments')?.id ?? (0 as PaymentId);
}

/** Payments younger than this one, in the order in which they were taken. */
export function listAfter(db: ReadDb, id: PaymentId): Payment[] {
  return db.orm.select().from(payments).where(gt(payments.id, id)).orderBy(payments.id).all();
}

/** Marks a payment as taken down by mistake; false if it is already. The caller posts the opposite. */
export function markVoid(tx: WriteDb, id: PaymentId, reason: string, at: number): boolean {
  return (
    tx.run('UPDATE payments SET voided_at = ?, void_reason = ? WHERE id = ? AND voided_at IS NULL', [
      at,
      reason,
      id,
    ]).changes === 1
  );
}

/** Whether it pays for more than came in and is left of it: its money was used elsewhere meanwhile. */
export function isOverdrawn(db: ReadDb, id: PaymentId): boolean {
  return (
    db.get(
      `SELECT 1 FROM payments p WHERE p.id = ? AND CASE WHEN p.voided_at IS NULL THEN p.amount_minor - p.refunded_minor ELSE 0 END <
         (SELECT COALESCE(SUM(f.amount_minor), 0) FROM fundings f WHERE f.payment_id = p.id AND f.state = 'active')
         + (SELECT COALESCE(SUM(l.amount_minor), 0) FROM lot_payments l WHERE l.payment_id = p.id)
         + (SELECT COALESCE(SUM(a.amount_minor), 0) FROM payment_allocations a
            WHERE a.payment_id = p.id AND a.state = 'active' AND a.funding_id IS NULL)`,
      [id],
    ) !== undefined
  );
}

/** Minor units of this payment that pay for nothing and were not given back. 0 for an unknown id. */
export function freeMinor(db: ReadDb, id: PaymentId): number {
  return db.get<PaymentWithFree>(`${SELECT_WITH_FREE} WHERE p.id = ?`, [id])?.freeMinor ?? 0;
}

/**
 * Takes part of the payment for a refund (positive) or gives a planned part back (negative). False, and nothing changes,
 * if that would leave the range 0 … amount.
 */
export function addRefunded(tx: WriteDb, id: PaymentId, amountMinor: number): boolean {
  return (
    tx.run(
      `UPDATE payments SET refunded_minor = refunded_minor + @amountMinor
       WHERE id = @id AND refunded_minor + @amountMinor BETWEEN 0 AND amount_minor`,
      { id, amountMinor },
    ).changes === 1
  );
}

/** What of payment `p` pays for nothing and was not given back, as an SQL expression. */
export const FREE_OF_PAYMENT = `CASE WHEN p.voided_at IS NOT NULL THEN 0 ELSE MAX(0, p.amount_minor - p.refunded_minor - (SELECT COALESCE(SUM(f.amount_minor), 0) FROM fundings f WHERE f.payment_id = p.id AND f.state = 'active') - (SELECT COALESCE(SUM(l.amount_minor), 0) FROM lot_payments l WHERE l.payment_id = p.id) - (SELECT COALESCE(SUM(a.amount_minor), 0) FROM payment_allocations a WHERE a.payment_id = p.id AND a.state = 'active' AND a.funding_id IS NULL)) END`;

const SELECT_WITH_FREE = `
SELECT p.id, p.client_id AS clientId, p.method, p.amount_minor AS amountMinor, p.refunded_minor AS refundedMinor,
  p.currency, p.purpose, p.provider, p.provider_ref AS providerRef, p.note, p.import_id AS importId,
  p.received_at AS receivedAt, p.voided_at AS voidedAt, p.void_reason AS voidReason, p.receipt_id AS receiptId, p.staff_id AS staffId,
  ${FREE_OF_PAYMENT} AS freeMinor
FROM payments p`;

/** The payment that a provider knows by this reference. */
export function findByProviderRef(
  db: ReadDb,
  provider: 'stripe' | 'simulator',
  ref: string,
): { readonly amountMinor: number; readonly currency: string } | undefined {
  return db.get(
    `SELECT amount_minor AS amountMinor, currency FROM payments WHERE provider_ref = ? AND provider = ? LIMIT 1`,
    [ref, provider],
  );
}
