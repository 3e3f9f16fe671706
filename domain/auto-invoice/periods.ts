import { addDays, daysBetween, type LocalDate, weekStartOf } from '#domain/values/time.ts';
import type { Days, RunTerms } from './terms.ts';

type PeriodTerms = Pick<RunTerms, 'interval' | 'weekStartsOn' | 'anchorDay'>;

/** The period that holds the day. Periods follow each other without gap or overlap, before and after the anchor day alike. */
export function periodHolding(terms: PeriodTerms, day: LocalDate): Days {
  switch (terms.interval) {
    case 'weekly': {
      const from = weekStartOf(day, terms.weekStartsOn);
      return { from, to: addDays(from, 7) };
    }
    case 'biweekly': {
      const week = weekStartOf(day, terms.weekStartsOn);
      const weeks = daysBetween(weekStartOf(terms.anchorDay, terms.weekStartsOn), week) / 7;
      const from = weeks % 2 === 0 ? week : addDays(week, -7);
      return { from, to: addDays(from, 14) };
    }
    case 'monthly':
      return { from: firstOfMonth(day, 0), to: firstOfMonth(day, 1) };
  }
}

/** The first day of the month that lies `months` (0 or 1) after the day's. */
function firstOfMonth(day: LocalDate, months: 0 | 1): LocalDate {
  const first = `${day.slice(0, 8)}01` as LocalDate;
  // The 1st plus 31 days always lies in the next month.
  return months === 0 ? first : firstOfMonth(addDays(first, 31), 0);
}
