import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientId, ImportId, PaymentId, ReceiptId, StaffId } from '#domain/values/ids.ts';
import { instant, reference, rowId } from './columns.ts';

export const payments = sqliteTable('payments', {
  id: rowId<PaymentId>(),
  clientId: reference<ClientId>('client_id').notNull(),
  method: text('method', { enum: ['card', 'cash', 'check', 'transfer', 'other'] }).notNull(),
  amountMinor: integer('amount_minor').notNull(),
  /** What refunds have taken or hold of it, counting from the moment one is planned. */
  refundedMinor: integer('refunded_minor').notNull().default(0),
  currency: text('currency').notNull(),
  purpose: text('purpose', { enum: ['booking', 'package', 'balance', 'invoice'] }).notNull(),
  provider: text('provider', { enum: ['stripe', 'simulator'] }),
  providerRef: text('provider_ref'),
  note: text('note').notNull().default(''),
  importId: reference<ImportId>('import_id'),
  receivedAt: instant('received_at').notNull(),
  /** Taken down by mistake: its postings were reversed, and it pays for nothing. */
  voidedAt: instant('voided_at'),
  voidReason: text('void_reason').notNull().default(''),
  /** The paper of the taking that it was part of; null for what came from elsewhere or before. */
  receiptId: reference<ReceiptId>('receipt_id'),
  /** Who took it. */
  staffId: reference<StaffId>('staff_id'),
});

export type Payment = typeof payments.$inferSelect;
export type NewPayment = typeof payments.$inferInsert;
