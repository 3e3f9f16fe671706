import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { REFUND_STATES } from '#domain/refund/life.ts';
import type {
  BookingId,
  ClientId,
  JobId,
  PaymentId,
  ReceiptId,
  RefundId,
  StaffId,
} from '#domain/values/ids.ts';
import { flag, instant, json, reference, rowId, rowVersion } from './columns.ts';

/** Money on its way back. Committed with its key and frozen request before the first call (reliability D1–D3). */
export const refunds = sqliteTable('refunds', {
  id: rowId<RefundId>(),
  uid: text('uid').notNull(),
  /** Null, as the booking, when a payment is given back at the desk. */
  jobId: reference<JobId>('job_id'),
  bookingId: reference<BookingId>('booking_id'),
  clientId: reference<ClientId>('client_id').notNull(),
  paymentId: reference<PaymentId>('payment_id').notNull(),
  method: text('method', { enum: ['card', 'cash'] }).notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  state: text('state', { enum: REFUND_STATES }).notNull(),
  epoch: integer('epoch').notNull().default(1),
  idempotencyKey: text('idempotency_key').notNull(),
  requestBody: text('request_body').notNull(),
  requestSha256: text('request_sha256').notNull(),
  attempts: integer('attempts').notNull().default(0),
  firstAttemptAt: instant('first_attempt_at'),
  nextTryAt: instant('next_try_at').notNull().default(0),
  checks: integer('checks').notNull().default(0),
  /** The provider must be asked what it did before anything is sent (reliability D4). */
  reconcileFirst: flag('reconcile_first').notNull().default(false),
  providerRefundId: text('provider_refund_id'),
  failureCode: text('failure_code'),
  settledAs: text('settled_as', { enum: ['card', 'cash', 'account_credit', 'outside'] }),
  settledAt: instant('settled_at'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
  reason: text('reason').notNull().default(''),
  requestedBy: reference<StaffId>('requested_by'),
  receiptId: reference<ReceiptId>('receipt_id'),
  /** The second person who agreed. */
  approvedBy: reference<StaffId>('approved_by'),
});

/** Append-only: every move of a refund. */
export const refundEvents = sqliteTable('refund_events', {
  id: integer('id').primaryKey(),
  refundId: reference<RefundId>('refund_id').notNull(),
  fromState: text('from_state').notNull(),
  toState: text('to_state').notNull(),
  detail: json<Readonly<Record<string, unknown>>>('detail').notNull().default({}),
  at: instant('at').notNull(),
});

export type Refund = typeof refunds.$inferSelect;
export type NewRefund = typeof refunds.$inferInsert;
export type RefundEvent = typeof refundEvents.$inferSelect;
