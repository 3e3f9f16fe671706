import type { LocalDate } from './time.ts';

/** Local days [from, to): `to` is the first day that is not in it any more. */
export interface DayRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Whether both hold the same days. */
export const isSameRange = (one: DayRange, other: DayRange): boolean =>
  one.from === other.from && one.to === other.to;

/** The first day of the month that lies `later` months after the day's (before it, if negative). */
export function firstOfMonth(day: LocalDate, later = 0): LocalDate {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + later;
  const year = String(Math.floor(index / 12)).padStart(4, '0');
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}-01` as LocalDate;
}
