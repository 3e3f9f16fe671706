import { Temporal } from 'temporal-polyfill';

/** 'YYYY-MM-DD' on a wall calendar. Sorts as text. */
export type LocalDate = string & { readonly __localDate: never };
/** 'HH:MM' on a wall clock, 00:00 to 23:59. */
export type LocalTime = string & { readonly __localTime: never };
/** An IANA zone name such as 'Europe/Berlin'. */
export type Zone = string & { readonly __zone: never };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The days that a session may lie on, the last one included: another year is a slip of the finger, not a plan. */
export const SCHEDULE_DAYS = { first: '2000-01-01', last: '2099-12-31' } as const;

export function isScheduleDay(date: LocalDate): boolean {
  return date >= SCHEDULE_DAYS.first && date <= SCHEDULE_DAYS.last;
}

export function isLocalTime(text: string): text is LocalTime {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function isZone(text: string): text is Zone {
  if (knownZones.has(text)) return true;
  if (!/^[A-Za-z]/.test(text) || !isPlatformZone(text)) return false;
  if (knownZones.size < MOST_KNOWN_ZONES) knownZones.add(text);
  return true;
}

export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Error(`not a date: ${text}`);
  return text;
}

export function localTime(text: string): LocalTime {
  if (!isLocalTime(text)) throw new Error(`not a time: ${text}`);
  return text;
}

export function zone(text: string): Zone {
  if (!isZone(text)) throw new Error(`not a time zone: ${text}`);
  return text;
}

/** Which of two equal wall times in an autumn overlap is meant. Everywhere else it has no effect. */
export type Fold = 'earlier' | 'later';

export interface WallTime {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly zone: Zone;
  readonly fold?: Fold;
}

/** How a wall time met the clock: as written, moved forward out of a spring gap, or one of two in an autumn overlap. */
export type ClockChange = 'none' | 'gap' | 'overlap';

/**
 * The instant (epoch ms) of a wall time. A time in a spring gap shifts forward by the gap, one in an autumn overlap takes
 * the earlier instant unless `fold` says later (domain.md 2); `change` tells which happened so that a form can say so.
 */
export function wallToInstant(wall: WallTime): { readonly at: number; readonly change: ClockChange } {
  const plain = Temporal.PlainDateTime.from(`${wall.date}T${wall.time}`);
  const earlier = plain.toZonedDateTime(wall.zone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(wall.zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds)
    return { at: earlier.epochMilliseconds, change: 'none' };
  if (!earlier.toPlainDateTime().equals(plain)) return { at: later.epochMilliseconds, change: 'gap' };
  const chosen = wall.fold === 'later' ? later : earlier;
  return { at: chosen.epochMilliseconds, change: 'overlap' };
}

/** The wall date and time that a clock in `inZone` shows at `at` (epoch ms, seconds dropped). */
export function instantToWall(
  at: number,
  inZone: Zone,
): { readonly date: LocalDate; readonly time: LocalTime } {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(inZone);
  const text = zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
  return { date: text.slice(0, 10) as LocalDate, time: text.slice(11, 16) as LocalTime };
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date((utcDayNumber(date) + days) * DAY_MS).toISOString().slice(0, -TIME_OF_ISO) as LocalDate;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  // 1 January 1970 was a Thursday.
  return ((((utcDayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** The first day of the week that holds `date`; `weekStartsOn` is 1 (Monday) to 7 (Sunday). */
export function weekStartOf(date: LocalDate, weekStartsOn: number): LocalDate {
  return addDays(date, -((weekdayOf(date) - weekStartsOn + 7) % 7));
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return utcDayNumber(to) - utcDayNumber(from);
}

const TIME_OF_ISO = 'T00:00:00.000Z'.length;

/** Days since 1 January 1970. In UTC every day has 24 hours, and each way from text to number and back costs a hundredth of a calendar object. */
const utcDayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** Asking the platform takes some 0.2 ms, and every row of a list names its zone. */
const knownZones = new Set<string>();
const MOST_KNOWN_ZONES = 1000;

function isPlatformZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function daysInMonth(year: number, month: number): number {
  return month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;
}
