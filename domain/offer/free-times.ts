import {
  addDays,
  type LocalDate,
  type LocalTime,
  MINUTE_MS,
  wallToInstant,
  type Zone,
} from '../values/time.ts';

/** One time of the day at which the session could be, and when that is. */
export interface FreeTime {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly startsAt: number;
}

export interface FreeTimeSearch {
  /** Local days [from, to). */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Working hours of each day [opens, closes); the session must be over when they end. */
  readonly opens: LocalTime;
  readonly closes: LocalTime;
  readonly zone: Zone;
  readonly durationMinutes: number;
  /** What the room or the practitioner has to do already, as instants [startsAt, endsAt). */
  readonly busy: readonly { readonly startsAt: number; readonly endsAt: number }[];
  readonly isClosed: (slot: FreeTime & { readonly endsAt: number }) => boolean;
  /** Only times that begin after this instant. */
  readonly after: number;
  /** At most so many, the earliest. */
  readonly most: number;
}

/**
 * The times that can be offered: from the opening on, one after the other in steps of the session's own length, those without a
 * closure and with the room and the practitioner free (seed 004). A time that the clock skips is no time.
 */
export function freeTimes(search: FreeTimeSearch): FreeTime[] {
  const { durationMinutes, most } = search;
  const opens = minuteOf(search.opens);
  const last = minuteOf(search.closes) - durationMinutes;
  const busy = search.busy.toSorted((a, b) => a.startsAt - b.startsAt);
  const found: FreeTime[] = [];
  for (let date = search.from; date < search.to; date = addDays(date, 1))
    for (let minute = opens; minute <= last; minute += durationMinutes) {
      if (found.length >= most) return found;
      const free = freeTimeAt(search, busy, date, clockOf(minute));
      if (free) found.push(free);
    }
  return found;
}

function freeTimeAt(
  search: FreeTimeSearch,
  busy: FreeTimeSearch['busy'],
  date: LocalDate,
  time: LocalTime,
): FreeTime | null {
  const { at, change } = wallToInstant({ date, time, zone: search.zone });
  if (change === 'gap' || at <= search.after) return null;
  const endsAt = at + search.durationMinutes * MINUTE_MS;
  if (busy.some((other) => other.startsAt < endsAt && other.endsAt > at)) return null;
  const free = { date, time, startsAt: at };
  return search.isClosed({ ...free, endsAt }) ? null : free;
}

function minuteOf(time: LocalTime): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function clockOf(minute: number): LocalTime {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}` as LocalTime;
}
