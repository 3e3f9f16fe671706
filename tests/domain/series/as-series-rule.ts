import { WEEKDAYS } from '#domain/recurrence/rule.ts';
import { monthDays, type SeriesRule } from '#domain/series/rule.ts';
import { addDays, instantToWall, type LocalDate, weekdayOf } from '#domain/values/time.ts';
import type { RecurrenceVector } from '#tests/support/recurrence-vectors.ts';

/** What a vector's rule is as the rule of a series; null if the form of a series cannot say it. */
export function asSeriesRule(vector: RecurrenceVector): SeriesRule | null {
  const parts = new Map(vector.rule.split(';').map((part): [string, string] => split(part, '=')));
  if ([...parts.keys()].some((key) => !KNOWN_PARTS.includes(key))) return null;
  const pattern = patternOf(vector, parts);
  if (pattern === null) return null;
  const until = parts.get('UNTIL');
  const lastDate = until === undefined ? null : lastDateOf(vector, until);
  const count = parts.get('COUNT');
  return {
    ...pattern,
    interval: Number(parts.get('INTERVAL') ?? 1),
    weekStartsOn: weekdayNumber(parts.get('WKST') ?? 'MO'),
    lastDate,
    sessionCount: lastDate !== null ? null : count === undefined ? vector.dates.length : Number(count),
    leftOut: vector.excluded.map(({ date }) => date),
  };
}

const KNOWN_PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY'];

type Pattern = Pick<SeriesRule, 'firstDate' | 'frequency' | 'weekdays'>;

function patternOf({ start }: RecurrenceVector, parts: ReadonlyMap<string, string>): Pattern | null {
  const frequency = parts.get('FREQ') ?? '';
  const byDay = parts.get('BYDAY')?.split(',') ?? [];
  const weekly = { firstDate: start.date, frequency: 'weekly' as const };
  const weekdays = byDay.map((day) => weekdayNumber(day.slice(-2)));
  const hasOrdinals = byDay.some((day) => day.length > 2);
  if (frequency === 'WEEKLY')
    return { ...weekly, weekdays: byDay.length > 0 ? weekdays : [weekdayOf(start.date)] };
  if (frequency === 'MONTHLY' && hasOrdinals) return monthlyPattern(start.date, byDay, weekdays);
  // Every one of some weekdays, all days among them, is a week by another name; every n-th day or month is not.
  if (hasOrdinals || parts.has('INTERVAL')) return null;
  if (frequency === 'DAILY')
    return { ...weekly, weekdays: byDay.length > 0 ? weekdays : [1, 2, 3, 4, 5, 6, 7] };
  const isEveryWeek = (frequency === 'MONTHLY' || frequency === 'YEARLY') && byDay.length > 0;
  return isEveryWeek ? { ...weekly, weekdays } : null;
}

/** Our form takes the ordinals from the first dates, so it can only say those that these have. */
function monthlyPattern(firstDate: LocalDate, byDay: readonly string[], weekdays: number[]): Pattern | null {
  const pattern = { firstDate, frequency: 'monthly' as const, weekdays };
  const ours = monthDays(pattern).map(({ ordinal, weekday }) => `${ordinal}${WEEKDAYS[weekday - 1]}`);
  return ours.every((day, index) => day === byDay[index]?.replace('+', '')) ? pattern : null;
}

function lastDateOf({ start, zone }: RecurrenceVector, until: string): LocalDate {
  const [day, clock] = split(until, 'T');
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` as LocalDate;
  const time = `${clock.slice(0, 2)}:${clock.slice(2, 4)}`;
  const wall = clock.endsWith('Z') ? instantToWall(Date.parse(`${date}T${time}Z`), zone) : { date, time };
  return wall.time < start.time ? addDays(wall.date, -1) : wall.date;
}

const weekdayNumber = (name: string): number => WEEKDAYS.indexOf(name) + 1;

function split(text: string, at: string): [string, string] {
  const [before = '', after = ''] = text.split(at);
  return [before, after];
}
