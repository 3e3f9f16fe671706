import { addDays, daysBetween, type LocalDate, weekStartOf } from '#domain/values/time.ts';
import { type DayRange, firstOfMonth } from '../values/day-range.ts';
import type { RunTerms } from './terms.ts';

type PeriodTerms = Pick<RunTerms, 'interval' | 'weekStartsOn' | 'anchorDay'>;

/** The period that holds the day. Periods follow each other without gap or overlap, before and after the anchor day alike. */
export function periodHolding(terms: PeriodTerms, day: LocalDate): DayRange {
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
      return { from: firstOfMonth(day), to: firstOfMonth(day, 1) };
  }
}
