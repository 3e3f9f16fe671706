import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  ClientId,
  EnrolmentId,
  LocationId,
  PractitionerId,
  RoomId,
  SeriesId,
  ServiceId,
} from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { clockTime, day, flag, instant, json, reference, rowId, rowVersion, timeZone } from './columns.ts';

/** The rule that made several sessions; with `isClass` a class, whose deadlines are instants (domain.md 3, seed 001). */
export const series = sqliteTable('series', {
  id: rowId<SeriesId>(),
  serviceId: reference<ServiceId>('service_id').notNull(),
  locationId: reference<LocationId>('location_id').notNull(),
  roomId: reference<RoomId>('room_id'),
  practitionerId: reference<PractitionerId>('practitioner_id'),
  title: text('title').notNull().default(''),
  firstDate: day('first_date').notNull(),
  localTime: clockTime('local_time').notNull(),
  zone: timeZone('zone').notNull(),
  durationMinutes: integer('duration_minutes').notNull(),
  capacity: integer('capacity').notNull(),
  frequency: text('frequency', { enum: ['weekly', 'monthly'] }).notNull(),
  interval: integer('interval').notNull().default(1),
  /** 1 = Monday … 7 = Sunday, rising. */
  weekdays: json<readonly number[]>('weekdays').notNull(),
  /** Sessions in all, the first included; or `lastDate`, the last day that may have one. Exactly one of the two. */
  sessionCount: integer('session_count'),
  lastDate: day('last_date'),
  onClosure: text('on_closure', { enum: ['skip', 'keep'] })
    .notNull()
    .default('skip'),
  publicNote: text('public_note').notNull().default(''),
  privateNote: text('private_note').notNull().default(''),
  meetingLink: text('meeting_link').notNull().default(''),
  /** A draft has no sessions; `ended` was ended before its rule was. One that was split only has an earlier `lastDate`. */
  state: text('state', { enum: ['draft', 'enabled', 'ended'] })
    .notNull()
    .default('draft'),
  splitFrom: reference<SeriesId>('split_from'),
  isClass: flag('is_class').notNull().default(false),
  enrolUntilAt: instant('enrol_until_at'),
  dropUntilAt: instant('drop_until_at'),
  /** Clients may book one session of the class alone. */
  dropIn: flag('drop_in').notNull().default(false),
  /** Clients may enrol after the first session, for a prorated price. */
  lateJoin: flag('late_join').notNull().default(true),
  /** `chosen`: each session's own eye; `until_deadline`: those that start before the enrolment deadline. */
  displayRule: text('display_rule', { enum: ['chosen', 'until_deadline'] })
    .notNull()
    .default('chosen'),
  version: rowVersion(),
  createdAt: instant('created_at').notNull(),
  /** First day of the weeks that `interval` counts, 1 to 7; stays when the studio counts its weeks otherwise. */
  weekStartsOn: integer('week_starts_on').notNull().default(1),
  /** Dates of the rule that were left out knowingly, rising. They count towards `sessionCount` and stay left out. */
  leftOut: json<readonly LocalDate[]>('left_out').notNull().default([]),
});

/** A client's (participant's) place in every session of a class. */
export const enrolments = sqliteTable('enrolments', {
  id: rowId<EnrolmentId>(),
  seriesId: reference<SeriesId>('series_id').notNull(),
  clientId: reference<ClientId>('client_id').notNull(),
  participant: text('participant').notNull().default(''),
  priceMinor: integer('price_minor').notNull(),
  state: text('state', { enum: ['enrolled', 'dropped'] })
    .notNull()
    .default('enrolled'),
  enrolledAt: instant('enrolled_at').notNull(),
  droppedAt: instant('dropped_at'),
  dropReason: text('drop_reason').notNull().default(''),
  version: rowVersion(),
  /** Why the desk let somebody in after the enrolment deadline; empty for everybody else. */
  lateReason: text('late_reason').notNull().default(''),
});

export type Series = typeof series.$inferSelect;
export type NewSeries = typeof series.$inferInsert;
export type Enrolment = typeof enrolments.$inferSelect;
export type NewEnrolment = typeof enrolments.$inferInsert;
