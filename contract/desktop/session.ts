import { SESSION_STATES } from '#domain/session/state.ts';
import { z } from 'zod';
import { desk, everyRole } from './base.ts';
import { bookingView } from './booking.ts';
import {
  closureId,
  dayRange,
  jobId,
  line,
  localDate,
  localTime,
  locationId,
  page,
  practitionerId,
  roomId,
  scheduleDay,
  seriesId,
  serviceId,
  sessionId,
  text,
  undoStepId,
  version,
  zone,
} from './fields.ts';
import { feeChoice } from './package.ts';

export const sessionState = z.enum(SESSION_STATES);
/** What narrows the calendar and the list; an empty array leaves its filter out. */
export const sessionFilters = z.object({
  locationIds: z.array(locationId).max(200).default([]),
  serviceIds: z.array(serviceId).max(500).default([]),
  practitionerIds: z.array(practitionerId).max(500).default([]),
  roomIds: z.array(roomId).max(500).default([]),
  onlyWithBookings: z.boolean().default(false),
  states: z.array(sessionState).max(10).default([]),
  search: line(100).default(''),
});

/** By day and start, the other way round, or by when they were added; each is the order of an index. */
export const sessionSort = z.enum(['soonest', 'latest', 'added']);
export type SessionSort = z.infer<typeof sessionSort>;

/** One event of the calendar or row of the list. `startsAt`/`endsAt` are instants; date, time and zone are the wall clock. */
export const sessionRow = z.object({
  id: sessionId,
  title: z.string(),
  serviceId,
  color: z.int(),
  locationId,
  roomId: roomId.nullable(),
  practitionerId: practitionerId.nullable(),
  date: localDate,
  time: localTime,
  zone,
  startsAt: z.number(),
  endsAt: z.number(),
  durationMinutes: z.int(),
  capacity: z.int(),
  booked: z.int(),
  state: sessionState,
  cancelJobId: jobId.nullable(),
  cancelReason: z.string(),
  /** Label of the completion type it was saved with; empty while it is open. */
  statusLabel: z.string(),
  seriesId: seriesId.nullable(),
  version,
});
export type SessionRow = z.infer<typeof sessionRow>;

/** A row of the list, with the titles of the closures that it touches while it is open. */
export const listedSession = sessionRow.extend({ closures: z.array(z.string()) });
export type ListedSession = z.infer<typeof listedSession>;

/** A closure on the calendar: days [startDate, endDate), whole or daily between two times; nothing named is the whole studio. */
export const calendarClosure = z.object({
  id: closureId,
  title: z.string(),
  startDate: localDate,
  endDate: localDate,
  startTime: localTime.nullable(),
  endTime: localTime.nullable(),
  locationId: locationId.nullable(),
  roomId: roomId.nullable(),
  practitionerId: practitionerId.nullable(),
});
export type CalendarClosure = z.infer<typeof calendarClosure>;

/** What a session is made of. `fold` says which of two instants is meant where the clock shows a time twice. */
export const sessionFields = z.object({
  serviceId,
  locationId,
  roomId: roomId.nullable(),
  practitionerId: practitionerId.nullable(),
  title: line(200),
  date: scheduleDay,
  time: localTime,
  fold: z.enum(['earlier', 'later']).default('earlier'),
  durationMinutes: z.int().min(5).max(1440),
  capacity: z.int().min(1).max(10_000),
  publicNote: text(2000),
  privateNote: text(2000),
  meetingLink: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]),
});

/** A session in its panel; `clockChange` says what the clock does with its wall time. */
export const sessionView = sessionFields.extend({
  id: sessionId,
  version,
  date: localDate,
  state: sessionState,
  zone,
  startsAt: z.number(),
  endsAt: z.number(),
  booked: z.int(),
  color: z.int(),
  serviceName: z.string(),
  locationName: z.string(),
  roomName: z.string(),
  practitionerName: z.string(),
  cancelJobId: jobId.nullable(),
  cancelReason: z.string(),
  statusLabel: z.string(),
  seriesId: seriesId.nullable(),
  seriesDate: localDate.nullable(),
  isException: z.boolean(),
  displayed: z.boolean(),
  clockChange: z.enum(['none', 'gap', 'overlap']),
  /** Closures that it touches while it is open. */
  closures: z.array(z.object({ id: closureId, title: z.string() })),
  bookings: z.array(bookingView),
  history: z.array(z.object({ at: z.number(), by: z.string(), action: z.string() })),
});
export type SessionView = z.infer<typeof sessionView>;

