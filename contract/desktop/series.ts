import { z } from 'zod';
import { desk, everyRole } from './base.ts';
import { classTerms } from './class-terms.ts';
import {
  clientId,
  instant,
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
import { sessionFields, sessionState } from './session.ts';

/** What a series says of its sessions, and the rule of its days (domain.md 3). */
export const seriesFields = z.object({
  serviceId,
  locationId,
  roomId: roomId.nullable(),
  practitionerId: practitionerId.nullable(),
  title: line(200),
  firstDate: scheduleDay,
  time: localTime,
  durationMinutes: z.int().min(5).max(1440),
  capacity: z.int().min(1).max(10_000),
  frequency: z.enum(['weekly', 'monthly']),
  /** Every n-th week or month. */
  interval: z.int().min(1).max(52).default(1),
  /** 1 = Monday … 7 = Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** Sessions in all, the first included; or `lastDate`, the last day that may have one. Exactly one of the two. */
  sessionCount: z.int().min(1).max(1000).nullable(),
  lastDate: scheduleDay.nullable(),
  /** `keep`: there is a session although the place is closed on its day. */
  onClosure: z.enum(['skip', 'keep']).default('skip'),
  publicNote: text(2000),
  privateNote: text(2000),
  meetingLink: sessionFields.shape.meetingLink,
});
export type SeriesFields = z.infer<typeof seriesFields>;

/** What stands against one date of a series. */
export const dateConflict = z.object({
  kind: z.enum(['room', 'practitioner', 'client']),
  /** The session it is taken by, or the client who is elsewhere at that time; `date` and `time` are those of that session. */
  title: z.string(),
  date: localDate,
  time: localTime,
});

/** What to do about a date with conflicts: leave it out, hold it elsewhere or with somebody else, or keep both. */
export const dateChoice = z.object({
  date: localDate,
  choice: z.enum(['skip', 'room', 'practitioner', 'keep']),
  roomId: roomId.nullable().default(null),
  practitionerId: practitionerId.nullable().default(null),
});
const dateChoices = z.array(dateChoice).max(1000).default([]);

/** A date that the rule gives, and what stands against it. */
export const plannedDate = z.object({
  date: localDate,
  /** The wall time, moved where the clocks skip it. */
  time: localTime,
  clockChange: z.enum(['none', 'gap', 'overlap']),
  conflicts: z.array(dateConflict),
});
/** A date of the rule that is left out, with the name of the closure. */
export const skippedDate = z.object({ date: localDate, closure: z.string() });
/** What a rule gives, before it is stored. */
export const seriesPlan = z.object({
  dates: z.array(plannedDate),
  skipped: z.array(skippedDate),
  zone,
});

/** `draft`: nothing on the calendar yet; `ended`: nothing still to come. */
export const seriesState = z.enum(['draft', 'enabled', 'ended']);

/** A series in the list. */
export const seriesRow = z.object({
  id: seriesId,
  title: z.string(),
  color: z.int(),
  state: seriesState,
  isClass: z.boolean(),
  practitionerName: z.string(),
  locationName: z.string(),
  roomName: z.string(),
  ...seriesFields.pick({
    firstDate: true,
    time: true,
    durationMinutes: true,
    frequency: true,
    weekdays: true,
    sessionCount: true,
    lastDate: true,
  }).shape,
  interval: z.int(),
  /** Sessions that are there now, canceled ones included. */
  sessions: z.int(),
  nextDate: localDate.nullable(),
  version,
});
export type SeriesRow = z.infer<typeof seriesRow>;

/** One session of a series, as its panel lists it. */
export const seriesSession = z.object({
  id: sessionId,
  /** The day that the rule gave it; it may have been moved since. */
  seriesDate: localDate,
  date: localDate,
  time: localTime,
  durationMinutes: z.int(),
  startsAt: z.number(),
  roomId: roomId.nullable(),
  practitionerId: practitionerId.nullable(),
  capacity: z.int(),
  booked: z.int(),
  state: sessionState,
  statusLabel: z.string(),
  isException: z.boolean(),
  displayed: z.boolean(),
  version,
});

/** A series with its rule, terms and sessions. */
export const seriesView = seriesFields.extend({
  id: seriesId,
  version,
  firstDate: localDate,
  lastDate: localDate.nullable(),
  interval: z.int(),
  onClosure: z.enum(['skip', 'keep']),
  state: seriesState,
  zone,
  weekStartsOn: z.int(),
  leftOut: z.array(localDate),
  splitFrom: seriesId.nullable(),
  isClass: z.boolean(),
  enrolUntilAt: instant.nullable(),
  dropUntilAt: instant.nullable(),
  dropIn: z.boolean(),
  lateJoin: z.boolean(),
  displayRule: z.enum(['chosen', 'until_deadline']),
  color: z.int(),
  serviceName: z.string(),
  locationName: z.string(),
  roomName: z.string(),
  practitionerName: z.string(),
  sessions: z.array(seriesSession),
});
export type SeriesView = z.infer<typeof seriesView>;

/** Why a session stays as it is, whatever the edit (domain.md 3). */
export const keptReason = z.enum(['saved', 'canceled', 'past', 'paid']);

const sessionThere = { sessionId, date: localDate, time: localTime };

/** What an edit of a series does, before it is done. */
export const seriesDiff = z.object({
  /** Names this plan; the change must name the same one. */
  planHash: z.string(),
  /** The sessions before stay a series of their own. */
  isSplit: z.boolean(),
  changed: z.array(
    z.object({
      ...sessionThere,
      /** The day and time it gets. */
      toDate: localDate,
      toTime: localTime,
      booked: z.int(),
      fields: z.array(z.string()),
      conflicts: z.array(dateConflict),
    }),
  ),
  added: z.array(plannedDate),
  dropped: z.array(z.object(sessionThere)),
  /** On no day of the rule any more, but booked: they stay until they are cancelled. */
  toCancel: z.array(z.object({ ...sessionThere, booked: z.int() })),
  /** Edited by hand. They stay, unless `applyTo` names them. */
  exceptions: z.array(z.object(sessionThere)),
  kept: z.array(
    z.object({
      ...sessionThere,
      reason: keptReason,
      /** Paid for, still to come, and on no day of the rule any more: like `toCancel`, it stays until it is cancelled. */
      isLost: z.boolean(),
    }),
  ),
  skipped: z.array(skippedDate),
  unchanged: z.int(),
  /** Clients enrolled in the class: each gets a place in every added session, charged to the account. */
  enrolled: z.int(),
  /** Of them, by name, who has not paid in advance for the added sessions: without a place there, or with a warning. */
  notPrepaid: z.object({ leftOut: z.array(z.string()), goesOn: z.array(z.string()) }),
  people: z.array(z.object({ clientId, name: z.string(), hasEmail: z.boolean() })),
});
export type SeriesDiff = z.infer<typeof seriesDiff>;

const seriesEdit = z.object({
  id: seriesId,
  version,
  /** `following`: from `fromDate` on, the day of the rule of the first session that changes. */
  scope: z.enum(['all', 'following']),
  fromDate: localDate.nullable(),
  /** What the series becomes; null: it ends, with `following` before `fromDate`. */
  fields: seriesFields.nullable(),
  /** Sessions edited by hand that are to follow the edit all the same. */
  applyTo: z.array(sessionId).max(1000).default([]),
});

/** Rules that make several sessions (domain.md 3). */
export const series = {
  /** The dates that the rule gives, the closed ones it skips, and what stands against each; nothing is stored. */
  preview: desk.input(seriesFields).output(seriesPlan),
  /**
   * A draft, or at once on the calendar. Refused with SERIES_CONFLICTS while a date with conflicts has no choice; a date may have
   * one although nothing stands against it.
   */
  create: desk
    .input(
      seriesFields.extend({
        enabled: z.boolean(),
        choices: dateChoices,
        /** Makes it a class from the start. */
        classTerms: classTerms.nullable().default(null),
      }),
    )
    .output(z.object({ id: seriesId, sessions: z.int(), undoId: undoStepId })),
  /** The same plan for a draft that is stored. */
  enablePreview: desk.input(z.object({ id: seriesId })).output(seriesPlan),
  /** Puts a draft on the calendar; refused with SERIES_CONFLICTS like `create`. */
  enable: desk
    .input(z.object({ id: seriesId, version, choices: dateChoices }))
    .output(z.object({ version, sessions: z.int(), undoId: undoStepId })),
  /** What an edit, or an end, would do: nothing is stored. */
  previewChange: desk.input(seriesEdit).output(seriesDiff),
  /** Does what was shown: refused with CHANGED_MEANWHILE when it would be something else by now. */
  change: desk
    .input(
      seriesEdit.extend({
        choices: dateChoices,
        planHash: z.string().max(100),
        /** One message to everybody booked in a session whose time, place or practitioner changes. */
        tell: z.boolean(),
      }),
    )
    .output(
      z.object({
        id: seriesId,
        version,
        changed: z.int(),
        added: z.int(),
        dropped: z.int(),
        /** Places that enrolled clients of a class got in the added sessions. */
        places: z.int(),
        /** Who got none, for want of prepayment. */
        notPrepaid: z.array(z.string()),
        toCancel: z.array(sessionId),
        told: z.int(),
        undoId: undoStepId,
      }),
    ),
  get: everyRole.input(z.object({ id: seriesId })).output(seriesView),
  /** By state, then the latest first. */
  list: everyRole
    .input(z.object({ states: z.array(seriesState).max(3).default([]), ...page }))
    .output(z.object({ rows: z.array(seriesRow), total: z.int() })),
};
