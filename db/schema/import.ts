import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ImportId, StaffId } from '#domain/values/ids.ts';
import { instant, json, reference, rowId } from './columns.ts';

/** One file taken in. Rows it made carry its id, so that the whole import can be undone. */
export const imports = sqliteTable('imports', {
  id: rowId<ImportId>(),
  kind: text('kind', { enum: ['ics', 'clients', 'sessions', 'bookings'] }).notNull(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  state: text('state', { enum: ['applied', 'undone'] }).notNull(),
  summary: json('summary').notNull(),
  createdBy: reference<StaffId>('created_by'),
  createdAt: instant('created_at').notNull(),
  undoneAt: instant('undone_at'),
});

export type Import = typeof imports.$inferSelect;
export type NewImport = typeof imports.$inferInsert;