/** A name that a typed line means, of the kind that tells whose id it is. */
const typedName = z.object({
  kind: z.enum(['client', 'practitioner', 'service', 'room', 'location']),
  id: z.int(),
  name: z.string(),
});
/** What a typed line says. `unclear` words fit several names; `unknown` ones mean nothing here. */
export const typedSession = z.object({
  date: localDate.nullable(),
  time: localTime.nullable(),
  minutes: z.int().nullable(),
  times: z.int().nullable(),
  names: z.object({
    client: typedName.optional(),
    practitioner: typedName.optional(),
    service: typedName.optional(),
    room: typedName.optional(),
    location: typedName.optional(),
  }),
  unclear: z.array(z.object({ words: z.string(), choices: z.array(typedName).readonly() })).readonly(),
  unknown: z.array(z.string()).readonly(),
});
export type TypedSessionView = z.infer<typeof typedSession>;

/** `tellClients`: who is booked gets a message if the day or time changes; `told` counts them. */
const howToChange = {
  allowConflicts: z.boolean().default(false),
  tellClients: z.boolean().default(false),
};

const listed = {
  from: localDate.nullable(),
  to: localDate.nullable(),
  filters: sessionFilters.prefault({}),
  /** Without one: from a first day on soonest first, else latest first. */
  sort: sessionSort.optional(),
};

/** Dated occurrences of a service: calendar, list, panel, and changing one of them. */
export const session = {
  /** Everything that starts on the local days [from, to), at most 62 days; for the calendar and its list view. */
  inRange: everyRole.input(z.object({ ...dayRange, filters: sessionFilters.prefault({}) })).output(
    z.object({
      sessions: z.array(sessionRow),
      closures: z.array(calendarClosure),
    }),
  ),
  /**
   * The sessions list. Pages follow one another by `after`, the last row of the page before, which costs the same at any depth;
   * `offset` is for short lists. `total` is exact when the page is the last one, else it only says that there is more.
   */
  list: everyRole
    .input(
      z.object({
        ...listed,
        after: z.object({ date: localDate, startsAt: z.int(), id: sessionId }).nullable().default(null),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(listedSession), total: z.int(), more: z.boolean() })),
  /** How many the list has; stops at 10,000 and then says that there are more. */
  count: everyRole.input(z.object(listed)).output(z.object({ count: z.int(), more: z.boolean() })),
  /** All in the list as they are now, at most 10,000; `more`: there are more, and none is given. */
  tick: everyRole
    .input(z.object(listed))
    .output(z.object({ sessions: z.array(z.object({ id: sessionId, version })), more: z.boolean() })),
  /** Saves the whole list as CSV; `path`: chosen in a system dialog, instead of the usual folder. */
  saveCsv: desk
    .input(z.object({ ...listed, path: z.string().min(1).max(4096).optional() }))
    .output(z.object({ fileName: z.string(), path: z.string().nullable(), url: z.string().nullable() })),
  get: everyRole.input(z.object({ id: sessionId })).output(sessionView),
  /** What the clock does with a wall time, for the form to say: a gap shifts it, an overlap gives two instants. */
  clock: everyRole
    .input(z.object({ locationId, date: localDate, time: localTime }))
    .output(z.object({ change: z.enum(['none', 'gap', 'overlap']), shownAs: localTime, zone })),
  /** What a line such as "Ana piano tue 16:30 x10" says; nothing is changed. */
  readWords: desk.input(z.object({ text: line(300) })).output(typedSession),
  /** Refused with SCHEDULE_CONFLICT where the time is taken, unless `allowConflicts`; so are the two below. */
  create: desk
    .input(sessionFields.extend({ allowConflicts: z.boolean().default(false) }))
    .output(z.object({ id: sessionId, undoId: undoStepId })),
  /** `promoted` names who got a place because there are more of them now. */
  update: desk
    .input(sessionFields.extend({ id: sessionId, version, ...howToChange }))
    .output(z.object({ version, undoId: undoStepId, told: z.int(), promoted: z.array(z.string()) })),
  /** Moves or resizes; refused with SESSION_NOT_OPEN unless open. */
  move: desk
    .input(
      z.object({
        id: sessionId,
        version,
        date: scheduleDay,
        time: localTime,
        durationMinutes: z.int().min(5).max(1440),
        ...howToChange,
        fee: feeChoice.optional(),
      }),
    )
    .output(z.object({ version, undoId: undoStepId, told: z.int(), promoted: z.array(z.string()) })),
};
