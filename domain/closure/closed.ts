import { Temporal } from 'temporal-polyfill';
import type { ClosureId, LocationId, PractitionerId, RoomId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import {
  addDays,
  DAY_MS,
  HOUR_MS,
  instantToWall,
  type LocalDate,
  type LocalTime,
  MINUTE_MS,
  wallToInstant,
  type Zone,
} from '#domain/values/time.ts';

/**
 * When it is closed: on each day of [startDate, endDate), `endDate` being the first open day again; the whole day, or, with
 * times, whenever the clock on the wall shows `startTime` or later and is before `endTime`. Both times or neither.
 */
export interface ClosureSpan {
  readonly startDate: LocalDate;
  readonly endDate: LocalDate;
  readonly startTime: LocalTime | null;
  readonly endTime: LocalTime | null;
}

/** What is closed: every part that is named has to match; where none is named, the whole studio is closed. */
export interface ClosurePlace {
  readonly locationId: LocationId | null;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
}

export interface Closure extends ClosureSpan, ClosurePlace {
  readonly id: ClosureId;
  readonly title: string;
}

/** Where a session is held and by whom; null: no room, nobody yet. */
export interface SessionPlace {
  readonly locationId: LocationId;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
}

/** [startsAt, endsAt) and the wall time that it stands for, in the zone of the session's location. At most 24 hours. */
export interface SessionSlot {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly durationMinutes: number;
  readonly zone: Zone;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Whether the closure is about this place at all, whatever the time. */
export function isAbout(closure: ClosurePlace, place: SessionPlace): boolean {
  return (
    (closure.locationId ?? place.locationId) === place.locationId &&
    (closure.roomId === null || closure.roomId === place.roomId) &&
    (closure.practitionerId === null || closure.practitionerId === place.practitionerId)
  );
}

/**
 * Answers for any session which of these closures it touches, in the order given: a session that reaches into a closure by a
 * minute touches it, one that ends when it begins does not (domain.md 2: ranges are half-open). Made once for many sessions,
 * since the instants of a closed day are worked out once.
 */
export function createClosureFinder<One extends ClosureSpan & ClosurePlace>(
  closures: readonly One[],
): (session: SessionSlot & SessionPlace) => One[] {
  const spans = createClosedSpans();
  return (session) =>
    closures.filter((closure) => isAbout(closure, session) && touches(closure, session, spans));
}

/** Whether this one closure touches this one time. */
export function touchesSlot(closure: ClosureSpan, slot: SessionSlot): boolean {
  return touches(closure, slot, createClosedSpans());
}

/**
 * Whether a client may book a session themselves: not while it touches a closure (domain.md 7). The desk may, knowingly.
 */
export function mayClientBook(
  session: SessionSlot & SessionPlace,
  closures: readonly Closure[],
): Result<undefined, { readonly code: 'CLOSED'; readonly title: string }> {
  const [first] = createClosureFinder(closures)(session);
  return first ? err({ code: 'CLOSED', title: first.title }) : ok(undefined);
}

/**
 * The instants [from, until) of one closed day with times: from the first at which the clock shows `startTime` or later to the last
 * at which it is before `endTime`. An hour that the clock skips is no time at all, one that it shows twice is closed both times.
 */
export function closedInstants(
  date: LocalDate,
  startTime: LocalTime,
  endTime: LocalTime,
  zone: Zone,
): ClosedInstants {
  return {
    from: firstInstantAt(date, startTime, zone),
    until: lastInstantBefore(date, endTime, zone),
  };
}

export interface ClosedInstants {
  readonly from: number;
  readonly until: number;
}

type ClosedSpans = (date: LocalDate, startTime: LocalTime, endTime: LocalTime, zone: Zone) => ClosedInstants;

function createClosedSpans(): ClosedSpans {
  const known = new Map<string, ClosedInstants>();
  return (date, startTime, endTime, zone) => {
    const key = `${date} ${startTime} ${endTime} ${zone}`;
    const span = known.get(key) ?? closedInstants(date, startTime, endTime, zone);
    known.set(key, span);
    return span;
  };
}

function touches(closure: ClosureSpan, slot: SessionSlot, spans: ClosedSpans): boolean {
  const { startDate, endDate, startTime, endTime } = closure;
  // Most closures are of other days; nothing needs working out for these.
  if (slot.date >= endDate || addsUpBefore(slot, startDate)) return false;
  const lastDate = lastDateOf(slot);
  if (lastDate < startDate) return false;
  if (startTime === null || endTime === null) return true;
  for (let date = slot.date; date <= lastDate; date = addDays(date, 1)) {
    if (date < startDate || date >= endDate) continue;
    const { from, until } = spans(date, startTime, endTime, slot.zone);
    if (from < until && slot.startsAt < until && slot.endsAt > from) return true;
  }
  return false;
}

/** Three hours are more than any clock was ever changed by. */
const MOST_SHIFT_MS = 3 * HOUR_MS;

/** Certainly over before this day begins, whatever the clocks do. */
function addsUpBefore(slot: SessionSlot, date: LocalDate): boolean {
  return slot.date < date && endsOnItsDay(slot);
}

function endsOnItsDay({ time, durationMinutes }: SessionSlot): boolean {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR_MS + (minutes + durationMinutes) * MINUTE_MS <= DAY_MS - MOST_SHIFT_MS;
}

/** The local day on which the session's last moment lies. */
function lastDateOf(slot: SessionSlot): LocalDate {
  return endsOnItsDay(slot) ? slot.date : instantToWall(slot.endsAt - 1, slot.zone).date;
}

/** The first instant of the day at which its clock shows `time` or later. */
function firstInstantAt(date: LocalDate, time: LocalTime, zone: Zone): number {
  const { at, change } = wallToInstant({ date, time, zone });
  return change === 'gap' ? lastTransitionBefore(at, zone) : at;
}

/** The end of the last minute of the day at which its clock is before `time`. */
function lastInstantBefore(date: LocalDate, time: LocalTime, zone: Zone): number {
  if (time === '00:00') return firstInstantAt(date, time, zone);
  const { at, change } = wallToInstant({ date, time: minuteBefore(time), zone, fold: 'later' });
  return change === 'gap' ? lastTransitionBefore(at, zone) : at + MINUTE_MS;
}

function minuteBefore(time: LocalTime): LocalTime {
  return Temporal.PlainTime.from(time)
    .subtract({ minutes: 1 })
    .toString({ smallestUnit: 'minute' }) as LocalTime;
}

/** When the clock was set to what it shows at `at`. */
function lastTransitionBefore(at: number, zone: Zone): number {
  const shown = Temporal.Instant.fromEpochMilliseconds(at + 1).toZonedDateTimeISO(zone);
  return shown.getTimeZoneTransition('previous')?.epochMilliseconds ?? at;
}
