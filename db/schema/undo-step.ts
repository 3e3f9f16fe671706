import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StaffId, UndoStepId } from '#domain/values/ids.ts';
import { instant, json, reference, rowId } from './columns.ts';

/** What it takes to take back one thing a person did at the desk. */
export const undoSteps = sqliteTable('undo_steps', {
  id: rowId<UndoStepId>(),
  /** Names the use case that knows how, such as 'session.moved'. */
  kind: text('kind').notNull(),
  data: json('data').notNull(),
  staffId: reference<StaffId>('staff_id').notNull(),
  createdAt: instant('created_at').notNull(),
  undoneAt: instant('undone_at'),
});

export type UndoStep = typeof undoSteps.$inferSelect;
