import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  ImportId,
  JobId,
  LocationId,
  PractitionerId,
  RoomId,
  ServiceId,
  SessionId,
} from '#domain/values/ids.ts';
import { clockTime, day, instant, reference, rowId, rowVersion, timeZone } from './columns.ts';

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
  state: text('state', { enum: ['open', 'canceling', 'canceled'] })
    .notNull()
    .default('open'),
  cancelJobId: reference<JobId>('cancel_job_id'),
  cancelReason: text('cancel_reason').notNull().default(''),
  publicNote: text('public_note').notNull().default(''),
  privateNote: text('private_note').notNull().default(''),
  meetingLink: text('meeting_link').notNull().default(''),
  externalUid: text('external_uid'),
  importId: reference<ImportId>('import_id'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
});

export type Session = typeof sessions.$inferSelect;
export type NewSession = typeof sessions.$inferInsert;
