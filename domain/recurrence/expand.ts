import * as rrule from 'rrule';
import { parseRule, WEEKDAYS, type RecurrenceRule, type RuleError } from './rule.ts';
import { msToWall, wallText, wallToMs, type WallStart } from './wall-clock.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { DAY_MS, type LocalDate, type LocalTime, type Zone } from '#domain/values/time.ts';

export interface Recurrence {
  /** The value of an RRULE property, without its name; empty if there are only `added` dates. */
  readonly rule: string;
  /** The first wall start. It is an occurrence only if the rule says so. */
  readonly start: WallStart;
  /** Turns an UNTIL in UTC into wall time; the expansion itself never looks at a zone. */
  readonly zone: Zone;
  /** EXDATE: a wall start, or a whole day. They count towards COUNT all the same (RFC 5545). */
  readonly excluded?: readonly (WallStart | LocalDate)[];
  /** RDATE: further wall starts. */
  readonly added?: readonly WallStart[];
}

/** Days from `from` (included) to `to` (excluded). */
export interface DayWindow {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface Expansion {
  /** Wall starts inside the window, sorted, each once. */
  readonly starts: readonly WallStart[];
  /** Exclusions inside the window that met no occurrence. */
  readonly unusedExclusions: readonly (WallStart | LocalDate)[];
  /** What the expansion cost: occurrences looked at, periods walked over weighed by what the library takes for them. */
  readonly steps: number;
}

export type RecurrenceError =
  | RuleError
  /** The rule has no occurrence; `neverMatches` if it would have none even without its end (30 February). */
  | { readonly code: 'RULE_YIELDS_NONE'; readonly neverMatches: boolean }
  | { readonly code: 'TOO_MANY_OCCURRENCES'; readonly limit: number };

/**
 * The occurrences of a recurrence inside a window, in floating wall time: clock changes do not move them (domain.md 2).
 * The work is bounded whatever the rule: a rule without an end stops at the window, one that never matches is refused,
 * and more than `limit` occurrences are refused (reliability T4).
 */
export function expandRecurrence(
  recurrence: Recurrence,
  window: DayWindow,
  limit: number,
): Result<Expansion, RecurrenceError> {
  const fromMs = wallToMs({ date: window.from, time: MIDNIGHT });
  const toMs = wallToMs({ date: window.to, time: MIDNIGHT });
  const found = new Set<number>();
  let steps = 0;
  if (recurrence.rule !== '') {
    const rule = parseRule(recurrence.rule, recurrence.zone);
    if (!rule.ok) return rule;
    const ruled = expandRule(rule.value, wallToMs(recurrence.start), { fromMs, toMs, limit });
    if (!ruled.ok) return ruled;
    for (const ms of ruled.value.starts) found.add(ms);
    steps = ruled.value.steps;
  }
  for (const wall of recurrence.added ?? []) {
    const ms = wallToMs(wall);
    if (ms >= fromMs && ms < toMs) found.add(ms);
  }
  const unusedExclusions = exclude(found, recurrence.excluded ?? [], window);
  if (found.size > limit) return err({ code: 'TOO_MANY_OCCURRENCES', limit });
  return ok({ starts: [...found].sort((a, b) => a - b).map(msToWall), unusedExclusions, steps });
}

/** Node reads the package as one CommonJS object, a bundler as a module with names: both are served. */
const { RRule } = (rrule as { readonly default?: typeof rrule }).default ?? rrule;

/** Wall starts as `wallToMs`, rising, and what they cost (see `Expansion`). */
interface RuleExpansion {
  readonly starts: readonly number[];
  readonly steps: number;
}

interface Bounds {
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
}

const MIDNIGHT = '00:00' as LocalTime;

/** How many occurrences may be walked over before the window begins; a daily lesson needs 365 a year. */
const MAX_STEPS = 200_000;

/** `weight` is the library's time for one period, measured: a year takes it ten times as long as a day. */
const PERIODS = {
  DAILY: { days: 1, weight: 1 },
  WEEKLY: { days: 7, weight: 2 },
  MONTHLY: { days: 30, weight: 4 },
  YEARLY: { days: 365, weight: 10 },
} as const;

/** The calendar repeats itself, weekdays included, every 400 years. */
const CALENDAR_CYCLE_YEARS = 400;
const CALENDAR_CYCLE_MS = 146_097 * DAY_MS;

/** The occurrences of one rule within the bounds. The plain path and the general one give the same. */
export function expandRule(
  rule: RecurrenceRule,
  startMs: number,
  bounds: Bounds,
): Result<RuleExpansion, RecurrenceError> {
  const collector = collect(rule, startMs, bounds);
  if (rule.isPlain) walkPlain(rule, startMs, bounds, collector.accept);
  else if (!walkGeneral(rule, startMs, bounds, collector.accept))
    return err({ code: 'BAD_RULE', part: rule.text });
  const result = collector.result();
  if (!result.ok || rule.isPlain) return result;
  const { days, weight } = PERIODS[rule.freq];
  const periods =
    Math.max(0, bounds.toMs - walkStart(rule, startMs, bounds)) / (days * rule.interval * DAY_MS);
  return ok({ ...result.value, steps: result.value.steps + Math.ceil(periods * weight) });
}

type Accept = (ms: number) => boolean;

function collect(rule: RecurrenceRule, startMs: number, bounds: Bounds) {
  const found: number[] = [];
  let steps = 0;
  let hasAny = false;
  let tooMany = false;
  const last = Math.min(rule.untilMs, bounds.toMs - 1);
  return {
    /** Takes the next occurrence; false when no later one can matter. */
    accept: (ms: number): boolean => {
      steps += 1;
      // The walk may have skipped the dates of a series older than the window: then nothing says that it has none.
      if (ms <= rule.untilMs || startMs < bounds.fromMs) hasAny = true;
      if (ms > last) return false;
      if (ms >= bounds.fromMs) found.push(ms);
      tooMany = found.length > bounds.limit || steps > MAX_STEPS;
      return !tooMany && steps !== rule.count;
    },
    result: (): Result<RuleExpansion, RecurrenceError> => {
      if (tooMany) return err({ code: 'TOO_MANY_OCCURRENCES', limit: bounds.limit });
      return hasAny
        ? ok({ starts: found, steps })
        : err({ code: 'RULE_YIELDS_NONE', neverMatches: steps === 0 });
    },
  };
}

/** Every n-th day, or chosen weekdays of every n-th week: about ten times faster than the library (stack.md 15). */
function walkPlain(rule: RecurrenceRule, startMs: number, bounds: Bounds, accept: Accept): void {
  const isWeekly = rule.freq === 'WEEKLY';
  const stepMs = rule.interval * (isWeekly ? 7 : 1) * DAY_MS;
  const startWeekday = weekdayOfMs(startMs);
  const daysIntoWeek = isWeekly ? (startWeekday - rule.weekStartsOn + 7) % 7 : 0;
  const firstMs = startMs - daysIntoWeek * DAY_MS;
  const offsets = isWeekly
    ? weekdayNumbers(rule, startWeekday).map((day) => ((day - rule.weekStartsOn + 7) % 7) * DAY_MS)
    : [0];
  offsets.sort((a, b) => a - b);
  for (let periodMs = skipAhead(rule, firstMs, stepMs, bounds); ; periodMs += stepMs) {
    for (const offset of offsets) {
      const ms = periodMs + offset;
      if (ms >= startMs && !accept(ms)) return;
    }
  }
}

/** False if the library refuses the rule. */
function walkGeneral(rule: RecurrenceRule, startMs: number, bounds: Bounds, accept: Accept): boolean {
  const movedMs = walkStart(rule, startMs, bounds);
  // A rule that never matches is walked to the year 9999: starting as late as the calendar allows makes that short.
  const cycles = Math.floor((9999 - new Date(bounds.toMs).getUTCFullYear()) / CALENDAR_CYCLE_YEARS);
  const shiftMs = Math.max(cycles, 0) * CALENDAR_CYCLE_MS;
  try {
    const walker = new RRule({ ...RRule.parseString(rule.text), dtstart: new Date(movedMs + shiftMs) }, true);
    walker.all((date) => accept(date.getTime() - shiftMs));
    return true;
  } catch {
    return false;
  }
}

/** Where the library begins: months and years differ in length, so only days and weeks can be skipped. */
function walkStart(rule: RecurrenceRule, startMs: number, bounds: Bounds): number {
  if (rule.freq === 'MONTHLY' || rule.freq === 'YEARLY') return startMs;
  return skipAhead(rule, startMs, rule.interval * PERIODS[rule.freq].days * DAY_MS, bounds);
}

/** The last period start that is a whole interval before the window, so that old rules are not walked from their start. */
function skipAhead(rule: RecurrenceRule, firstMs: number, stepMs: number, bounds: Bounds): number {
  if (rule.count !== undefined) return firstMs;
  const horizonMs = Math.min(bounds.fromMs, rule.untilMs);
  return firstMs + Math.max(0, Math.floor((horizonMs - firstMs) / stepMs) - 1) * stepMs;
}

function weekdayNumbers(rule: RecurrenceRule, startWeekday: number): readonly number[] {
  if (rule.byDay.length === 0) return [startWeekday];
  return [...new Set(rule.byDay.map((day) => WEEKDAYS.indexOf(day) + 1))];
}

/** 1 = Monday … 7 = Sunday. */
function weekdayOfMs(ms: number): number {
  return new Date(ms).getUTCDay() || 7;
}

/** Takes the exclusions out of `found`; returns those inside the window that met nothing. */
function exclude(
  found: Set<number>,
  excluded: readonly (WallStart | LocalDate)[],
  window: DayWindow,
): readonly (WallStart | LocalDate)[] {
  if (excluded.length === 0) return [];
  const byDay = new Map<string, number[]>();
  const byStart = new Map<string, number>();
  for (const ms of found) {
    const wall = msToWall(ms);
    byStart.set(wallText(wall), ms);
    const sameDay = byDay.get(wall.date);
    if (sameDay) sameDay.push(ms);
    else byDay.set(wall.date, [ms]);
  }
  return excluded.filter((exclusion) => {
    const isDay = typeof exclusion === 'string';
    const date = isDay ? exclusion : exclusion.date;
    if (date < window.from || date >= window.to) return false;
    const hits = isDay ? (byDay.get(exclusion) ?? []) : [byStart.get(wallText(exclusion))];
    const met = hits.filter((ms) => ms !== undefined);
    for (const ms of met) found.delete(ms);
    return met.length === 0;
  });
}
