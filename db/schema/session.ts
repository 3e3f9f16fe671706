import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  ImportId,
  JobId,
  LocationId,
  PractitionerId,
  RoomId,
  SeriesId,
  ServiceId,
  SessionId,
} from '#domain/values/ids.ts';
import { SESSION_STATES } from '#domain/session/state.ts';
import { clockTime, day, flag, instant, reference, rowId, rowVersion, timeZone } from './columns.ts';

/** Wall time and zone are the truth; `startsAt` and `endsAt` are the instants derived from them (domain.md 2). */
export const sessions = sqliteTable('sessions', {
  id: rowId<SessionId>(),
  serviceId: reference<ServiceId>('service_id').notNull(),
  locationId: reference<LocationId>('location_id').notNull(),
  roomId: reference<RoomId>('room_id'),
  practitionerId: reference<PractitionerId>('practitioner_id'),
  title: text('title').notNull().default(''),
  localDate: day('local_date').notNull(),
  localTime: clockTime('local_time').notNull(),
  zone: timeZone('zone').notNull(),
  fold: text('fold', { enum: ['earlier', 'later'] })
    .notNull()
    .default('earlier'),
  durationMinutes: integer('duration_minutes').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  capacity: integer('capacity').notNull(),
  state: text('state', { enum: SESSION_STATES }).notNull().default('open'),
  cancelJobId: reference<JobId>('cancel_job_id'),
  cancelReason: text('cancel_reason').notNull().default(''),
  publicNote: text('public_note').notNull().default(''),
  privateNote: text('private_note').notNull().default(''),
  meetingLink: text('meeting_link').notNull().default(''),
  seriesId: reference<SeriesId>('series_id'),
  /** The day the series' rule gave it; the session may have been moved since. */
  seriesDate: day('series_date'),
  /** Edited by hand: an edit of the series asks before it touches this one (domain.md 3). */
  isException: flag('is_exception').notNull().default(false),
  /** The eye of a class: shown to clients in the list of classes (seed 001). */
  displayed: flag('displayed').notNull().default(true),
  /** Label of the completion type it was saved with; empty while it is open. */
  statusLabel: text('status_label').notNull().default(''),
  /** Not used: the calendar feed counts by `version` (decision 015). */
  sequence: integer('sequence').notNull().default(0),
  externalUid: text('external_uid'),
  importId: reference<ImportId>('import_id'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
});

export type Session = typeof sessions.$inferSelect;
export type NewSession = typeof sessions.$inferInsert;
