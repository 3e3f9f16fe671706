import type { CsvError, RowProblem, RowReason } from '#domain/import/csv/row-reader.ts';
import type { DoubtfulRow, NoteReason, SkippedReason } from '#domain/import/ics/doubtful.ts';
import type { CalendarError } from '#domain/import/ics/calendar.ts';

/** What comes to light only when a file is held against the studio's own data. */
export type MatchReason =
  /** The row was imported before and is not the same any more; nothing is changed. */
  | { readonly code: 'ALREADY_THERE_DIFFERS'; readonly here: string; readonly file: string }
  /** Cancelled in the file and unknown here: not made. */
  | { readonly code: 'CANCELED_IN_FILE'; readonly date: string; readonly time: string }
  /** Cancelled in the file, open here: bookings and money may hang on it, so a person decides. */
  | { readonly code: 'CANCELED_IN_FILE_OPEN_HERE'; readonly date: string; readonly time: string }
  | { readonly code: 'NEW_SERVICE'; readonly name: string; readonly capacity: number }
  | { readonly code: 'NEW_LOCATION'; readonly name: string; readonly zone: string }
  | { readonly code: 'NEW_ROOM'; readonly name: string; readonly location: string; readonly capacity: number }
  | { readonly code: 'NEW_PRACTITIONER'; readonly name: string }
  /** No location of that name: `entries` sessions went to `location`. */
  | {
      readonly code: 'LOCATION_UNKNOWN';
      readonly name: string;
      readonly location: string;
      readonly entries: number;
    }
  /** Wall times were changed into the location's zone, so that the instants stay. */
  | { readonly code: 'ZONE_CONVERTED'; readonly from: string; readonly to: string; readonly entries: number }
  /** Only closures were asked for: entries with a time were left out. */
  | { readonly code: 'TIMED_LEFT_OUT'; readonly entries: number }
  /** A client of that name and e-mail address, who did not come from a file, is there. */
  | { readonly code: 'CLIENT_EXISTS'; readonly name: string }
  | { readonly code: 'EMAIL_SHARED'; readonly email: string; readonly name: string }
  | { readonly code: 'NAME_EXISTS'; readonly name: string }
  | { readonly code: 'CREDITS_EXPIRED'; readonly expiresOn: string }
  | { readonly code: 'CLIENT_NOT_FOUND'; readonly client: string }
  | { readonly code: 'CLIENT_AMBIGUOUS'; readonly client: string; readonly count: number }
  | { readonly code: 'CLIENT_ARCHIVED'; readonly client: string }
  | { readonly code: 'SESSION_NOT_FOUND'; readonly session: string }
  | { readonly code: 'SESSION_AMBIGUOUS'; readonly session: string; readonly count: number }
  | { readonly code: 'SESSION_CANCELED'; readonly session: string }
  | { readonly code: 'SESSION_FULL'; readonly session: string; readonly capacity: number }
  | { readonly code: 'BOOKED_BEFORE'; readonly client: string; readonly session: string }
  | { readonly code: 'NO_CREDIT'; readonly client: string; readonly session: string }
  /** Session control asks for more than the client has paid: held to it, or only warned of it. Amounts in minor units. */
  | {
      readonly code: 'NOT_PREPAID' | 'CREDIT_SHORT';
      readonly client: string;
      readonly session: string;
      readonly missingMinor: number;
      readonly missingCredits: number;
    }
  /** Paid by card elsewhere: kept as another payment, which cannot go back to the card from here. */
  | { readonly code: 'CARD_AS_OTHER' }
  | { readonly code: 'ZERO_PAYMENT' };

export type DoubtReason = MatchReason | RowReason | SkippedReason | NoteReason;
export type DoubtCode = DoubtReason['code'];

/** Why a file was not read at all. */
export type FileErrorCode = CalendarError['code'] | CsvError<string>['code'];

/** A row or entry that someone should look at. The sentence is made elsewhere, from code and data. */
export interface Doubt {
  /** Row of the table, or line of the calendar file; null if it concerns the file as a whole. */
  readonly row: number | null;
  /** What the row is about: a title, a name. */
  readonly what: string;
  readonly severity: 'skipped' | 'imported_with_note';
  readonly reason: DoubtReason;
  /** The column, if one cell is to blame. */
  readonly column?: string;
}

export function skippedRow(row: number, what: string, reason: MatchReason): Doubt {
  return { row, what, severity: 'skipped', reason };
}

export function notedRow(row: number | null, what: string, reason: MatchReason): Doubt {
  return { row, what, severity: 'imported_with_note', reason };
}

export function doubtOfEntry({ line, summary, severity, reason }: DoubtfulRow): Doubt {
  return { row: line, what: summary, severity, reason };
}

export function doubtOfCell({ row, severity, column, reason }: RowProblem<string>): Doubt {
  return { row, what: '', severity, reason, ...(column !== undefined && { column }) };
}

/** By row; what concerns the whole file first. */
export function sortedDoubts(doubts: readonly Doubt[]): readonly Doubt[] {
  return doubts.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
}
