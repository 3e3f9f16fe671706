import { isLocalDate, isLocalTime, type LocalDate, type LocalTime } from '#domain/values/time.ts';

/** How a file writes 3/4/2026: 'dmy' = 3 April, 'mdy' = March 4. Dates with points are always day first, ISO is ISO. */
export type DateOrder = 'dmy' | 'mdy';

export interface ReadDate {
  readonly date: LocalDate;
  /** Whether the text shows its order: 'proved' if the day is over 12, 'open' if it could be read the other way. */
  readonly order: 'fixed' | 'proved' | 'open';
}

/** Reads '2026-04-03', '3.4.2026', '3/4/2026', '03-04-2026'. Two-digit years are not guessed. */
export function readDate(text: string, order: DateOrder): ReadDate | undefined {
  if (isLocalDate(text)) return { date: text, order: 'fixed' };
  const match = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})$/.exec(text);
  if (!match) return undefined;
  const [, first = '', mark, second = '', year = ''] = match;
  const isDayFirst = mark === '.' || order === 'dmy';
  const [day, month] = isDayFirst ? [first, second] : [second, first];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isLocalDate(date)) return undefined;
  if (mark === '.' || Number(day) === Number(month)) return { date, order: 'fixed' };
  return { date, order: Number(day) > 12 ? 'proved' : 'open' };
}

/** Reads '17:00', '9.30', '17:00:00', '5 pm', '5:30pm', '12 am' (midnight). */
export function readTime(text: string): LocalTime | undefined {
  const match = /^(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?)?\s*(?:([ap])\.?m\.?)?$/i.exec(text);
  if (!match) return undefined;
  const [, hourText = '', minutes, half] = match;
  if (minutes === undefined && half === undefined) return undefined;
  const written = Number(hourText);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const hour = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const time = `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
  return isLocalTime(time) ? time : undefined;
}

/** Minutes: '60', '60 min', '1:30', '1.5 h', '1 h 30'. */
export function readMinutes(text: string): number | undefined {
  const plain = /^(\d{1,4})\s*(?:m|min|mins|minutes)?$/i.exec(text);
  if (plain) return Number(plain[1]);
  const clock = /^(\d{1,2})(?::|\s*h(?:ours?)?\s*)(\d{1,2})\s*(?:m|min)?$/i.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const hours = /^(\d{1,2}(?:[.,]\d{1,2})?)\s*h(?:ours?|rs?)?$/i.exec(text);
  return hours ? Math.round(Number((hours[1] ?? '').replace(',', '.')) * 60) : undefined;
}

/** A whole number from 0 to `most`. */
export function readWhole(text: string, most: number): number | undefined {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return number <= most ? number : undefined;
}

/** Strict on purpose: an address that only some mail servers take would fail when it is needed. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(
      text,
    )
  );
}

/** Digits with the usual marks between them, 5 to 15 digits, an extension allowed. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return (
    text.length <= 40 &&
    digits >= 5 &&
    digits <= 15 &&
    /^\+?[\d\s()./\u2010-\u2013-]+(?:(?:x|ext\.?)\s?\d+)?$/i.test(text)
  );
}

/** For comparing names: small letters, single spaces, composed characters. */
export function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
