import type { ReadDb, WriteDb } from '#db/database.ts';
import type { BookingId, ClientId, ItemId, PaymentId, ReceiptId } from '#domain/values/ids.ts';

/** Money of a payment that a cancellation left with the client instead of sending it back. */
export interface CancellationCredit {
  readonly id: ItemId;
  readonly bookingId: BookingId;
  readonly clientId: ClientId;
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
  readonly doneAt: number;
  readonly receiptId: ReceiptId | null;
}

/** Those of a payment, the latest first; what was undone is none. */
export function listCredits(db: ReadDb, paymentId: PaymentId): CancellationCredit[] {
  return db.all(`${SELECT} AND payment_id = ? ORDER BY id DESC`, [paymentId]);
}

export function findCredit(db: ReadDb, id: ItemId): CancellationCredit | undefined {
  return db.get(`${SELECT} AND id = ?`, [id]);
}

export function linkReceipt(tx: WriteDb, id: ItemId, receiptId: ReceiptId): void {
  tx.run('UPDATE cancellation_items SET receipt_id = ? WHERE id = ?', [receiptId, id]);
}

const SELECT = `SELECT id, booking_id AS bookingId, client_id AS clientId, payment_id AS paymentId, amount_minor AS amountMinor,
  done_at AS doneAt, receipt_id AS receiptId FROM cancellation_items
  WHERE action = 'account_credit' AND payment_id IS NOT NULL AND booking_id IS NOT NULL AND client_id IS NOT NULL
    AND state = 'done' AND amount_minor > 0`;
