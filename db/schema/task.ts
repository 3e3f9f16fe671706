import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientId, JobId, RefundId, StaffId, TaskId } from '#domain/values/ids.ts';
import { instant, json, reference, rowId } from './columns.ts';

/** What a person must decide or do: a stuck refund, cash to pay out, a leftover of an undo. */
export const tasks = sqliteTable('tasks', {
  id: rowId<TaskId>(),
  kind: text('kind', {
    enum: [
      'stuck_refund',
      'cash_due',
      'undo_leftover',
      'card_declined',
      'dispute',
      'charge_unclear',
      'invoice_error',
    ],
  }).notNull(),
  code: text('code').notNull(),
  data: json<Readonly<Record<string, unknown>>>('data').notNull().default({}),
  jobId: reference<JobId>('job_id'),
  refundId: reference<RefundId>('refund_id'),
  clientId: reference<ClientId>('client_id'),
  amountMinor: integer('amount_minor').notNull().default(0),
  state: text('state', { enum: ['open', 'done'] })
    .notNull()
    .default('open'),
  resolution: text('resolution'),
  resolvedBy: reference<StaffId>('resolved_by'),
  resolvedAt: instant('resolved_at'),
  createdAt: instant('created_at').notNull(),
  invoiceId: integer('invoice_id'),
  chargeId: integer('charge_id'),
});

export type Task = typeof tasks.$inferSelect;
export type NewTask = typeof tasks.$inferInsert;
