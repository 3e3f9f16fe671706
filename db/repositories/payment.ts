import { eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewPayment, type Payment, payments } from '#db/schema/payment.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';
import { found } from './found.ts';

/** A payment with what is still free: amount − refunded − active fundings − packages bought with it, never below 0. */
export interface PaymentWithFree extends Payment {
  readonly freeMinor: number;
}

/** The row alone; the caller posts the money to the ledger in the same transaction. */
export function insert(tx: WriteDb, row: NewPayment): Payment {
  return tx.orm.insert(payments).values(row).returning().get();
}

export function findById(db: ReadDb, id: PaymentId): Payment | undefined {
  return db.orm.select().from(payments).where(eq(payments.id, id)).get();
}

export function getById(db: ReadDb, id: PaymentId): Payment {
  return found(findById(db, id), 'payment', id);
}

/** Newest first. */
export function listForClient(db: ReadDb, clientId: ClientId): PaymentWithFree[] {
  return db.all(`${SELECT_WITH_FREE} WHERE p.client_id = ? ORDER BY p.received_at DESC, p.id DESC`, [
    clientId,
  ]);
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
export const FREE_OF_PAYMENT = `MAX(0, p.amount_minor - p.refunded_minor - (SELECT COALESCE(SUM(f.amount_minor), 0) FROM fundings f WHERE f.payment_id = p.id AND f.state = 'active') - (SELECT COALESCE(SUM(l.amount_minor), 0) FROM lot_payments l WHERE l.payment_id = p.id))`;

const SELECT_WITH_FREE = `
SELECT p.id, p.client_id AS clientId, p.method, p.amount_minor AS amountMinor, p.refunded_minor AS refundedMinor,
  p.currency, p.purpose, p.provider, p.provider_ref AS providerRef, p.note, p.import_id AS importId,
  p.received_at AS receivedAt,
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
