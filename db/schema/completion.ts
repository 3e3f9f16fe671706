import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  BookingId,
  CompletionId,
  CompletionTypeId,
  LotId,
  PractitionerId,
  ServiceId,
  SessionId,
  StaffId,
  WageLineId,
  WageRateId,
} from '#domain/values/ids.ts';
import { day, instant, reference, rowId, rowVersion } from './columns.ts';

/** How a session or booking may end. Modifiers are whole per cents, or minor units for 'fixed' (domain.md 4). */
export const completionTypes = sqliteTable('completion_types', {
  id: rowId<CompletionTypeId>(),
  status: text('status', { enum: ['completed', 'missed', 'canceled'] }).notNull(),
  label: text('label').notNull(),
  description: text('description').notNull().default(''),
  modifierType: text('modifier_type', { enum: ['percentage', 'fixed'] }).notNull(),
  clientModifier: integer('client_modifier').notNull(),
  practitionerModifier: integer('practitioner_modifier').notNull(),
  builtIn: text('built_in', { enum: ['completed', 'missed', 'canceled', 'override'] }),
  state: text('state', { enum: ['shown', 'hidden', 'deleted'] })
    .notNull()
    .default('shown'),
  position: integer('position').notNull().default(0),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
});

/** A saved session (no booking) or booking with its copy of the type, which later edits of the type never touch. */
export const completions = sqliteTable('completions', {
  id: rowId<CompletionId>(),
  sessionId: reference<SessionId>('session_id').notNull(),
  bookingId: reference<BookingId>('booking_id'),
  typeId: reference<CompletionTypeId>('type_id').notNull(),
  status: text('status', { enum: ['completed', 'missed', 'canceled'] }).notNull(),
  label: text('label').notNull(),
  modifierType: text('modifier_type', { enum: ['percentage', 'fixed'] }).notNull(),
  clientModifier: integer('client_modifier').notNull(),
  practitionerModifier: integer('practitioner_modifier').notNull(),
  chargeMinor: integer('charge_minor').notNull(),
  reason: text('reason').notNull().default(''),
  state: text('state', { enum: ['active', 'reversed'] })
    .notNull()
    .default('active'),
  savedBy: reference<StaffId>('saved_by'),
  savedAt: instant('saved_at').notNull(),
  /** The tax that is contained in the charge: hundredths of a per cent, and its amount. */
  taxRateBp: integer('tax_rate_bp').notNull().default(0),
  taxMinor: integer('tax_minor').notNull().default(0),
  /** The lot whose credit it earned; null where none was. */
  lotId: reference<LotId>('lot_id'),
  taxName: text('tax_name').notNull().default(''),
});

/** What a practitioner earns from a date on: for one service, or for all without a rate of their own (domain.md 6). */
export const wageRates = sqliteTable('wage_rates', {
  id: rowId<WageRateId>(),
  practitionerId: reference<PractitionerId>('practitioner_id').notNull(),
  serviceId: reference<ServiceId>('service_id'),
  fromDate: day('from_date').notNull(),
  wageType: text('wage_type', { enum: ['fixed', 'hourly'] }).notNull(),
  wageMinor: integer('wage_minor').notNull(),
  wageBasis: text('wage_basis', { enum: ['session', 'attendee'] }).notNull(),
  createdAt: instant('created_at').notNull(),
});

/** The wage of a saved session with the rate and rule that made it; never computed again. */
export const wageLines = sqliteTable('wage_lines', {
  id: rowId<WageLineId>(),
  completionId: reference<CompletionId>('completion_id').notNull(),
  sessionId: reference<SessionId>('session_id').notNull(),
  practitionerId: reference<PractitionerId>('practitioner_id').notNull(),
  serviceId: reference<ServiceId>('service_id').notNull(),
  rateSource: text('rate_source', {
    enum: ['service', 'practitioner', 'practitioner_service', 'override'],
  }).notNull(),
  rateId: reference<WageRateId>('rate_id'),
  wageType: text('wage_type', { enum: ['fixed', 'hourly'] }).notNull(),
  rateMinor: integer('rate_minor').notNull(),
  basis: text('basis', { enum: ['session', 'attendee'] }).notNull(),
  /** Sessions or attendees that the rate was multiplied by. */
  units: integer('units').notNull(),
  modifierType: text('modifier_type', { enum: ['percentage', 'fixed'] }).notNull(),
  modifier: integer('modifier').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  state: text('state', { enum: ['active', 'reversed'] })
    .notNull()
    .default('active'),
  /** The session's local day. */
  earnedOn: day('earned_on').notNull(),
  createdAt: instant('created_at').notNull(),
  payoutId: integer('payout_id'),
  /** The day it was taken back. */
  reversedOn: day('reversed_on'),
  /** The payout that took off what an earlier one had paid before it was taken back. */
  recoveredPayoutId: integer('recovered_payout_id'),
});

export type CompletionType = typeof completionTypes.$inferSelect;
export type NewCompletionType = typeof completionTypes.$inferInsert;
export type NewCompletion = typeof completions.$inferInsert;
export type WageRate = typeof wageRates.$inferSelect;
export type NewWageRate = typeof wageRates.$inferInsert;
export type WageLine = typeof wageLines.$inferSelect;
export type NewWageLine = typeof wageLines.$inferInsert;
