import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewReceipt, type Receipt, receipts } from '#db/schema/receipt.ts';
import type { BookingId, PaymentId, ReceiptId, RefundId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';
import { titleSql } from './title-sql.ts';

/** The next paper of its kind: numbers follow each other without a gap, because nobody else can write meanwhile. */
export function insert(tx: WriteDb, row: Omit<NewReceipt, 'number'>): Receipt {
  const last = tx.get<{ number: number | null }>(
    'SELECT MAX(number) AS number FROM receipts WHERE kind = ?',
    [row.kind],
  );
  return tx.orm
    .insert(receipts)
    .values({ ...row, number: (last?.number ?? 0) + 1 })
    .returning()
    .get();
}

export const findById = rowById(receipts);

export function getById(db: ReadDb, id: ReceiptId): Receipt {
  return found(findById(db, id), 'receipt', id);
}

export function linkPayments(tx: WriteDb, id: ReceiptId, paymentIds: readonly PaymentId[]): void {
  tx.run('UPDATE payments SET receipt_id = ? WHERE id IN (SELECT value FROM json_each(?))', [
    id,
    JSON.stringify(paymentIds),
  ]);
}

export function linkRefund(tx: WriteDb, id: ReceiptId, refundId: RefundId): void {
  tx.run('UPDATE refunds SET receipt_id = ? WHERE id = ?', [id, refundId]);
}

/** What of a receipt's payments was taken down by mistake. */
export interface VoidedPart {
  readonly paymentId: PaymentId;
  readonly voidedAt: number;
  readonly reason: string;
}

export function listVoided(db: ReadDb, id: ReceiptId): VoidedPart[] {
  return db.all(
    `SELECT id AS paymentId, voided_at AS voidedAt, void_reason AS reason FROM payments
     WHERE receipt_id = ? AND voided_at IS NOT NULL ORDER BY id`,
    [id],
  );
}

/** The paper of a refund, and what became of the money: the state says when it reached the client. */
export interface RefundOnReceipt {
  readonly refundId: RefundId;
  readonly method: 'card' | 'cash';
  readonly amountMinor: number;
  readonly state: string;
  readonly settledAs: string | null;
  readonly settledAt: number | null;
}

export function listRefunds(db: ReadDb, id: ReceiptId): RefundOnReceipt[] {
  return db.all(
    `SELECT id AS refundId, method, amount_minor AS amountMinor, state, settled_as AS settledAs, settled_at AS settledAt
     FROM refunds WHERE receipt_id = ? ORDER BY id`,
    [id],
  );
}

/** The paper of a refund; null when it has none. */
export function ofRefund(db: ReadDb, refundId: RefundId): ReceiptId | null {
  return (
    db.get<{ id: ReceiptId | null }>('SELECT receipt_id AS id FROM refunds WHERE id = ?', [refundId])?.id ??
    null
  );
}

/** A place as it stands on paper. */
export function placeOfBooking(
  db: ReadDb,
  id: BookingId,
):
  | { readonly title: string; readonly date: string; readonly time: string; readonly participant: string }
  | undefined {
  return db.get(
    `SELECT ${titleSql()} AS title, s.local_date AS date, s.local_time AS time, b.participant
     FROM bookings b JOIN sessions s ON s.id = b.session_id JOIN services v ON v.id = s.service_id WHERE b.id = ?`,
    [id],
  );
}
