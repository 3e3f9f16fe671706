import type { LocalDate } from '../values/time.ts';

/** The columns that the list of sessions can show. */
export const SESSION_COLUMNS = [
  'date',
  'time',
  'title',
  'practitioner',
  'place',
  'booked',
  'state',
  'minutes',
  'series',
] as const;
export type SessionColumn = (typeof SESSION_COLUMNS)[number];

/** Days that move along with the calendar. */
export const SESSION_RANGES = ['this_week', 'four_weeks', 'last_week', 'past', 'all'] as const;

/** Which days a list shows: named ones, or from the first to the last, both included; null leaves that end open. */
export type SessionRange =
  | (typeof SESSION_RANGES)[number]
  | { readonly from: LocalDate | null; readonly last: LocalDate | null };
