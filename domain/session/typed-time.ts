import { addDays, isLocalDate, type LocalDate, type LocalTime, weekdayOf } from '../values/time.ts';

/** The studio's wall clock now, and whether 3/4 means 4 March there. */
export interface Today {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly monthFirst: boolean;
}

export type TimeWord =
  | { readonly kind: 'date'; readonly value: LocalDate }
  /** The next such day; today only while the time is still to come. */
  | { readonly kind: 'weekday'; readonly value: (time: LocalTime | null, today: Today) => LocalDate }
  | { readonly kind: 'time'; readonly value: LocalTime }
  | { readonly kind: 'minutes'; readonly value: number }
  | { readonly kind: 'times'; readonly value: number };

/** What was read, and of how many words. */
interface Read {
  readonly found: readonly TimeWord[];
  readonly words: number;
}

/** Lengths that a session may have, in minutes. */
const LENGTH = { least: 5, most: 1440 };
/** Sessions of one series (domain.md 3). */
const SERIES = { least: 2, most: 1000 };

/** The day, time, length or count that begins with the word at `at`; null if none does. */
export function readTimeWord(words: readonly string[], at: number, today: Today): Read | null {
  const word = normal(words[at] ?? '');
  const next = normal(words[at + 1] ?? '');
  const one = (found: TimeWord | null): Read | null => found && { found: [found], words: 1 };
  const two = (found: TimeWord | null): Read | null => found && { found: [found], words: 2 };
  return (
    one(readTimes(word)) ??
    readSpan(word) ??
    one(readTime(word)) ??
    (word === 'at' && /^\d{1,2}$/.test(next) ? two(timeOf(Number(next), 0, '')) : null) ??
    two(/^(am|pm)$/.test(next) && /^[\d:.]+$/.test(word) ? readTime(word + next) : null) ??
    one(readLength(word)) ??
    two(readLength(word + next)) ??
    two(readMonthDay(word, next, today)) ??
    one(readDate(word, today)) ??
    one(readDayWord(word, today))
  );
}

const normal = (word: string): string => word.toLowerCase().replace(/[,;]+$/, '');

/** "x10", "10x", "×10". */
function readTimes(word: string): TimeWord | null {
  const [, before, after] = /^(?:[x×](\d{1,4})|(\d{1,4})[x×])$/u.exec(word) ?? [];
  const value = Number(before ?? after ?? 0);
  return value >= SERIES.least && value <= SERIES.most ? { kind: 'times', value } : null;
}

/** "16:30-17:15": a time and a length. */
function readSpan(word: string): Read | null {
  const [, from, until] = /^([\d:.]+(?:am|pm)?)[-–]([\d:.]+(?:am|pm)?)$/u.exec(word) ?? [];
  const start = from === undefined ? null : readTime(from);
  const end = until === undefined ? null : readTime(until);
  if (start?.kind !== 'time' || end?.kind !== 'time') return null;
  const minutes = minutesOf(end.value) - minutesOf(start.value);
  return minutes >= LENGTH.least ? { found: [start, { kind: 'minutes', value: minutes }], words: 1 } : null;
}

const minutesOf = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** "16:30", "4pm", "4.30pm", "16h", "noon". */
function readTime(word: string): TimeWord | null {
  if (word === 'noon') return timeOf(12, 0, '');
  const [, hour, minute, half] = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(word) ?? [];
  if (hour !== undefined && (minute !== undefined || half !== undefined)) {
    // "5.12" without am or pm is a date where days are written so; a time has a colon there.
    const isDate = half === undefined && word.includes('.') && Number(minute) <= 12 && Number(hour) > 0;
    return isDate ? null : timeOf(Number(hour), Number(minute ?? 0), half ?? '');
  }
  return null;
}

function timeOf(hour: number, minute: number, half: string): TimeWord | null {
  if (half !== '' && (hour < 1 || hour > 12)) return null;
  const full = half === '' ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  if (full > 23 || minute > 59) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  return { kind: 'time', value: `${two(full)}:${two(minute)}` as LocalTime };
}

