import { addDays, daysBetween, type LocalDate, weekdayOf } from '../values/time.ts';
import type { SeriesValues } from './change.ts';

/** The fields of a series' form, as far as editing one of its sessions can change them. */
export interface EditableSeries extends SeriesValues {
  readonly firstDate: LocalDate;
  readonly weekdays: readonly number[];
  readonly sessionCount: number | null;
  readonly lastDate: LocalDate | null;
}

export interface EditedSession extends SeriesValues {
  readonly date: LocalDate;
}

/**
 * The series as it must be for one of its sessions to become what it was dragged or edited to: what the edit changed is changed,
 * and a session that moved by some days takes its weekday, and the ends of the rule, along.
 */
export function seriesFromSession<Series extends EditableSeries>(
  series: Series,
  before: EditedSession,
  after: EditedSession,
): Series {
  const { date: _, ...edited } = after;
  const values = Object.fromEntries(
    Object.entries(edited).filter(
      ([field, value]) => field in series && value !== before[field as keyof SeriesValues],
    ),
  );
  return { ...series, ...values, ...shiftRule(series, before.date, after.date) };
}

/** The rule with the weekday of `from` become that of `to`. Its ends go along as far as they hang on that weekday. */
export function shiftRule<Rule extends Pick<EditableSeries, 'firstDate' | 'weekdays' | 'lastDate'>>(
  rule: Rule,
  from: LocalDate,
  to: LocalDate,
): Pick<EditableSeries, 'firstDate' | 'weekdays' | 'lastDate'> {
  const { firstDate, weekdays, lastDate } = rule;
  const days = daysBetween(from, to);
  const old = weekdayOf(from);
  if (days === 0) return { firstDate, weekdays, lastDate };
  const moved = weekdays.map((weekday) => (weekday === old ? weekdayOf(to) : weekday));
  return {
    // Alone on its weekday, or first of the week: then the whole series begins earlier or later.
    firstDate: weekdays.length === 1 || weekdayOf(firstDate) === old ? addDays(firstDate, days) : firstDate,
    weekdays: [...new Set(moved)].sort((a, b) => a - b),
    lastDate: lastDate === null ? null : addDays(lastDate, days),
  };
}

/**
 * The series from `date` on, as a form of its own: its first date, and of a counted series the sessions that are left. `dates` are
 * those that its rule has given so far, left out ones included.
 */
export function restOfSeries<Series extends EditableSeries>(
  series: Series,
  date: LocalDate,
  dates: readonly LocalDate[],
): Series {
  const before = dates.filter((each) => each < date).length;
  const { sessionCount } = series;
  return {
    ...series,
    firstDate: date,
    sessionCount: sessionCount === null ? null : Math.max(1, sessionCount - before),
  };
}
