import { type DayRange, firstOfMonth } from '#domain/values/day-range.ts';
import {
  addDays,
  DAY_MS,
  localTime,
  type LocalDate,
  wallToInstant,
  weekStartOf,
  type Zone,
} from '#domain/values/time.ts';
import type { CalendarView } from '#renderer/ui/ui-state.ts';

/** The days a view shows around `date`: six whole weeks for a month, a week for week and list, one day for day. */
export function rangeOf(view: CalendarView, date: LocalDate, weekStartsOn: number): DayRange {
  if (view === 'day') return { from: date, to: addDays(date, 1) };
  const from = weekStartOf(view === 'month' ? firstOfMonth(date) : date, weekStartsOn);
  return { from, to: addDays(from, view === 'month' ? 42 : 7) };
}

/** The date that the same view shows one step earlier (-1) or later (1). */
export function stepFrom(view: CalendarView, date: LocalDate, by: -1 | 1): LocalDate {
  if (view === 'day') return addDays(date, by);
  if (view !== 'month') return addDays(date, 7 * by);
  return firstOfMonth(date, by);
}

/** The week whose sessions Bulk Cancel starts with: that of the calendar's date, or the month when a month is shown. */
export function bulkRangeOf(view: CalendarView, date: LocalDate, weekStartsOn: number): DayRange {
  if (view !== 'month') return rangeOf(view, date, weekStartsOn);
  return { from: firstOfMonth(date), to: firstOfMonth(date, 1) };
}

/** The days of a range on which clocks change in `zone`, and by how many minutes they go forward. */
export function clockChanges(
  range: DayRange,
  zone: Zone,
): readonly { readonly date: LocalDate; readonly forwardMinutes: number }[] {
  const midnight = localTime('00:00');
  const startOf = (date: LocalDate): number => wallToInstant({ date, time: midnight, zone }).at;
  const changes: { date: LocalDate; forwardMinutes: number }[] = [];
  for (let date = range.from; date < range.to; date = addDays(date, 1)) {
    const forwardMs = DAY_MS - (startOf(addDays(date, 1)) - startOf(date));
    if (forwardMs !== 0) changes.push({ date, forwardMinutes: forwardMs / 60_000 });
  }
  return changes;
}
