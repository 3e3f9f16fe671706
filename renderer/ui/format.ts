import { formatMoney } from '#domain/values/money.ts';

/** Dates, times and numbers as the studio's locale writes them. Wall dates and times are formatted as they stand, in no zone. */

export type DayStyle = 'short' | 'medium' | 'long' | 'weekday' | 'weekdayYear' | 'numeric';

const dayStyles: Readonly<Record<DayStyle, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  medium: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'short' },
  weekdayYear: { weekday: 'short', day: '2-digit', month: 'short', year: 'numeric' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

/** A local date, e.g. "Mon, 6 Oct". */
export function formatDay(date: string, locale: string, style: DayStyle = 'medium'): string {
  return dateFormat(locale, { ...dayStyles[style], timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** A local time, e.g. "9:00 AM" or "09:00". */
export function formatTime(time: string, locale: string): string {
  return dateFormat(locale, { ...timeStyle(locale), timeZone: 'UTC' }).format(
    new Date(`1970-01-01T${time}:00Z`),
  );
}

/** From one local time over so many minutes, e.g. "09:00 – 10:30". */
export function formatTimeRange(time: string, durationMinutes: number, locale: string): string {
  const start = new Date(`1970-01-01T${time}:00Z`);
  const end = new Date(start.getTime() + durationMinutes * 60_000);
  const format = dateFormat(locale, { ...timeStyle(locale), timeZone: 'UTC' });
  return `${format.format(start)} – ${format.format(end)}`;
}

/** An instant (epoch ms) on the wall of `zone`, e.g. "6 Oct 2026, 09:00". */
export function formatInstant(at: number, locale: string, zone: string): string {
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...timeStyle(locale),
    timeZone: zone,
  }).format(at);
}

/** Only the clock time of an instant on the wall of `zone`. */
export function formatClock(at: number, locale: string, zone: string): string {
  return dateFormat(locale, { ...timeStyle(locale), timeZone: zone }).format(at);
}

/** Days [from, to) in words, e.g. "5 – 11 October 2026". */
export function formatDayRange(from: string, to: string, locale: string): string {
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000);
  return dateFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).formatRange(
    new Date(`${from}T00:00:00Z`),
    last,
  );
}

/** e.g. "October 2026". */
export function formatMonth(date: string, locale: string): string {
  return dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

export function formatNumber(value: number, locale: string): string {
  const known = numbers.get(locale) ?? new Intl.NumberFormat(usableLocale(locale));
  numbers.set(locale, known);
  return known.format(value);
}

export { formatMoney };

/** The locale as it stands, or en-GB when this computer refuses it. */
export function usableLocale(locale: string): string {
  const known = usable.get(locale);
  if (known !== undefined) return known;
  const answer = isTaken(locale) ? locale : 'en-GB';
  usable.set(locale, answer);
  return answer;
}

function isTaken(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

const usable = new Map<string, string>();

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(wanted: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = usableLocale(wanted);
  const key = locale + JSON.stringify(options);
  const known = dates.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dates.set(key, known);
  return known;
}

/** Two-digit hours where the clock runs to 24, none where it says a.m. and p.m. */
function timeStyle(locale: string): Intl.DateTimeFormatOptions {
  const known = hourStyles.get(locale);
  if (known) return known;
  const hour12 =
    new Intl.DateTimeFormat(usableLocale(locale), { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
  const style: Intl.DateTimeFormatOptions = { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' };
  hourStyles.set(locale, style);
  return style;
}

const hourStyles = new Map<string, Intl.DateTimeFormatOptions>();
