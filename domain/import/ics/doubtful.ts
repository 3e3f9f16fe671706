import type { RecurrenceError } from '#domain/recurrence/expand.ts';

/** Why a calendar entry, or a date of it, was left out. */
export type SkippedReason =
  | { readonly code: 'UNFINISHED_EVENT' }
  | { readonly code: 'TOO_MANY_LINES'; readonly limit: number }
  | { readonly code: 'NO_START' }
  | { readonly code: 'BAD_DATE'; readonly property: string; readonly text: string }
  /** Neither DTEND nor DURATION, or both at the same minute. */
  | { readonly code: 'NO_LENGTH' }
  | { readonly code: 'ENDS_BEFORE_START' }
  /** One end is a day, the other a time. */
  | { readonly code: 'MIXED_START_AND_END' }
  | { readonly code: 'TOO_LONG'; readonly durationMinutes: number }
  /** The same entry stands in the file again, in a version at least as new. */
  | { readonly code: 'DUPLICATE_UID' }
  | Exclude<RecurrenceError, { readonly code: 'TOO_MANY_OCCURRENCES' }>;

/** What was read with a guess or a change, so that a person can look at it. */
export type NoteReason =
  /** A line that is no property and was passed over; `text` is its beginning. */
  | { readonly code: 'BAD_LINE'; readonly text: string }
  | { readonly code: 'MISSING_UID' }
  | { readonly code: 'NO_TITLE' }
  | { readonly code: 'TENTATIVE' }
  | {
      readonly code: 'TEXT_CUT';
      readonly field: 'title' | 'description' | 'location';
      readonly length: number;
      readonly limit: number;
    }
  /** A time without a zone was taken as `zone`; `entries` counts the entries that it concerns. */
  | { readonly code: 'FLOATING_TIME'; readonly zone: string; readonly entries: number }
  /** The zone's name is unknown, its offsets led to `zone`. */
  | { readonly code: 'ZONE_GUESSED'; readonly name: string; readonly zone: string; readonly entries: number }
  /** Only an offset is known, and the studio's zone has another: `zone` is a fixed one. */
  | {
      readonly code: 'ZONE_FIXED_OFFSET';
      readonly name: string;
      readonly zone: string;
      readonly entries: number;
    }
  /** Nothing is known of the zone; the studio's was taken. */
  | { readonly code: 'ZONE_UNKNOWN'; readonly name: string; readonly zone: string; readonly entries: number }
  /** The series repeats in UTC, so its wall time moves with the clock change. */
  | { readonly code: 'SERIES_IN_UTC'; readonly zone: string }
  /** Exceptions ('YYYY-MM-DD' or 'YYYY-MM-DDTHH:MM') that met no date of the series. */
  | { readonly code: 'EXCEPTION_MATCHES_NOTHING'; readonly dates: readonly string[] }
  | { readonly code: 'START_NOT_IN_RULE' }
  | { readonly code: 'CHANGE_WITHOUT_SERIES' }
  /** Several entries share a UID but not a start; each was kept. */
  | { readonly code: 'SAME_UID' }
  /** Midnight to midnight: taken as a closure of whole days. */
  | { readonly code: 'TIMED_AS_CLOSURE' };

/** A calendar entry that someone should look at. The sentence is made elsewhere, from the code and its data. */
export type DoubtfulRow = {
  readonly severity: 'skipped' | 'imported_with_note';
  readonly reason: SkippedReason | NoteReason;
  readonly summary: string;
  readonly uid: string;
  /** Line of the file where the entry begins, from 1. */
  readonly line: number;
};

/** Where a doubtful row points to. */
export interface EntryRef {
  readonly title: string;
  readonly uid: string;
  readonly line: number;
}

export function skipped(entry: EntryRef, reason: SkippedReason): DoubtfulRow {
  return { severity: 'skipped', reason, summary: entry.title, uid: entry.uid, line: entry.line };
}

export function noted(entry: EntryRef, reason: NoteReason): DoubtfulRow {
  return { severity: 'imported_with_note', reason, summary: entry.title, uid: entry.uid, line: entry.line };
}
