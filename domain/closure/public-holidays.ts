import Holidays, { type HolidaysTypes } from 'date-holidays';
import {
  addDays,
  DAY_MS,
  isLocalDate,
  isLocalTime,
  type LocalDate,
  type LocalTime,
} from '#domain/values/time.ts';

/*
 * Public holidays of the world's countries and their regions, from the data of date-holidays (CC BY 3.0). Its tables are large:
 * load this file with `import()` when somebody asks for holidays, never at start.
 */

const HOLIDAY_TYPES = ['public', 'bank', 'school', 'optional', 'observance'] as const;
export type HolidayType = (typeof HOLIDAY_TYPES)[number];

/** One holiday of a year. `key` names it in every later list too, whatever language that is in. */
export interface PublicHoliday {
  readonly key: string;
  readonly title: string;
  readonly type: HolidayType;
  readonly startDate: LocalDate;
  /** The first day after it. */
  readonly endDate: LocalDate;
  /** Where it begins in the course of a day, as Christmas Eve does here and there; null: the whole day. */
  readonly startTime: LocalTime | null;
}

export interface HolidayPlace {
  /** ISO 3166 code in capitals. */
  readonly code: string;
  readonly name: string;
}

/** By name, in the language (ISO 639-1) where it is known. */
export function listCountries(language: string): HolidayPlace[] {
  return placesOf(new Holidays().getCountries(language), language);
}

/** States, provinces or cantons with holidays of their own; empty where there are none or the country is unknown. */
export function listRegions(country: string, language: string): HolidayPlace[] {
  return placesOf(new Holidays().getStates(country, language), language);
}

/**
 * All holidays of a place that begin in the year, by day; none where the place is unknown. One that the data has twice on a day
 * is listed once.
 */
export function listPublicHolidays(
  place: { readonly country: string; readonly region: string | null },
  year: number,
  language: string,
): PublicHoliday[] {
  const calendar = new Holidays();
  if (place.region === null) calendar.init(place.country);
  else calendar.init(place.country, place.region);
  const rows = calendar.getHolidays(year, language).flatMap((found) => holidayOf(place.country, found) ?? []);
  return [...new Map(rows.map((row) => [row.key, row])).values()].filter(({ startDate }) =>
    startDate.startsWith(`${year}-`),
  );
}

function placesOf(found: Readonly<Record<string, string>> | undefined, language: string): HolidayPlace[] {
  return Object.entries(found ?? {})
    .map(([code, name]) => ({ code, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
}

/** Days that an hour more or less would miscount. */
const CLOCK_CHANGE_DAYS = 0.05;
const LAST_MINUTE = '23:59';

function holidayOf(country: string, found: HolidaysTypes.Holiday): PublicHoliday | undefined {
  const [date = '', time = ''] = found.date.split(' ');
  if (!isLocalDate(date)) return undefined;
  const days = Math.floor((found.end.getTime() - found.start.getTime()) / DAY_MS + CLOCK_CHANGE_DAYS);
  const startTime = time.slice(0, 5);
  const isPart = days < 1 && isLocalTime(startTime) && startTime > '00:00' && startTime < LAST_MINUTE;
  return {
    key: `${country}:${date}:${found.rule}`,
    title: found.name,
    type: found.type,
    startDate: date,
    endDate: addDays(date, Math.max(1, days)),
    startTime: isPart ? startTime : null,
  };
}
