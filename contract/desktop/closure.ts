import { z } from 'zod';
import { desk, everyRole, management } from './base.ts';
import { planSummary } from './cancellation.ts';
import {
  closureId,
  jobId,
  localDate,
  localTime,
  locationId,
  page,
  practitionerId,
  requiredLine,
  roomId,
  scheduleDay,
  undoStepId,
  version,
} from './fields.ts';
import { jobState, undoPreview } from './job.ts';
import { sessionRow } from './session.ts';

/**
 * When and what is closed: the days [startDate, endDate), whole or daily from `startTime` to `endTime` by the clock of the place; where no
 * part of the studio is named, all of it.
 */
export const closureFields = z.object({
  title: requiredLine(120),
  startDate: scheduleDay,
  endDate: localDate,
  startTime: localTime.nullable(),
  endTime: localTime.nullable(),
  locationId: locationId.nullable(),
  roomId: roomId.nullable(),
  practitionerId: practitionerId.nullable(),
});
export type ClosureFields = z.infer<typeof closureFields>;

/** A closure that is stored; `source` says who made it. */
export const closureRow = closureFields.extend({
  id: closureId,
  title: z.string(),
  startDate: localDate,
  source: z.enum(['typed', 'imported', 'holiday']),
  version,
});
export type ClosureRow = z.infer<typeof closureRow>;

/** Open sessions that touch it and are not over; `more`: there are more than are counted. */
const inside = z.object({ count: z.int(), more: z.boolean() });
const closureJob = z.object({ jobId, state: jobState, sessions: z.int() });

/** A closure in the list, with what lies inside and the jobs that cancelled because of it. */
export const listedClosure = closureRow.extend({ inside, jobs: z.array(closureJob) });
export type ListedClosure = z.infer<typeof listedClosure>;

/** A closure in its panel. */
export const closureView = listedClosure.extend({
  /** The first of those inside. */
  sessions: z.array(sessionRow),
});
export type ClosureView = z.infer<typeof closureView>;

/** What a closure that is being typed would touch. */
export const closurePreview = z.object({
  inside,
  /** The first of those inside. */
  sessions: z.array(sessionRow),
  /** What cancelling all of them would give back; null where there are none or too many to work it out while typing. */
  plan: planSummary.nullable(),
  /** Other closures of the same place on these days. */
  overlapping: z.array(closureRow),
});
export type ClosurePreview = z.infer<typeof closurePreview>;

/** What removing a closure can bring back: exactly what was cancelled because of it, job by job. */
export const closureRemoval = z.object({
  jobs: z.array(
    closureJob.extend({
      /** Why this one cannot be taken back now: it is still working, somebody else's, or taken back already. */
      blocked: z.enum(['working', 'not_yours', 'undone']).nullable(),
      undo: undoPreview.nullable(),
    }),
  ),
});
export type ClosureRemoval = z.infer<typeof closureRemoval>;

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'FORMAT')
  .max(2);
const region = z
  .string()
  .regex(/^[A-Z0-9-]{1,10}$/, 'FORMAT')
  .max(10)
  .nullable();
const holidayPlace = z.object({ code: z.string(), name: z.string() });
const holidayList = z.object({
  country,
  region,
  year: z.int().min(2000).max(2099),
  locationId: locationId.nullable(),
});

/** A public holiday of a country or region, as it would be imported. */
export const holiday = z.object({
  /** Names it in later lists too. */
  key: z.string(),
  title: z.string(),
  type: z.enum(['public', 'bank', 'school', 'optional', 'observance']),
  startDate: localDate,
  endDate: localDate,
  /** Where it begins in the course of the day. */
  startTime: localTime.nullable(),
  /** Imported before for this place, and still there. */
  alreadyThere: z.boolean(),
  /** Another closure that holds there on these days anyway; empty: none. */
  closedBy: z.string(),
});
export type Holiday = z.infer<typeof holiday>;

/** When the studio, a place or a practitioner is closed (domain.md 1). */
export const closure = {
  /** Coming ones, the next first, or past ones, the latest first; paged. */
  list: desk
    .input(z.object({ when: z.enum(['coming', 'past']).default('coming'), ...page }))
    .output(z.object({ rows: z.array(listedClosure), total: z.int() })),
  /** Practitioners see which of their own sessions lie inside. */
  get: everyRole.input(z.object({ id: closureId })).output(closureView),
  /** What a closure like this would touch; changes nothing. `exceptId`: the closure that is being edited. */
  preview: desk
    .input(closureFields.omit({ title: true }).extend({ exceptId: closureId.nullable().default(null) }))
    .output(closurePreview),
  create: desk.input(closureFields).output(z.object({ id: closureId, undoId: undoStepId })),
  update: desk
    .input(closureFields.extend({ id: closureId, version }))
    .output(z.object({ version, undoId: undoStepId })),
  /** What removing it could bring back; changes nothing. */
  removalPreview: desk.input(z.object({ id: closureId })).output(closureRemoval),
  /**
   * Takes it off the calendar. With `restore` the jobs that cancelled sessions because of it are taken back; then there is no `undoId`.
   * Refused with JOB_STATE while one of them is still working.
   */
  remove: desk
    .input(z.object({ id: closureId, version, restore: z.boolean() }))
    .output(z.object({ undoId: undoStepId.nullable() })),
  /** The open sessions inside, to be cancelled; at most 10,000, those in a job marked with it. */
  sessions: desk.input(z.object({ id: closureId })).output(
    z.object({
      closure: closureRow,
      rows: z.array(
        sessionRow.extend({
          inProcess: z.object({ jobId, startedBy: z.string(), startedAt: z.number() }).nullable(),
        }),
      ),
      more: z.boolean(),
    }),
  ),
  /** Countries with public holidays, or the regions of one that have holidays of their own; by name. */
  holidayPlaces: management.input(z.object({ country: country.nullable() })).output(z.array(holidayPlace)),
  /** The holidays of a country or region in a year. */
  holidays: management.input(holidayList).output(z.array(holiday)),
  /** Makes a closure of each chosen holiday that is not there yet. */
  importHolidays: management
    .input(holidayList.extend({ keys: z.array(z.string().max(300)).min(1).max(200) }))
    .output(z.object({ made: z.int(), alreadyThere: z.int(), undoId: undoStepId.nullable() })),
};
