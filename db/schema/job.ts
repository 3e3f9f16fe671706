import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { JobId, StaffId } from '#domain/values/ids.ts';
import { instant, json, reference, rowId, rowVersion } from './columns.ts';

export const jobs = sqliteTable('jobs', {
  id: rowId<JobId>(),
  kind: text('kind', { enum: ['bulk_cancellation', 'booking_cancellation', 'auto_invoice'] }).notNull(),
  /** Made by the window: the same request sent twice makes one job. */
  requestUid: text('request_uid').notNull(),
  state: text('state', {
    enum: ['queued', 'running', 'paused', 'stopped', 'done', 'undoing', 'undone'],
  }).notNull(),
  /** What a person asked for; the runner follows at the next step. */
  wanted: text('wanted', { enum: ['run', 'pause', 'stop', 'undo'] })
    .notNull()
    .default('run'),
  payload: json('payload').notNull(),
  /** Null when the engine itself began it. */
  requestedBy: reference<StaffId>('requested_by'),
  approvedBy: reference<StaffId>('approved_by'),
  leaseToken: text('lease_token'),
  leaseUntil: instant('lease_until').notNull().default(0),
  sessionsTotal: integer('sessions_total').notNull().default(0),
  itemsTotal: integer('items_total').notNull().default(0),
  createdAt: instant('created_at').notNull(),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
  version: rowVersion(),
});

/** Results of steps that must not run twice, by business key. */
export const jobSteps = sqliteTable('job_steps', {
  jobId: reference<JobId>('job_id').notNull(),
  key: text('key').notNull(),
  result: json('result').notNull(),
  doneAt: instant('done_at').notNull(),
});

export type Job = typeof jobs.$inferSelect;
export type NewJob = typeof jobs.$inferInsert;
