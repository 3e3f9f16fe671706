import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StaffId } from '#domain/values/ids.ts';
import { instant, reference } from './columns.ts';

/** Append-only. `hash` chains each row to all before it (reliability D23); `data` is the exact text that was hashed. */
export const auditLog = sqliteTable('audit_log', {
  id: integer('id').primaryKey(),
  at: instant('at').notNull(),
  staffId: reference<StaffId>('staff_id'),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: integer('subject_id').notNull(),
  data: text('data').notNull(),
  hash: text('hash').notNull(),
});

export type AuditRow = typeof auditLog.$inferSelect;
