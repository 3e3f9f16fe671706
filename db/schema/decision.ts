import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DecisionId, JobId, SessionId, StaffId } from '#domain/values/ids.ts';
import { instant, json, reference, rowId, rowVersion } from './columns.ts';

/** "We decide by 15:00": sessions whose clients were warned, until one key cancels or confirms them (features 10). */
export const decisions = sqliteTable('decisions', {
  id: rowId<DecisionId>(),
  title: text('title').notNull().default(''),
  decideAt: instant('decide_at').notNull(),
  state: text('state', { enum: ['waiting', 'canceled', 'confirmed'] })
    .notNull()
    .default('waiting'),
  /** Reason and messages as they will be used whichever way it goes. */
  request: json('request').notNull(),
  /** Made by the window: the same warning sent twice makes one decision. */
  noticeUid: text('notice_uid').notNull(),
  /** The job that cancelled, once it was decided so. */
  jobId: reference<JobId>('job_id'),
  requestedBy: reference<StaffId>('requested_by').notNull(),
  createdAt: instant('created_at').notNull(),
  decidedAt: instant('decided_at'),
  version: rowVersion(),
});

export const decisionSessions = sqliteTable('decision_sessions', {
  decisionId: reference<DecisionId>('decision_id').notNull(),
  sessionId: reference<SessionId>('session_id').notNull(),
});

export type Decision = typeof decisions.$inferSelect;
export type NewDecision = typeof decisions.$inferInsert;
