import { wallToMs, type WallStart } from './wall-clock.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, isLocalDate, isLocalTime, type Zone } from '#domain/values/time.ts';

export type RuleError =
  /** Not an RRULE at all, or a part with an impossible value. */
  | { readonly code: 'BAD_RULE'; readonly part: string }
  /** Right by the standard, but no timetable of lessons: hourly or by seconds, other calendars, unknown parts. */
  | { readonly code: 'RULE_NOT_SUPPORTED'; readonly part: string };

/** An RRULE value whose parts are all known and in range. */
export interface RecurrenceRule {
  readonly freq: 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY';
  /** At least 1. */
  readonly interval: number;
  readonly count: number | undefined;
  /** The last wall time that may still be an occurrence, as `wallToMs`; Infinity without UNTIL. */
  readonly untilMs: number;
  /** BYDAY as written, e.g. ['MO', '-1FR']; empty if not given. */
  readonly byDay: readonly string[];
  /** 1 = Monday … 7 = Sunday; Monday if not given. */
  readonly weekStartsOn: number;
  /** True if there is nothing but FREQ, INTERVAL, COUNT, UNTIL, WKST and, weekly, BYDAY without ordinals. */
  readonly isPlain: boolean;
  /** The rule without UNTIL and COUNT, in upper case, for the general expansion. */
  readonly text: string;
}

export const WEEKDAYS: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Reads the value of an RRULE property (RFC 5545 3.3.10). UNTIL as a date keeps the occurrences of that day; UNTIL in UTC
 * is turned into wall time of `zone`; UNTIL without a zone is wall time already (reliability T2).
 */
export function parseRule(value: string, zone: Zone): Result<RecurrenceRule, RuleError> {
  const parts = readParts(value);
  if (!parts.ok) return parts;
  const given = parts.value;
  const freq = given.get('FREQ') ?? '';
  if (!isFrequency(freq)) {
    const known = ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(freq);
    return err({ code: known ? 'RULE_NOT_SUPPORTED' : 'BAD_RULE', part: `FREQ=${freq}` });
  }
  const until = given.get('UNTIL');
  const untilMs = until === undefined ? Number.POSITIVE_INFINITY : readUntil(until, zone);
  if (untilMs === undefined) return err({ code: 'BAD_RULE', part: `UNTIL=${until}` });
  const count = given.get('COUNT');
  const byDay = given.get('BYDAY')?.split(',') ?? [];
  const plainKeys = freq === 'WEEKLY' ? [...PLAIN_KEYS, 'BYDAY'] : PLAIN_KEYS;
  return ok({
    freq,
    interval: Number(given.get('INTERVAL') ?? 1),
    count: count === undefined ? undefined : Number(count),
    untilMs,
    byDay,
    weekStartsOn: WEEKDAYS.indexOf(given.get('WKST') ?? 'MO') + 1,
    isPlain:
      (freq === 'WEEKLY' || freq === 'DAILY') &&
      [...given.keys()].every((key) => plainKeys.includes(key)) &&
      byDay.every((day) => day.length === 2),
    text: [...given]
      .filter(([key]) => key !== 'UNTIL' && key !== 'COUNT')
      .map(([key, part]) => `${key}=${part}`)
      .join(';'),
  });
}

const PLAIN_KEYS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST'];

/** A rule longer than this is no timetable; the standard's own longest examples have under 200 characters. */
const MAX_RULE_LENGTH = 2_000;

const list = (one: string): RegExp => new RegExp(`^${one}(?:,${one})*$`);
const PART_FORMS: ReadonlyMap<string, RegExp> = new Map([
  ['FREQ', /^[A-Z]+$/],
  ['INTERVAL', /^0*[1-9]\d{0,3}$/],
  ['COUNT', /^0*[1-9]\d{0,17}$/],
  ['UNTIL', /^\d{8}(?:T\d{6}Z?)?$/],
  ['WKST', /^(?:MO|TU|WE|TH|FR|SA|SU)$/],
  ['BYDAY', list('[+-]?(?:[1-4]?\\d|5[0-3])?(?:MO|TU|WE|TH|FR|SA|SU)')],
  ['BYMONTHDAY', list('[+-]?(?:0?[1-9]|[12]\\d|3[01])')],
  ['BYMONTH', list('(?:0?[1-9]|1[0-2])')],
  ['BYYEARDAY', list('[+-]?0*[1-9]\\d{0,2}')],
  ['BYWEEKNO', list('[+-]?(?:0?[1-9]|[1-4]\\d|5[0-3])')],
  ['BYSETPOS', list('[+-]?0*[1-9]\\d{0,2}')],
  ['BYHOUR', list('(?:[01]?\\d|2[0-3])')],
  ['BYMINUTE', list('[0-5]?\\d')],
  ['BYSECOND', list('[0-5]?\\d')],
]);

function readParts(value: string): Result<ReadonlyMap<string, string>, RuleError> {
  const text = value.trim().toUpperCase().replace(/;$/, '');
  if (text.length === 0 || text.length > MAX_RULE_LENGTH)
    return err({ code: 'BAD_RULE', part: text.slice(0, 40) });
  const given = new Map<string, string>();
  for (const part of text.split(';')) {
    const [key = '', content = '', more] = part.split('=').map((piece) => piece.trim());
    const form = PART_FORMS.get(key);
    if (!form) return err({ code: 'RULE_NOT_SUPPORTED', part: part.slice(0, 40) });
    if (more !== undefined || given.has(key) || !form.test(content))
      return err({ code: 'BAD_RULE', part: part.slice(0, 40) });
    // Seconds are dropped from every start, so a rule that only repeats ":00" says nothing new.
    if (key === 'BYSECOND' && Number(content) === 0) continue;
    if (key === 'BYSECOND') return err({ code: 'RULE_NOT_SUPPORTED', part: part.slice(0, 40) });
    given.set(key, content);
  }
  return ok(given);
}

function isFrequency(text: string): text is RecurrenceRule['freq'] {
  return ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'].includes(text);
}

function readUntil(text: string, zone: Zone): number | undefined {
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  const time = text.length > 8 ? `${text.slice(9, 11)}:${text.slice(11, 13)}` : '23:59';
  if (!isLocalDate(date) || !isLocalTime(time)) return undefined;
  const wall: WallStart = { date, time };
  if (!text.endsWith('Z')) return wallToMs(wall);
  return wallToMs(instantToWall(wallToMs(wall), zone));
}
