import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ImportId, LocationId } from '#domain/values/ids.ts';
import { day, instant, reference } from './columns.ts';

/** Days on which the studio (no location) or one location is closed; `endDate` is the first open day again. */
export const closures = sqliteTable('closures', {
  id: integer('id').primaryKey(),
  locationId: reference<LocationId>('location_id'),
  title: text('title').notNull(),
  startDate: day('start_date').notNull(),
  endDate: day('end_date').notNull(),
  externalUid: text('external_uid'),
  importId: reference<ImportId>('import_id'),
  createdAt: instant('created_at').notNull(),
});

export type Closure = typeof closures.$inferSelect;
export type NewClosure = typeof closures.$inferInsert;
