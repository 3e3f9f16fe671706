import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SavedViewId, StaffId } from '#domain/values/ids.ts';
import { instant, json, reference, rowId, rowVersion } from './columns.ts';

/** A list's filters, sort and columns under a name; without `staffId` everybody at the desk sees it. */
export const savedViews = sqliteTable('saved_views', {
  id: rowId<SavedViewId>(),
  staffId: reference<StaffId>('staff_id'),
  screen: text('screen', { enum: ['sessions', 'clients'] }).notNull(),
  name: text('name').notNull(),
  query: json('query').notNull(),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
});

export type SavedView = typeof savedViews.$inferSelect;
export type NewSavedView = typeof savedViews.$inferInsert;
