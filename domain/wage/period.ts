import { type DayRange, firstOfMonth, isSameRange } from '../values/day-range.ts';
import { addDays, type LocalDate, weekStartOf } from '../values/time.ts';

/** The spans of days that wages are usually looked at for; any other range is typed. */
export const WAGE_PERIODS = ['this_week', 'last_week', 'last_two_weeks', 'this_month', 'last_month'] as const;
export type WagePeriod = (typeof WAGE_PERIODS)[number];

/** `today` is the studio's day, `weekStartsOn` 1 (Monday) to 7 (Sunday). The last two weeks end with the last full week. */
export function wagePeriod(choice: WagePeriod, today: LocalDate, weekStartsOn: number): DayRange {
  const week = weekStartOf(today, weekStartsOn);
  switch (choice) {
    case 'this_week':
      return { from: week, to: addDays(week, 7) };
    case 'last_week':
      return { from: addDays(week, -7), to: week };
    case 'last_two_weeks':
      return { from: addDays(week, -14), to: week };
    case 'this_month':
      return { from: firstOfMonth(today), to: firstOfMonth(today, 1) };
    case 'last_month':
      return { from: firstOfMonth(today, -1), to: firstOfMonth(today) };
  }
}

/** Which usual span a range is, if any. */
export function wagePeriodOf(range: DayRange, today: LocalDate, weekStartsOn: number): WagePeriod | null {
  return WAGE_PERIODS.find((choice) => isSameRange(wagePeriod(choice, today, weekStartsOn), range)) ?? null;
}
