import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientId, JobId, OfferId, SessionId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { clockTime, day, instant, json, reference, rowId, rowVersion } from './columns.ts';

/** "Let customer choose": times offered for a session whose old seat is kept until the answer or the deadline (seed 004). */
export const rescheduleOffers = sqliteTable('reschedule_offers', {
  id: rowId<OfferId>(),
  /** Names the offer outside this database. */
  uid: text('uid').notNull(),
  sessionId: reference<SessionId>('session_id').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  message: text('message').notNull().default(''),
  choices: json<readonly { readonly date: LocalDate; readonly time: LocalTime }[]>('choices').notNull(),
  deadlineAt: instant('deadline_at').notNull(),
  /** What happens at the deadline without an answer. */
  fallback: text('fallback', { enum: ['keep', 'cancel'] }).notNull(),
  state: text('state', { enum: ['open', 'chosen', 'expired', 'withdrawn'] })
    .notNull()
    .default('open'),
  chosenDate: day('chosen_date'),
  chosenTime: clockTime('chosen_time'),
  /** The job that cancelled the session as the fallback. */
  jobId: reference<JobId>('job_id'),
  offeredBy: reference<StaffId>('offered_by').notNull(),
  createdAt: instant('created_at').notNull(),
  answeredAt: instant('answered_at'),
  version: rowVersion(),
});

export type RescheduleOffer = typeof rescheduleOffers.$inferSelect;
export type NewRescheduleOffer = typeof rescheduleOffers.$inferInsert;
