import type { DecodeError } from '#domain/import/decode-text.ts';
import type { DayWindow } from '#domain/recurrence/expand.ts';
import type { Fold, LocalDate, LocalTime, Zone } from '#domain/values/time.ts';
import type { DoubtfulRow } from './doubtful.ts';

/** One dated occurrence of a calendar entry with a time: a session to be. */
export interface ImportedEvent {
  /** UID of the entry; stands for the whole series. */
  readonly externalUid: string;
  /** Which date of the series. `externalUid` and this together stay the same in later exports, even if the date moves. */
  readonly occurrenceKey: string;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly zone: Zone;
  /** Given only for the second of two equal wall times in an autumn night. */
  readonly fold?: Fold;
  /** 1 to 1440. */
  readonly durationMinutes: number;
  readonly status: 'confirmed' | 'cancelled';
  readonly sequence: number;
  readonly line: number;
}

/** Whole days from `from` (included) to `until` (excluded). */
export interface ImportedClosure {
  readonly externalUid: string;
  readonly occurrenceKey: string;
  readonly title: string;
  readonly description: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly status: 'confirmed' | 'cancelled';
  readonly sequence: number;
  readonly line: number;
}

export interface ImportedCalendar {
  readonly calendarName: string | undefined;
  /** Sorted by start. */
  readonly events: readonly ImportedEvent[];
  readonly closures: readonly ImportedClosure[];
  readonly doubtful: readonly DoubtfulRow[];
  /** Entries that are sound, but have no date inside the window. */
  readonly outsideWindow: number;
}

export interface CalendarOptions {
  readonly studioZone: Zone;
  /** Only dates inside are taken; a series without an end stops here. */
  readonly window: DayWindow;
}

export type CalendarError =
  | DecodeError
  | { readonly code: 'NOT_A_CALENDAR' }
  | { readonly code: 'TOO_MANY_OCCURRENCES'; readonly limit: number }
  | { readonly code: 'TOO_MANY_ENTRIES'; readonly limit: number }
  /** The rules never match or reach back for ages by the thousand: made to keep a computer busy. */
  | { readonly code: 'RULES_TOO_COSTLY' };
