import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import type { SessionId, StaffId } from '#domain/values/ids.ts';
import { instant, json, reference } from './columns.ts';

/** One row for each session that is deleted now: by whom, when, and the credits that went back to their lots. */
export const deletions = sqliteTable('deletions', {
  sessionId: integer('session_id').$type<SessionId>().primaryKey(),
  staffId: reference<StaffId>('staff_id').notNull(),
  deletedAt: instant('deleted_at').notNull(),
  credits: json('credits').notNull(),
});