/** "45m", "45 min", "1h", "1.5h", "1h30". */
function readLength(word: string): TimeWord | null {
  const [, minutes] = /^(\d{1,4})(?:m|min|mins|minutes?)$/.exec(word) ?? [];
  const [, hours, rest] = /^(\d{1,2}(?:\.\d)?)(?:h|hrs?|hours?)(?:(\d{1,2})m?)?$/.exec(word) ?? [];
  const value =
    minutes === undefined
      ? hours === undefined
        ? 0
        : Math.round(Number(hours) * 60) + Number(rest ?? 0)
      : Number(minutes);
  return value >= LENGTH.least && value <= LENGTH.most ? { kind: 'minutes', value } : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAMES =
  'january february march april may june july august september october november december'.split(' ');

/** "5 mar", "5. March", "Mar 5". */
function readMonthDay(word: string, next: string, today: Today): TimeWord | null {
  for (const [day, month] of [
    [word, next],
    [next, word],
  ] as const) {
    const number = monthOf(month);
    const [, digits] = /^(\d{1,2})(?:\.|st|nd|rd|th)?$/.exec(day) ?? [];
    if (number > 0 && digits !== undefined) return coming(number, Number(digits), today);
  }
  return null;
}

function monthOf(word: string): number {
  const bare = word.replace(/\.$/, '');
  if (bare === 'sept') return 9;
  return Math.max(MONTHS.indexOf(bare), MONTH_NAMES.indexOf(bare)) + 1;
}

/** "2026-03-05", "5.3.", "5.3.2026", "5/3". */
function readDate(word: string, today: Today): TimeWord | null {
  if (isLocalDate(word)) return { kind: 'date', value: word };
  const [, first, mark, second, year] = /^(\d{1,2})([./])(\d{1,2})(?:\2(\d{4})?)?$/.exec(word) ?? [];
  if (first === undefined || second === undefined) return null;
  const isMonthFirst = mark === '/' && today.monthFirst;
  const [day, month] = isMonthFirst ? [Number(second), Number(first)] : [Number(first), Number(second)];
  return year === undefined ? coming(month, day, today) : dateOf(Number(year), month, day);
}

function dateOf(year: number, month: number, day: number): TimeWord | null {
  const two = (value: number): string => String(value).padStart(2, '0');
  const text = `${year}-${two(month)}-${two(day)}`;
  return isLocalDate(text) ? { kind: 'date', value: text } : null;
}

/** This year's such day, or next year's when it is over; a 29 February waits for the next one there is. */
function coming(month: number, day: number, today: Today): TimeWord | null {
  const year = Number(today.date.slice(0, 4));
  for (let later = 0; later <= 8; later += 1) {
    const found = dateOf(year + later, month, day);
    if (found?.kind === 'date' && found.value >= today.date) return found;
  }
  return null;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const SHORT_DAYS: readonly (readonly string[])[] = [
  ['mon'],
  ['tue', 'tues'],
  ['wed', 'weds'],
  ['thu', 'thur', 'thurs'],
  ['fri'],
  ['sat'],
  ['sun'],
];

function readDayWord(word: string, today: Today): TimeWord | null {
  if (word === 'today') return { kind: 'date', value: today.date };
  if (word === 'tomorrow') return { kind: 'date', value: addDays(today.date, 1) };
  const bare = word.replace(/\.$/, '');
  const index = WEEKDAYS.findIndex((name, day) => name === bare || SHORT_DAYS[day]?.includes(bare));
  if (index < 0) return null;
  return {
    kind: 'weekday',
    value: (time, { date, time: now }) => {
      const days = (index + 1 - weekdayOf(date) + 7) % 7;
      return addDays(date, days === 0 && time !== null && time <= now ? 7 : days);
    },
  };
}
