import { type DayRange, isSameRange } from '#domain/values/day-range.ts';
import { addDays, daysBetween, weekStartOf, type LocalDate } from '#domain/values/time.ts';

export type QuickRange = 'this_week' | 'next_week' | 'next_4_weeks';
export const quickRanges: readonly QuickRange[] = ['this_week', 'next_week', 'next_4_weeks'];

/** The engine lists at most so many days at once. */
const MAX_RANGE_DAYS = 400;

/**
 * `today` is the studio's local day, `weekStartsOn` 1 (Monday) to 7 (Sunday). "Next 4 weeks" starts with the running week, so
 * that today is in it.
 */
export function quickRange(choice: QuickRange, today: LocalDate, weekStartsOn: number): DayRange {
  const start = weekStartOf(today, weekStartsOn);
  if (choice === 'this_week') return { from: start, to: addDays(start, 7) };
  if (choice === 'next_week') return { from: addDays(start, 7), to: addDays(start, 14) };
  return { from: start, to: addDays(start, 28) };
}

/** Which quick choice a range is, if any. */
export function quickRangeOf(range: DayRange, today: LocalDate, weekStartsOn: number): QuickRange | null {
  return quickRanges.find((choice) => isSameRange(quickRange(choice, today, weekStartsOn), range)) ?? null;
}

/** The last day of the range, as the second date field shows it. */
export function lastDayOf(range: DayRange): LocalDate {
  return addDays(range.to, -1);
}

export type RangeProblem = 'ends_before_start' | 'too_long';

/** A range from its first and last day as typed into the two fields. */
export function rangeFromDays(
  firstDay: LocalDate,
  lastDay: LocalDate,
):
  | { readonly range: DayRange; readonly problem: null }
  | { readonly range: null; readonly problem: RangeProblem } {
  const range = { from: firstDay, to: addDays(lastDay, 1) };
  const days = daysBetween(range.from, range.to);
  if (days < 1) return { range: null, problem: 'ends_before_start' };
  if (days > MAX_RANGE_DAYS) return { range: null, problem: 'too_long' };
  return { range, problem: null };
}
