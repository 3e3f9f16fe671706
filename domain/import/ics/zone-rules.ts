import { lineName, type CalendarComponent, type ContentLine } from './read-components.ts';
import { expandRecurrence, type DayWindow } from '#domain/recurrence/expand.ts';
import { wallToMs, type WallStart } from '#domain/recurrence/wall-clock.ts';
import {
  addDays,
  isLocalDate,
  isLocalTime,
  MINUTE_MS,
  wallToInstant,
  type LocalDate,
  type LocalTime,
  type Zone,
} from '#domain/values/time.ts';

/** Minutes that a zone is ahead of UTC at a wall time. */
export type OffsetAt = (wall: WallStart) => number;

/**
 * The offsets that a VTIMEZONE's own rules give in the years around `at`; undefined if it has no usable rules.
 */
export function offsetsOfRules(timeZone: CalendarComponent, at: WallStart): OffsetAt | undefined {
  const window = { from: FIRST_ONSET, to: addDays(at.date, 800) };
  const onsets: Onset[] = [];
  for (const observance of readObservances(timeZone.lines)) {
    const found = onsetsOf(observance, window);
    if (!found) return undefined;
    onsets.push(...found);
  }
  onsets.sort((a, b) => a.ms - b.ms);
  const first = onsets[0];
  if (!first) return undefined;
  return (wall) => {
    const ms = wallToMs(wall);
    return onsets.findLast((onset) => onset.ms <= ms)?.toMinutes ?? first.fromMinutes;
  };
}

export function offsetsOfZone(zone: Zone): OffsetAt {
  return (wall) => (wallToMs(wall) - wallToInstant({ ...wall, zone }).at) / MINUTE_MS;
}

/**
 * True if both give the same offsets at days chosen to tell the world's clock changes apart, in the year of `at` and the
 * next one. The night of a change itself is never looked at.
 */
export function haveSameOffsets(one: OffsetAt, other: OffsetAt, at: WallStart): boolean {
  const year = Number(at.date.slice(0, 4));
  return SAMPLE_DAYS.every((day) =>
    [year, year + 1].every((each) => {
      const wall = { date: `${each}-${day}` as LocalDate, time: NOON };
      return one(wall) === other(wall);
    }),
  );
}

/** Rules that have ended still hold until the next one, so the past counts too. */
const FIRST_ONSET = '1950-01-01' as LocalDate;

const NOON = '12:00' as LocalTime;
const SAMPLE_DAYS = [
  '10-31',
  '03-16',
  '11-08',
  '04-08',
  '01-15',
  '07-15',
  '02-20',
  '05-15',
  '06-15',
  '08-20',
  '09-15',
  '09-30',
  '10-15',
  '12-15',
];

/** A zone has a handful of rules; hundreds would be an attack, not a calendar. */
const MAX_OBSERVANCES = 100;

interface Observance {
  readonly start: WallStart;
  readonly rule: string;
  readonly added: readonly WallStart[];
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

interface Onset {
  readonly ms: number;
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** Undefined if the rule cannot be expanded, which a sound VTIMEZONE never has. */
function onsetsOf(observance: Observance, window: DayWindow): readonly Onset[] | undefined {
  const { fromMinutes, toMinutes } = observance;
  // UNTIL is in UTC here; reading it as wall time moves the end by hours, and onsets are months apart.
  const expansion = expandRecurrence({ ...observance, zone: 'Etc/UTC' as Zone }, window, 1_000);
  if (!expansion.ok) return undefined;
  return [observance.start, ...expansion.value.starts].map((start) => ({
    ms: wallToMs(start),
    fromMinutes,
    toMinutes,
  }));
}

function readObservances(lines: readonly ContentLine[]): readonly Observance[] {
  const observances: Observance[] = [];
  let values = new Map<string, string[]>();
  for (const content of lines) {
    if (/^BEGIN:/i.test(content.text)) values = new Map();
    const value = content.text.slice(content.text.indexOf(':') + 1).trim();
    const name = lineName(content);
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
    if (name !== 'END' || observances.length >= MAX_OBSERVANCES) continue;
    const observance = toObservance((key) => values.get(key) ?? []);
    if (observance) observances.push(observance);
  }
  return observances;
}

function toObservance(valuesOf: (name: string) => readonly string[]): Observance | undefined {
  const start = readWall(valuesOf('DTSTART')[0] ?? '');
  const fromMinutes = readOffset(valuesOf('TZOFFSETFROM')[0] ?? '');
  const toMinutes = readOffset(valuesOf('TZOFFSETTO')[0] ?? '');
  if (!start || fromMinutes === undefined || toMinutes === undefined) return undefined;
  const added = valuesOf('RDATE')
    .flatMap((value) => value.split(','))
    .map(readWall)
    .filter((wall) => wall !== undefined);
  const rule = valuesOf('RRULE')[0] ?? '';
  // Zones change their clocks by yearly rules; any other kind could only cost time.
  return { start, rule: /FREQ=YEARLY/i.test(rule) ? rule : '', added, fromMinutes, toMinutes };
}

function readWall(text: string): WallStart | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ?)?$/.exec(text);
  const date = match ? `${match[1]}-${match[2]}-${match[3]}` : '';
  const time = `${match?.[4] ?? '00'}:${match?.[5] ?? '00'}`;
  return isLocalDate(date) && isLocalTime(time) ? { date, time } : undefined;
}

function readOffset(text: string): number | undefined {
  const match = /^([+-])(\d\d)(\d\d)/.exec(text);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
