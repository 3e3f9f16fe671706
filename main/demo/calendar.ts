import {
  addDays,
  type LocalDate,
  localDate,
  localTime,
  MINUTE_MS,
  wallToInstant,
  weekdayOf,
  type Zone,
} from '#domain/values/time.ts';

/** The days a demo studio knows, by number, with the cheap ways to turn them into instants. */
export interface DemoCalendar {
  /** The first and one past the last day with sessions, and the studio's day between them. */
  readonly first: number;
  readonly today: number;
  readonly end: number;
  readonly dateOf: (day: number) => LocalDate;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekdayOf: (day: number) => number;
  /** Epoch ms of a wall time, not before 06:00: by then no zone of the demo changes its clocks any more. */
  readonly instantOf: (day: number, minutes: number, zone: Zone) => number;
  /** The number of the day that holds the instant; an hour around midnight may count to its neighbour. */
  readonly dayAt: (at: number) => number;
}

/** Days are numbered from `BEFORE_DAYS` before the first session, so that packages can have been bought earlier. */
export function createCalendar(today: LocalDate, daysEachSide: number): DemoCalendar {
  const first = BEFORE_DAYS;
  const end = first + 2 * daysEachSide;
  const origin = addDays(today, -daysEachSide - BEFORE_DAYS);
  const originMs = Date.parse(`${origin}T00:00:00Z`);
  const firstWeekday = weekdayOf(origin);
  const dates: LocalDate[] = [];
  const sixOClock = new Map<string, number>();
  const dateOf = (day: number): LocalDate => {
    const known = dates[day];
    if (known !== undefined) return known;
    const date = localDate(new Date(originMs + day * DAY_MS).toISOString().slice(0, 10));
    dates[day] = date;
    return date;
  };
  return {
    first,
    today: first + daysEachSide,
    end,
    dateOf,
    weekdayOf: (day) => ((firstWeekday - 1 + day) % 7) + 1,
    instantOf: (day, minutes, zone) => {
      const key = `${day} ${zone}`;
      let six = sixOClock.get(key);
      if (six === undefined) {
        six = wallToInstant({ date: dateOf(day), time: localTime('06:00'), zone }).at;
        if (sixOClock.size > MOST_REMEMBERED) sixOClock.clear();
        sixOClock.set(key, six);
      }
      return six + (minutes - 6 * 60) * MINUTE_MS;
    },
    dayAt: (at) => Math.floor((at - originMs) / DAY_MS),
  };
}

const DAY_MS = 86_400_000;
const BEFORE_DAYS = 400;
const MOST_REMEMBERED = 1000;
