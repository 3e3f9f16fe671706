import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientPolicy } from '#domain/cancellation/client-policy.ts';
import type {
  BookingId,
  ClientId,
  EnrolmentId,
  FundingId,
  ImportId,
  LotId,
  PaymentId,
  PolicyId,
  SessionId,
  StaffId,
} from '#domain/values/ids.ts';
import { instant, json, reference, rowId, rowVersion } from './columns.ts';

/** One place in one session. `participant` is empty when the client comes in person. */
export const bookings = sqliteTable('bookings', {
  id: rowId<BookingId>(),
  sessionId: reference<SessionId>('session_id').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  participant: text('participant').notNull().default(''),
  state: text('state', { enum: ['booked', 'canceled'] })
    .notNull()
    .default('booked'),
  priceMinor: integer('price_minor').notNull(),
  overbookReason: text('overbook_reason').notNull().default(''),
  canceledBy: text('canceled_by', { enum: ['client', 'staff', 'studio'] }),
  canceledAt: instant('canceled_at'),
  cancelReason: text('cancel_reason').notNull().default(''),
  externalUid: text('external_uid'),
  importId: reference<ImportId>('import_id'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
  /** The enrolment in a class that booked this place; null for a drop-in. */
  enrolmentId: reference<EnrolmentId>('enrolment_id'),
  /** How a saved booking ended; the place itself stays `booked`. */
  outcome: text('outcome', { enum: ['attended', 'missed'] }),
  checkedInAt: instant('checked_in_at'),
  /** Why the desk sold a single session of a class that has no drop-in; empty otherwise. */
  dropInReason: text('drop_in_reason').notNull().default(''),
  /** The client cancellation policy in force when it was made. */
  policyId: reference<PolicyId>('policy_id'),
  /** Who let the client in although the available credit did not cover the place; null: nobody had to. */
  prepaymentWaivedBy: reference<StaffId>('prepayment_waived_by'),
  /** What was missing then. */
  prepaymentMissingMinor: integer('prepayment_missing_minor').notNull().default(0),
  /** The tax at which what was kept of a given-up place is in the books; null: nothing was kept. The rate in hundredths of a per cent. */
  keptTaxName: text('kept_tax_name'),
  keptTaxRateBp: integer('kept_tax_rate_bp'),
});

/** A client cancellation policy as it was; never changed, shared by the bookings that were made under it. */
export const bookingPolicies = sqliteTable('booking_policies', {
  id: rowId<PolicyId>(),
  /** Names the policy: two are the same when this is. */
  text: text('text').notNull(),
  policy: json<ClientPolicy>('policy').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** What pays for a booking; several rows when it is paid in parts. Released ones paid once and no longer do. */
export const fundings = sqliteTable('fundings', {
  id: rowId<FundingId>(),
  bookingId: reference<BookingId>('booking_id').notNull(),
  kind: text('kind', { enum: ['package', 'payment', 'account', 'free'] }).notNull(),
  amountMinor: integer('amount_minor').notNull(),
  lotId: reference<LotId>('lot_id'),
  paymentId: reference<PaymentId>('payment_id'),
  state: text('state', { enum: ['active', 'released'] })
    .notNull()
    .default('active'),
});

export type Booking = typeof bookings.$inferSelect;
export type NewBooking = typeof bookings.$inferInsert;
export type Funding = typeof fundings.$inferSelect;
export type NewFunding = typeof fundings.$inferInsert;
