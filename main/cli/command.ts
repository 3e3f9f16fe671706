import type { LocalDate } from '#domain/values/time.ts';
import type { DemoSize } from '../demo/demo-size.ts';

/** A command with its options read; paths are absolute. */
export interface CommandCall {
  readonly dataDir: string;
  readonly file: string | null;
  readonly out: string;
  readonly format: 'csv' | 'jsonl';
  readonly size: DemoSize;
  /** What a table holds; null: told by the file's ending. */
  readonly kind: 'clients' | 'sessions' | 'bookings' | null;
  /** Which days of a calendar to take in: [from, to). */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly dryRun: boolean;
}

/** What is said at the end. 0: done; 1: something is wrong with the studio or its files; 2: wrong use. */
export interface CommandOutcome {
  readonly code: 0 | 1 | 2;
  readonly lines: readonly string[];
}

export const done = (...lines: string[]): CommandOutcome => ({ code: 0, lines });
export const failed = (...lines: string[]): CommandOutcome => ({ code: 1, lines });
export const wrongUse = (...lines: string[]): CommandOutcome => ({ code: 2, lines });
