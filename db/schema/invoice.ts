import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  AllocationId,
  BookingId,
  ClientId,
  FundingId,
  InvoiceId,
  InvoiceLineId,
  MessageId,
  PaymentId,
  StaffId,
} from '#domain/values/ids.ts';
import type { LocalTime } from '#domain/values/time.ts';
import { day, flag, instant, reference, rowId, rowVersion } from './columns.ts';

/** Invoices and credit notes. Sums are kept; what is paid and due follows from them (`domain/invoice/standing.ts`). */
export const invoices = sqliteTable('invoices', {
  id: rowId<InvoiceId>(),
  kind: text('kind', { enum: ['invoice', 'credit_note'] }).notNull(),
  state: text('state', { enum: ['draft', 'sent', 'void'] }).notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  /** Given when it is issued; without gaps for each kind. */
  serial: integer('serial'),
  number: text('number'),
  creditsInvoiceId: reference<InvoiceId>('credits_invoice_id'),
  /** Of a credit note: the desk's wish, a booking that became cheaper, or the voided invoice. */
  cause: text('cause', { enum: ['desk', 'session', 'void'] }),
  reason: text('reason').notNull().default(''),
  /** The days whose sessions it bills, [from, to). */
  periodFrom: day('period_from'),
  periodTo: day('period_to'),
  issuedOn: day('issued_on'),
  dueOn: day('due_on'),
  billTo: text('bill_to').notNull().default(''),
  note: text('note').notNull().default(''),
  netMinor: integer('net_minor').notNull().default(0),
  taxMinor: integer('tax_minor').notNull().default(0),
  totalMinor: integer('total_minor').notNull().default(0),
  creditedMinor: integer('credited_minor').notNull().default(0),
  paidMinor: integer('paid_minor').notNull().default(0),
  createdBy: reference<StaffId>('created_by'),
  createdAt: instant('created_at').notNull(),
  issuedAt: instant('issued_at'),
  /** When it was first put into the outbox. */
  sentAt: instant('sent_at'),
  voidedAt: instant('voided_at'),
  version: rowVersion(),
});

export const invoiceLines = sqliteTable('invoice_lines', {
  id: rowId<InvoiceLineId>(),
  invoiceId: reference<InvoiceId>('invoice_id').notNull(),
  position: integer('position').notNull(),
  kind: text('kind', { enum: ['session', 'package', 'own'] }).notNull(),
  bookingId: reference<BookingId>('booking_id'),
  part: integer('part').notNull().default(0),
  state: text('state', { enum: ['live', 'dropped'] })
    .notNull()
    .default('live'),
  creditsLineId: reference<InvoiceLineId>('credits_line_id'),
  description: text('description').notNull(),
  participant: text('participant').notNull().default(''),
  /** The completion type's label, as the session was saved with it. */
  label: text('label').notNull().default(''),
  lotName: text('lot_name').notNull().default(''),
  sessionDate: day('session_date'),
  sessionTime: text('session_time').$type<LocalTime>(),
  quantityMilli: integer('quantity_milli').notNull(),
  unitMinor: integer('unit_minor').notNull(),
  taxName: text('tax_name').notNull().default(''),
  taxRateBp: integer('tax_rate_bp').notNull().default(0),
  taxInclusive: flag('tax_inclusive').notNull().default(true),
  netMinor: integer('net_minor').notNull(),
  taxMinor: integer('tax_minor').notNull(),
  grossMinor: integer('gross_minor').notNull(),
  creditedMinor: integer('credited_minor').notNull().default(0),
  paidMinor: integer('paid_minor').notNull().default(0),
});

/** What a payment pays of a line. With a funding, that is where the money stands; without, this row is. */
export const paymentAllocations = sqliteTable('payment_allocations', {
  id: rowId<AllocationId>(),
  paymentId: reference<PaymentId>('payment_id').notNull(),
  invoiceId: reference<InvoiceId>('invoice_id').notNull(),
  lineId: reference<InvoiceLineId>('line_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  fundingId: reference<FundingId>('funding_id'),
  state: text('state', { enum: ['active', 'released'] })
    .notNull()
    .default('active'),
  createdAt: instant('created_at').notNull(),
  releasedAt: instant('released_at'),
});

/** The number that the next document of a kind gets. */
export const invoiceNumbers = sqliteTable('invoice_numbers', {
  kind: text('kind', { enum: ['invoice', 'credit_note'] })
    .notNull()
    .primaryKey(),
  next: integer('next').notNull(),
});

/** `step` counts the automatic ones from 1; null: by hand. */
export const invoiceReminders = sqliteTable('invoice_reminders', {
  id: integer('id').primaryKey(),
  invoiceId: reference<InvoiceId>('invoice_id').notNull(),
  step: integer('step'),
  messageId: reference<MessageId>('message_id').notNull(),
  dueMinor: integer('due_minor').notNull(),
  createdAt: instant('created_at').notNull(),
});

export type Invoice = typeof invoices.$inferSelect;
export type NewInvoice = typeof invoices.$inferInsert;
export type InvoiceLine = typeof invoiceLines.$inferSelect;
