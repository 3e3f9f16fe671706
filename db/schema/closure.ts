import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClosureId, ImportId, JobId, LocationId, PractitionerId, RoomId } from '#domain/values/ids.ts';
import { clockTime, day, instant, reference, rowId, rowVersion } from './columns.ts';

/**
 * Days on which the studio, or one location, room or practitioner is closed; `endDate` is the first open day again. With times,
 * it is closed on each of the days from `startTime` to `endTime` only, on the wall clock of the place.
 */
export const closures = sqliteTable('closures', {
  id: rowId<ClosureId>(),
  locationId: reference<LocationId>('location_id'),
  title: text('title').notNull(),
  startDate: day('start_date').notNull(),
  endDate: day('end_date').notNull(),
  externalUid: text('external_uid'),
  importId: reference<ImportId>('import_id'),
  createdAt: instant('created_at').notNull(),
  roomId: reference<RoomId>('room_id'),
  practitionerId: reference<PractitionerId>('practitioner_id'),
  startTime: clockTime('start_time'),
  endTime: clockTime('end_time'),
  source: text('source', { enum: ['typed', 'imported', 'holiday'] })
    .notNull()
    .default('typed'),
  /** Taken off the calendar; kept, so that what it cancelled stays explained. */
  removedAt: instant('removed_at'),
  version: rowVersion(),
});

/** Which jobs cancelled sessions because of a closure, so that its removal can give back exactly those. */
export const closureJobs = sqliteTable('closure_jobs', {
  closureId: reference<ClosureId>('closure_id').notNull(),
  jobId: reference<JobId>('job_id').notNull(),
});

export type Closure = typeof closures.$inferSelect;
export type NewClosure = typeof closures.$inferInsert;
