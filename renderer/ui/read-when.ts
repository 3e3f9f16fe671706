import { isLocalDate, isLocalTime, type LocalDate, type LocalTime } from '#domain/values/time.ts';

/**
 * A typed date in the order of the locale: "16/11/2026", "16.11.26", "16 11", also "2026-11-16". A missing year is this
 * one. Null when it is no date.
 */
export function readDay(text: string, locale: string, thisYear = new Date().getFullYear()): LocalDate | null {
  const parts = text.trim().match(/\d+/g);
  if (!parts || parts.length < 2 || parts.length > 3) return null;
  const order =
    (parts[0]?.length ?? 0) === 4 ? (['year', 'month', 'day'] as const) : orderOf(locale, parts.length);
  const found = Object.fromEntries(order.map((name, at) => [name, Number(parts[at])]));
  const year = found['year'] ?? thisYear;
  const date = [
    String(year < 100 ? 2000 + year : year).padStart(4, '0'),
    String(found['month'] ?? 0).padStart(2, '0'),
    String(found['day'] ?? 0).padStart(2, '0'),
  ].join('-');
  return isLocalDate(date) ? date : null;
}

/** "9" → 09:00, "930" → 09:30, "9:30 pm" → 21:30, "21.30" → 21:30. Null when it is no time. */
export function readTime(text: string): LocalTime | null {
  const match = /^\s*(\d{1,2})(?:\s*[:.h ]?\s*(\d{2}))?\s*(?:h|uhr)?\s*([ap])?\.?\s*(?:m\.?)?\s*$/i.exec(
    text,
  );
  if (!match) return null;
  const [, hours = '', minutes = '00', half] = match;
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const time = `${String(hour).padStart(2, '0')}:${minutes}`;
  return isLocalTime(time) ? time : null;
}

const inOrder: readonly string[] = ['day', 'month', 'year'];

function orderOf(locale: string, count: number): readonly string[] {
  const names = dateParts(locale).flatMap(({ type }) => (inOrder.includes(type) ? [type] : []));
  return count === 3 ? names : names.filter((name) => name !== 'year');
}

function dateParts(locale: string): Intl.DateTimeFormatPart[] {
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
  }).formatToParts(0);
}
