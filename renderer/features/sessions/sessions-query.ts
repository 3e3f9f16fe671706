import type { SessionsQuery } from '#contract/desktop/view.ts';
import { addDays, type LocalDate, weekStartOf } from '#domain/values/time.ts';

/** The local days [from, to) of a range, as of `today`; null leaves that end open. */
export function daysOf(
  range: SessionsQuery['range'],
  today: LocalDate,
  weekStartsOn: number,
): { readonly from: LocalDate | null; readonly to: LocalDate | null } {
  if (typeof range === 'object')
    return { from: range.from, to: range.last === null ? null : addDays(range.last, 1) };
  const monday = weekStartOf(today, weekStartsOn);
  switch (range) {
    case 'this_week':
      return { from: monday, to: addDays(monday, 7) };
    case 'four_weeks':
      return { from: monday, to: addDays(monday, 28) };
    case 'last_week':
      return { from: addDays(monday, -7), to: monday };
    case 'past':
      return { from: null, to: today };
    case 'all':
      return { from: null, to: null };
  }
}
