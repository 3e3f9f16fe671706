import { expandRecurrence } from '../recurrence/expand.ts';
import { WEEKDAYS } from '../recurrence/rule.ts';
import { err, ok, type Result } from '../values/result.ts';
import {
  addDays,
  daysBetween,
  type LocalDate,
  type LocalTime,
  SCHEDULE_DAYS,
  weekdayOf,
  type Zone,
} from '../values/time.ts';

/** What a series says about its days (domain.md 3, seed 001). */
export interface SeriesRule {
  /** No session lies before this day; it has one itself if its weekday is chosen. */
  readonly firstDate: LocalDate;
  readonly frequency: 'weekly' | 'monthly';
  /** Every n-th week or month, 1 or more. */
  readonly interval: number;
  /** 1 = Monday … 7 = Sunday, at least one. */
  readonly weekdays: readonly number[];
  /** Sessions in all, the first included; or `lastDate`, the last day that may have one. Exactly one of the two. */
  readonly sessionCount: number | null;
  readonly lastDate: LocalDate | null;
  /** First day of the weeks that `interval` counts. */
  readonly weekStartsOn: number;
  /** Dates left out knowingly; they count towards `sessionCount`. */
  readonly leftOut: readonly LocalDate[];
}

/** Why a rule gives no series, named after the field that must change. */
export interface RuleProblem {
  readonly code: 'SERIES_RULE';
  readonly field: 'sessionCount' | 'lastDate' | 'weekdays';
  readonly issue:
    | 'COUNT_OR_LAST_DATE'
    | 'RANGE_REVERSED'
    | 'RULE_YIELDS_NONE'
    | 'RULE_YIELDS_TOO_MANY'
    | 'RULE_YIELDS_TOO_FEW';
  readonly limit?: number;
}

export interface SkippedDate<Closure> {
  readonly date: LocalDate;
  readonly closure: Closure;
}

export interface SeriesDates<Closure> {
  /** Rising, each once, at most `MOST_SESSIONS`; none only where all were left out knowingly. */
  readonly dates: readonly LocalDate[];
  /** Dates of the rule that lie in a closure, rising; they do not count towards the number of sessions. */
  readonly skipped: readonly SkippedDate<Closure>[];
}

/** Sessions that one series may have (domain.md 3). */
export const MOST_SESSIONS = 1000;

/**
 * The days of a series. `closureOn` answers what closes a day for it, null when nothing does; closed days are skipped and not
 * counted. Refused: both or neither of count and last date, a rule that yields none, more than 1,000, or fewer than were
 * asked for before the schedule ends (2099).
 */
export function seriesDates<Closure>(
  rule: SeriesRule,
  closureOn: (date: LocalDate) => Closure | null,
): Result<SeriesDates<Closure>, RuleProblem> {
  const { sessionCount, lastDate } = rule;
  if ((sessionCount === null) === (lastDate === null))
    return problem(sessionCount === null ? 'sessionCount' : 'lastDate', 'COUNT_OR_LAST_DATE');
  if (lastDate !== null && lastDate < rule.firstDate) return problem('lastDate', 'RANGE_REVERSED');
  const wanted = sessionCount ?? MOST_SESSIONS;
  const found = collect(rule, wanted, closureOn);
  if (found.hasMore && lastDate !== null) return problem('lastDate', 'RULE_YIELDS_TOO_MANY', MOST_SESSIONS);
  if (found.counted === 0) return problem(lastDate === null ? 'weekdays' : 'lastDate', 'RULE_YIELDS_NONE');
  if (sessionCount !== null && found.counted < sessionCount)
    return problem('sessionCount', 'RULE_YIELDS_TOO_FEW', found.counted);
  return ok(found);
}

/** A weekday of a month: its 1st to 4th, or the last (-1). */
export interface MonthDay {
  readonly ordinal: 1 | 2 | 3 | 4 | -1;
  readonly weekday: number;
}

/**
 * Which days of each month a monthly series has: where its chosen weekdays first come from the first date on (start Tuesday 10th:
 * the 2nd Tuesday). A fifth one means the last (domain.md 3). In the order of `weekdays`.
 */
