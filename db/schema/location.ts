import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LocationId, RoomId } from '#domain/values/ids.ts';
import { flag, reference, rowId, rowVersion, timeZone } from './columns.ts';

export const locations = sqliteTable('locations', {
  id: rowId<LocationId>(),
  name: text('name').notNull(),
  zone: timeZone('zone').notNull(),
  address: text('address').notNull().default(''),
  active: flag('active').notNull().default(true),
  version: rowVersion(),
  clientBooking: flag('client_booking').notNull().default(false),
});

export const rooms = sqliteTable('rooms', {
  id: rowId<RoomId>(),
  locationId: reference<LocationId>('location_id').notNull(),
  name: text('name').notNull(),
  capacity: integer('capacity').notNull(),
  active: flag('active').notNull().default(true),
  version: rowVersion(),
  clientBooking: flag('client_booking').notNull().default(true),
});

export type Location = typeof locations.$inferSelect;
export type NewLocation = typeof locations.$inferInsert;
export type Room = typeof rooms.$inferSelect;
export type NewRoom = typeof rooms.$inferInsert;
