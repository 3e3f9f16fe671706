import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientId, PaymentId, ReceiptId, StaffId } from '#domain/values/ids.ts';
import { instant, json, reference, rowId } from './columns.ts';

/** One way of a taking (or of a refund) as the receipt froze it. */
export interface ReceiptTender {
  readonly kind: 'card' | 'cash' | 'check' | 'transfer' | 'other' | 'account_credit';
  readonly amountMinor: number;
  readonly paymentId: PaymentId | null;
  /** What was put on the desk, where that was more than the amount; the rest was handed back. */
  readonly tenderedMinor: number | null;
  readonly note: string;
}

/** What it pays for. `title`, `date` and `time` are those of the moment; empty where there are none. */
export interface ReceiptItem {
  readonly kind: 'booking' | 'package' | 'invoice' | 'balance';
  readonly id: number | null;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly participant: string;
  readonly amountMinor: number;
}

/** Paper for the client, one for each taking and each refund at the desk; numbered without gaps and never changed. */
export const receipts = sqliteTable('receipts', {
  id: rowId<ReceiptId>(),
  kind: text('kind', { enum: ['receipt', 'refund_receipt'] }).notNull(),
  /** 1, 2, 3 … for each kind. */
  number: integer('number').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  tenders: json<readonly ReceiptTender[]>('tenders').notNull(),
  items: json<readonly ReceiptItem[]>('items').notNull(),
  reason: text('reason').notNull().default(''),
  staffId: reference<StaffId>('staff_id'),
  at: instant('at').notNull(),
});

export type Receipt = typeof receipts.$inferSelect;
export type NewReceipt = typeof receipts.$inferInsert;