export function monthDays(rule: Pick<SeriesRule, 'firstDate' | 'weekdays'>): MonthDay[] {
  const start = weekdayOf(rule.firstDate);
  return rule.weekdays.map((weekday) => {
    const first = addDays(rule.firstDate, (weekday - start + 7) % 7);
    const ordinal = Math.ceil(Number(first.slice(8)) / 7);
    return { weekday, ordinal: ordinal === 5 ? -1 : (ordinal as 1 | 2 | 3 | 4) };
  });
}

function collect<Closure>(
  rule: SeriesRule,
  wanted: number,
  closureOn: (date: LocalDate) => Closure | null,
): SeriesDates<Closure> & { readonly counted: number; readonly hasMore: boolean } {
  const leftOut = new Set<string>(rule.leftOut);
  const dates: LocalDate[] = [];
  const skipped: SkippedDate<Closure>[] = [];
  let counted = 0;
  for (const date of candidates(rule, wanted)) {
    if (leftOut.has(date)) {
      counted += 1;
    } else {
      const closure = closureOn(date);
      if (closure === null) {
        // One more than wanted only tells that there are more.
        if (counted === wanted) return { dates, skipped, counted, hasMore: true };
        dates.push(date);
        counted += 1;
      } else {
        skipped.push({ date, closure });
      }
    }
    if (rule.sessionCount !== null && counted >= wanted) break;
    // A closure over everything: nobody reads further.
    if (skipped.length > MOST_SKIPPED) break;
  }
  return { dates, skipped, counted, hasMore: false };
}

/** More closed dates than that, and the rule is as good as one that yields none. */
const MOST_SKIPPED = 1000;

/** The rule's days without regard to closures, rising, up to its last date or the end of all schedules. */
function* candidates(rule: SeriesRule, wanted: number): Generator<LocalDate> {
  const end = addDays(rule.lastDate ?? (SCHEDULE_DAYS.last as LocalDate), 1);
  const text = ruleText(rule);
  // Stretch by stretch: a closed month must not make the series walk to the end of the century first.
  const stretch = stretchDays(rule, wanted);
  for (let from = rule.firstDate; from < end; from = addDays(from, stretch)) {
    const to = daysBetween(from, end) > stretch ? addDays(from, stretch) : end;
    const recurrence = { rule: text, start: { date: rule.firstDate, time: ANY_TIME }, zone: ANY_ZONE };
    const expanded = expandRecurrence(recurrence, { from, to }, MOST_IN_A_STRETCH);
    if (!expanded.ok) {
      if (expanded.error.code === 'RULE_YIELDS_NONE') return;
      throw new Error(`series rule ${text}: ${expanded.error.code}`);
    }
    for (const { date } of expanded.value.starts) yield date;
  }
}

/** Days that should hold as many dates as are wanted, and at least a year. */
function stretchDays(
  { frequency, interval, weekdays, lastDate, firstDate }: SeriesRule,
  wanted: number,
): number {
  const period = frequency === 'weekly' ? 7 : 31;
  const enough = (Math.ceil(wanted / weekdays.length) + 2) * interval * period;
  const whole = lastDate === null ? enough : Math.min(enough, daysBetween(firstDate, lastDate) + 1);
  return Math.max(366, whole);
}

const MOST_IN_A_STRETCH = 40_000;
/** Only days are asked for: the clock and its changes play no part. */
const ANY_TIME = '12:00' as LocalTime;
const ANY_ZONE = 'UTC' as Zone;

/** The rule as RFC 5545 writes it. */
function ruleText(rule: SeriesRule): string {
  const { frequency, interval, weekStartsOn } = rule;
  const days =
    frequency === 'weekly'
      ? [...new Set(rule.weekdays)].map(dayName)
      : monthDays(rule).map(({ ordinal, weekday }) => `${ordinal}${dayName(weekday)}`);
  return `FREQ=${frequency.toUpperCase()};INTERVAL=${interval};WKST=${dayName(weekStartsOn)};BYDAY=${days.join(',')}`;
}

const dayName = (weekday: number): string => WEEKDAYS[weekday - 1] ?? 'MO';

const problem = (field: RuleProblem['field'], issue: RuleProblem['issue'], limit?: number) =>
  err<RuleProblem>({ code: 'SERIES_RULE', field, issue, ...(limit !== undefined && { limit }) });
