import type { ReadDb } from '#db/database.ts';
import * as closures from '#db/repositories/closure.ts';
import * as sessionOverlaps from '#db/repositories/session-overlap.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Series } from '#db/schema/series.ts';
import { createClosureFinder } from '#domain/closure/closed.ts';
import { type RuleProblem, seriesDates, type SeriesDates, type SeriesRule } from '#domain/series/rule.ts';
import { seriesStarts } from '#domain/series/starts.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId, SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import {
  addDays,
  instantToWall,
  type LocalDate,
  type LocalTime,
  MINUTE_MS,
  SCHEDULE_DAYS,
  wallToInstant,
  type Zone,
} from '#domain/values/time.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';
import { checkPlace, type PlaceError } from '../session/session-slot.ts';

/** What a form says about a series. */
export interface SeriesFields {
  readonly serviceId: ServiceId;
  readonly locationId: LocationId;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
  readonly title: string;
  readonly firstDate: LocalDate;
  readonly time: LocalTime;
  readonly durationMinutes: number;
  readonly capacity: number;
  readonly frequency: 'weekly' | 'monthly';
  readonly interval: number;
  readonly weekdays: readonly number[];
  readonly sessionCount: number | null;
  readonly lastDate: LocalDate | null;
  readonly onClosure: 'skip' | 'keep';
  readonly publicNote: string;
  readonly privateNote: string;
  readonly meetingLink: string;
}

export interface SeriesConflict {
  readonly kind: 'room' | 'practitioner' | 'client';
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
}

/** One date of the plan. `startsAt` to `endsAt` are the instants of its wall time. */
export interface PlannedDate {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly clockChange: 'none' | 'gap' | 'overlap';
  readonly startsAt: number;
  readonly endsAt: number;
  readonly conflicts: SeriesConflict[];
}

export interface SeriesPlan {
  readonly dates: PlannedDate[];
  readonly skipped: { readonly date: LocalDate; readonly closure: string }[];
  readonly zone: Zone;
}

export type PlanError = PlaceError | InvalidInput;

/** The parts of a rule that no form shows: they come from the stored series, or begin with the studio's own. */
export type KeptRule = Pick<SeriesRule, 'weekStartsOn' | 'leftOut'>;

export const newRule = (db: ReadDb): KeptRule => ({
  weekStartsOn: studios.get(db).weekStartsOn,
  leftOut: [],
});

/** The fields of a stored series, as a form has them. */
export function fieldsOf(series: Series): SeriesFields {
  const { localTime: time, ...rest } = series;
  return { ...rest, time };
}

/** The days of the series, closures of its place skipped, and what else is on at each. */
export function planSeries(db: ReadDb, fields: SeriesFields, kept: KeptRule): Result<SeriesPlan, PlanError> {
  const place = checkPlace(db, fields);
  if (!place.ok) return place;
  const found = datesOf(db, fields, place.value, kept);
  if (!found.ok) return ruleRefused(found.error);
  const slots = slotsOf(fields, place.value, found.value.dates);
  const conflicts = conflictsOf(
    db,
    slots.map((slot) => ({ ...slot, roomId: fields.roomId, practitionerId: fields.practitionerId })),
  );
  return ok({
    zone: place.value,
    dates: slots.map((slot, index) => ({ ...slot, conflicts: conflicts.get(index) ?? [] })),
    skipped: [...found.value.skipped],
  });
}

/**
 * The days alone, without looking at what else is on. A day that the series `has` already is not taken from it because the place
 * was closed on it since: that is the closure's to decide.
 */
export function datesOf(
  db: ReadDb,
  fields: SeriesFields,
  zone: Zone,
  kept: KeptRule,
  has: ReadonlySet<LocalDate> = new Set(),
): Result<SeriesDates<string>, RuleProblem> {
  const rule: SeriesRule = { ...fields, ...kept };
  if (fields.onClosure === 'keep') return seriesDates<string>(rule, () => null);
  const closedBy = closureFinder(db, fields, zone);
  return seriesDates(rule, (date) => (has.has(date) ? null : closedBy(date)));
}

/** What closes the place at the series' time on a day; null when nothing does. */
function closureFinder(db: ReadDb, fields: SeriesFields, zone: Zone): (date: LocalDate) => string | null {
  const { firstDate, lastDate, time, durationMinutes } = fields;
  const end = lastDate === null || lastDate < firstDate ? (SCHEDULE_DAYS.last as LocalDate) : lastDate;
  // A session may last into the day after.
  const near = closures.listTouching(db, fields, firstDate, addDays(end, 2));
  const find = createClosureFinder(near);
  return (date) => {
    const next = addDays(date, 1);
    // Most days are near no closure, and asking the zone takes its time.
    if (!near.some(({ startDate, endDate }) => startDate <= next && date < endDate)) return null;
    const { at } = wallToInstant({ date, time, zone });
    const slot = {
      date,
      time,
      durationMinutes,
      zone,
      startsAt: at,
      endsAt: at + durationMinutes * MINUTE_MS,
    };
    return find({ ...slot, ...placeOf(fields) })[0]?.title ?? null;
  };
}

const placeOf = ({ locationId, roomId, practitionerId }: SeriesFields) => ({
  locationId,
  roomId,
  practitionerId,
});

export type DatedSlot = Omit<PlannedDate, 'conflicts'>;

/** Where each date begins and ends in time, in the order given. */
export function slotsOf(
  { time, durationMinutes }: Pick<SeriesFields, 'time' | 'durationMinutes'>,
  zone: Zone,
  dates: readonly LocalDate[],
): DatedSlot[] {
  return seriesStarts(dates, time, zone).map(({ date, at, change }) => ({
    date,
    time: change === 'gap' ? instantToWall(at, zone).time : time,
    clockChange: change,
    startsAt: at,
    endsAt: at + durationMinutes * MINUTE_MS,
  }));
}

/** What stands against each slot, by its index; slots that nothing stands against are missing. */
export function conflictsOf(
  db: ReadDb,
  slots: readonly sessionOverlaps.PlannedSlot[],
  except: readonly SessionId[] = [],
): ReadonlyMap<number, SeriesConflict[]> {
  return bySlot(sessionOverlaps.listConflicts(db, slots, except));
}

export function bySlot(conflicts: readonly sessionOverlaps.SlotConflict[]): Map<number, SeriesConflict[]> {
  const byIndex = new Map<number, SeriesConflict[]>();
  for (const { slot, ...conflict } of conflicts) {
    const before = byIndex.get(slot);
    if (before) before.push(conflict);
    else byIndex.set(slot, [conflict]);
  }
  return byIndex;
}

/** A refused rule, said at the field that must change. */
export const ruleRefused = ({ field, issue, limit }: RuleProblem) => invalidInput(field, issue, limit);
