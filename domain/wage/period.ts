import { addDays, type LocalDate, weekStartOf } from '../values/time.ts';

/** The spans of days that wages are usually looked at for; any other range is typed. */
export const WAGE_PERIODS = ['this_week', 'last_week', 'last_two_weeks', 'this_month', 'last_month'] as const;
export type WagePeriod = (typeof WAGE_PERIODS)[number];

/** Local days [from, to): `to` is the day after the last one. */
export interface WageDays {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** `today` is the studio's day, `weekStartsOn` 1 (Monday) to 7 (Sunday). The last two weeks end with the last full week. */
export function wagePeriod(choice: WagePeriod, today: LocalDate, weekStartsOn: number): WageDays {
  const week = weekStartOf(today, weekStartsOn);
  const month = firstOfMonth(today);
  switch (choice) {
    case 'this_week':
      return { from: week, to: addDays(week, 7) };
    case 'last_week':
      return { from: addDays(week, -7), to: week };
    case 'last_two_weeks':
      return { from: addDays(week, -14), to: week };
    case 'this_month':
      return { from: month, to: firstOfMonth(addDays(month, 31)) };
    case 'last_month':
      return { from: firstOfMonth(addDays(month, -1)), to: month };
  }
}

/** Which usual span a range is, if any. */
export function wagePeriodOf(range: WageDays, today: LocalDate, weekStartsOn: number): WagePeriod | null {
  return (
    WAGE_PERIODS.find((choice) => {
      const days = wagePeriod(choice, today, weekStartsOn);
      return days.from === range.from && days.to === range.to;
    }) ?? null
  );
}

const firstOfMonth = (day: LocalDate): LocalDate => `${day.slice(0, 8)}01` as LocalDate;
