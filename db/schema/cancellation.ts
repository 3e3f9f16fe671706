import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { REFUND_ACTIONS, TENDERS } from '#domain/cancellation/plan.ts';
import type {
  BookingId,
  ClientId,
  FundingId,
  ItemId,
  JobId,
  LotId,
  PaymentId,
  ReceiptId,
  RefundId,
  SessionId,
} from '#domain/values/ids.ts';
import { clockTime, day, instant, reference, rowId, timeZone } from './columns.ts';

/** A session in a job, with its words as they were when the job was accepted: the reports never change afterwards. */
export const cancellationSessions = sqliteTable('cancellation_sessions', {
  jobId: reference<JobId>('job_id').notNull(),
  sessionId: reference<SessionId>('session_id').notNull(),
  seq: integer('seq').notNull(),
  serviceName: text('service_name').notNull(),
  locationName: text('location_name').notNull(),
  roomName: text('room_name').notNull(),
  practitionerName: text('practitioner_name').notNull(),
  localDate: day('local_date').notNull(),
  localTime: clockTime('local_time').notNull(),
  zone: timeZone('zone').notNull(),
  durationMinutes: integer('duration_minutes').notNull(),
  state: text('state', { enum: ['planned', 'canceled', 'released', 'restored', 'kept'] }).notNull(),
  doneAt: instant('done_at'),
});

/** A client in a job, as they were called and reached when the job was accepted. */
export const cancellationClients = sqliteTable('cancellation_clients', {
  jobId: reference<JobId>('job_id').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  phone: text('phone').notNull(),
});

/** One line of the refund plan, and of the request list: one per booking and tender, or one for an empty session. */
export const cancellationItems = sqliteTable('cancellation_items', {
  id: rowId<ItemId>(),
  jobId: reference<JobId>('job_id').notNull(),
  seq: integer('seq').notNull(),
  sessionId: reference<SessionId>('session_id').notNull(),
  bookingId: reference<BookingId>('booking_id'),
  fundingId: reference<FundingId>('funding_id'),
  clientId: reference<ClientId>('client_id'),
  participant: text('participant').notNull().default(''),
  tender: text('tender', {
    enum: TENDERS,
  }).notNull(),
  action: text('action', {
    enum: REFUND_ACTIONS,
  }).notNull(),
  amountMinor: integer('amount_minor').notNull(),
  credits: integer('credits').notNull().default(0),
  lotId: reference<LotId>('lot_id'),
  lotExpiresOn: day('lot_expires_on'),
  paymentId: reference<PaymentId>('payment_id'),
  refundId: reference<RefundId>('refund_id'),
  state: text('state', { enum: ['planned', 'done', 'released', 'undone', 'kept'] }).notNull(),
  planNote: text('plan_note').notNull().default(''),
  noteCode: text('note_code').notNull().default(''),
  doneAt: instant('done_at'),
  /** What is kept of the tender beside what goes back; 0 unless the note is 'part_kept'. */
  keptMinor: integer('kept_minor').notNull().default(0),
  /** The paper of what stayed as account credit, once somebody asked for it. */
  receiptId: reference<ReceiptId>('receipt_id'),
});
