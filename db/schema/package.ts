import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  BookingId,
  ClientId,
  Id,
  ImportId,
  LotId,
  PaymentId,
  ServiceId,
  SessionId,
  StaffId,
} from '#domain/values/ids.ts';
import { day, flag, instant, reference, rowId, rowVersion } from './columns.ts';

/** An offer. `validDays` counts from the day of purchase; null never expires. */
export const packages = sqliteTable('packages', {
  id: rowId<Id<'package'>>(),
  name: text('name').notNull(),
  credits: integer('credits').notNull(),
  priceMinor: integer('price_minor').notNull(),
  validDays: integer('valid_days'),
  active: flag('active').notNull().default(true),
  version: rowVersion(),
  /** What moving all of its sessions once costs; each session its share (seed 003). */
  rescheduleFeeMinor: integer('reschedule_fee_minor').notNull().default(0),
});

/** The services a package pays for. */
export const packageServices = sqliteTable('package_services', {
  packageId: reference<Id<'package'>>('package_id').notNull(),
  serviceId: reference<ServiceId>('service_id').notNull(),
});

/**
 * What a client bought: `bought` = `used` + `expired` + remaining. Pays for sessions up to and on `expiresOn`. Credits that move to
 * another lot leave `bought` and take their share of `priceMinor` along.
 */
export const creditLots = sqliteTable('credit_lots', {
  id: rowId<LotId>(),
  clientId: reference<ClientId>('client_id').notNull(),
  packageId: reference<Id<'package'>>('package_id'),
  name: text('name').notNull(),
  bought: integer('bought').notNull(),
  used: integer('used').notNull().default(0),
  expired: integer('expired').notNull().default(0),
  priceMinor: integer('price_minor').notNull(),
  paymentId: reference<PaymentId>('payment_id'),
  expiresOn: day('expires_on'),
  importId: reference<ImportId>('import_id'),
  boughtAt: instant('bought_at').notNull(),
  /** What the expired credits were worth. */
  expiredMinor: integer('expired_minor').notNull().default(0),
  /** The lot from which these credits were moved. */
  originLotId: reference<LotId>('origin_lot_id'),
  /** The package's reschedule fee as it was bought, and the number of sessions it is spread over. */
  feeMinor: integer('fee_minor').notNull().default(0),
  feeCredits: integer('fee_credits').notNull().default(1),
});

/** Which payments bought a lot, and how much of each; what a lot is worth later changes nothing of it. */
export const lotPayments = sqliteTable('lot_payments', {
  lotId: reference<LotId>('lot_id').notNull(),
  paymentId: reference<PaymentId>('payment_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
});

/** Append-only history of a lot. `credits` is signed as it changes what remains: used −1, returned +1. */
export const creditEvents = sqliteTable('credit_events', {
  id: integer('id').primaryKey(),
  lotId: reference<LotId>('lot_id').notNull(),
  bookingId: reference<BookingId>('booking_id'),
  kind: text('kind', {
    enum: ['used', 'returned', 'expired', 'extended', 'sold', 'moved_in', 'moved_out', 'revoked'],
  }).notNull(),
  credits: integer('credits').notNull(),
  /** The lot's expiry after an 'extended' event. */
  expiresOn: day('expires_on'),
  at: instant('at').notNull(),
  reason: text('reason').notNull().default(''),
  staffId: reference<StaffId>('staff_id'),
  /** Signed as it changes what the lot is worth. */
  amountMinor: integer('amount_minor').notNull().default(0),
  /** The lot that credits came from or went to. */
  otherLotId: reference<LotId>('other_lot_id'),
});

/**
 * Days on which a lot stands still (domain/package/hold.ts). `heldTo` null: until it is released. A hold that was taken back, or that was
 * released before it began, is `withdrawn`; no row ever goes.
 */
export const lotHolds = sqliteTable('lot_holds', {
  id: rowId<Id<'lot hold'>>(),
  lotId: reference<LotId>('lot_id').notNull(),
  heldFrom: day('held_from').notNull(),
  heldTo: day('held_to'),
  state: text('state', { enum: ['held', 'withdrawn'] })
    .notNull()
    .default('held'),
});

/** Append-only history of a hold: what its last day became, and by how many days that moved the lot's own. */
export const lotHoldChanges = sqliteTable('lot_hold_changes', {
  id: integer('id').primaryKey(),
  holdId: reference<Id<'lot hold'>>('hold_id').notNull(),
  kind: text('kind', { enum: ['held', 'released', 'hold_undone', 'held_again'] }).notNull(),
  heldTo: day('held_to'),
  days: integer('days').notNull(),
  /** The lot's last day afterwards. */
  expiresOn: day('expires_on'),
  reason: text('reason').notNull().default(''),
  staffId: reference<StaffId>('staff_id'),
  at: instant('at').notNull(),
});

/** A credit that a canceled booking keeps used, and what it was worth: earned as by a saved session. */
export const keptCredits = sqliteTable('kept_credits', {
  id: rowId<Id<'kept credit'>>(),
  bookingId: reference<BookingId>('booking_id').notNull(),
  lotId: reference<LotId>('lot_id').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  state: text('state', { enum: ['active', 'reversed'] })
    .notNull()
    .default('active'),
});

/** What moving a booking of a package cost its client, or why it cost nothing. */
export const rescheduleFees = sqliteTable('reschedule_fees', {
  id: rowId<Id<'reschedule fee'>>(),
  bookingId: reference<BookingId>('booking_id').notNull(),
  sessionId: reference<SessionId>('session_id').notNull(),
  lotId: reference<LotId>('lot_id').notNull(),
  proposedMinor: integer('proposed_minor').notNull(),
  amountMinor: integer('amount_minor').notNull(),
  waivedReason: text('waived_reason').notNull().default(''),
  state: text('state', { enum: ['active', 'reversed'] })
    .notNull()
    .default('active'),
  staffId: reference<StaffId>('staff_id').notNull(),
  at: instant('at').notNull(),
});

export type Package = typeof packages.$inferSelect;
export type NewPackage = typeof packages.$inferInsert;
export type CreditLot = typeof creditLots.$inferSelect;
export type CreditEvent = typeof creditEvents.$inferSelect;
export type CreditEventKind = CreditEvent['kind'];
export type HoldChangeKind = (typeof lotHoldChanges.$inferSelect)['kind'];
export type NewCreditLot = typeof creditLots.$inferInsert;
