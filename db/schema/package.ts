import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  BookingId,
  ClientId,
  Id,
  ImportId,
  LotId,
  PaymentId,
  ServiceId,
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
});

/** The services a package pays for. */
export const packageServices = sqliteTable('package_services', {
  packageId: reference<Id<'package'>>('package_id').notNull(),
  serviceId: reference<ServiceId>('service_id').notNull(),
});

/** What a client bought: `bought` = `used` + `expired` + remaining. Pays for sessions up to and on `expiresOn`. */
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
});

export type Package = typeof packages.$inferSelect;
export type NewPackage = typeof packages.$inferInsert;
export type CreditLot = typeof creditLots.$inferSelect;
export type NewCreditLot = typeof creditLots.$inferInsert;
