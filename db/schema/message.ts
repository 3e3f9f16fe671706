import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { MESSAGE_KINDS } from '#domain/message/message-kind.ts';
import type { ClientId, JobId, MessageId, RefundId } from '#domain/values/ids.ts';
import { instant, reference, rowId } from './columns.ts';

/** The outbox. `uid` is the message's id outside, so that a repeat after a crash can be told from a second message. */
export const messages = sqliteTable('messages', {
  id: rowId<MessageId>(),
  uid: text('uid').notNull(),
  kind: text('kind', { enum: MESSAGE_KINDS }).notNull(),
  channel: text('channel', { enum: ['email', 'text'] }).notNull(),
  jobId: reference<JobId>('job_id'),
  clientId: reference<ClientId>('client_id'),
  refundId: reference<RefundId>('refund_id'),
  toName: text('to_name').notNull(),
  toAddress: text('to_address').notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  state: text('state', { enum: ['queued', 'sending', 'sent', 'unsent', 'failed', 'withdrawn'] }).notNull(),
  errorCode: text('error_code').notNull().default(''),
  attempts: integer('attempts').notNull().default(0),
  nextTryAt: instant('next_try_at').notNull().default(0),
  sentAt: instant('sent_at'),
  createdAt: instant('created_at').notNull(),
  /** The document that goes with it, made when it is sent. */
  documentKind: text('document_kind', {
    enum: ['receipt', 'refund_receipt', 'invoice', 'credit_note', 'statement'],
  }),
  documentId: integer('document_id'),
});

export type Message = typeof messages.$inferSelect;
export type NewMessage = typeof messages.$inferInsert;
