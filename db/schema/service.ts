import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ServiceId, TaxRateId } from '#domain/values/ids.ts';
import { flag, reference, rowId, rowVersion } from './columns.ts';

export const services = sqliteTable('services', {
  id: rowId<ServiceId>(),
  name: text('name').notNull(),
  /** Index into the palette of twelve event colours. */
  color: integer('color').notNull().default(0),
  priceType: text('price_type', { enum: ['fixed', 'hourly'] }).notNull(),
  /** The price, or for 'hourly' the price of 60 minutes. */
  costMinor: integer('cost_minor').notNull(),
  durationMinutes: integer('duration_minutes').notNull(),
  capacity: integer('capacity').notNull(),
  description: text('description').notNull().default(''),
  active: flag('active').notNull().default(true),
  version: rowVersion(),
  wageType: text('wage_type', { enum: ['fixed', 'hourly'] })
    .notNull()
    .default('fixed'),
  /** What the practitioner earns, or for 'hourly' the wage of 60 minutes. */
  wageMinor: integer('wage_minor').notNull().default(0),
  wageBasis: text('wage_basis', { enum: ['session', 'attendee'] })
    .notNull()
    .default('session'),
  visibility: text('visibility', { enum: ['all', 'staff'] })
    .notNull()
    .default('all'),
  clientBooking: flag('client_booking').notNull().default(false),
  taxRateId: reference<TaxRateId>('tax_rate_id'),
});

export type Service = typeof services.$inferSelect;
export type NewService = typeof services.$inferInsert;
