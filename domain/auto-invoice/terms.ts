import type { LocalDate, LocalTime, Zone } from '#domain/values/time.ts';

export const INTERVALS = ['weekly', 'biweekly', 'monthly'] as const;
/** How long one period is: a week of the studio, two of them, or a month of the calendar (seed 001). */
export type Interval = (typeof INTERVALS)[number];

export const BILLED = ['completed', 'scheduled'] as const;
/** What a run bills: sessions of the period that has just ended, or those of the period to come (domain.md 8). */
export type Billed = (typeof BILLED)[number];

/** What decides when automatic invoicing runs and which days each run covers. */
export interface RunTerms {
  readonly interval: Interval;
  readonly billed: Billed;
  /** On the studio's wall clock. */
  readonly runTime: LocalTime;
  readonly zone: Zone;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStartsOn: number;
  /** Any day of a week that begins a two-week period; of no effect for the other intervals. */
  readonly anchorDay: LocalDate;
  /** No run covers an earlier day. */
  readonly sinceDay: LocalDate;
  /** When these terms were saved (epoch ms): none of their runs lies at or before that moment. */
  readonly savedAt: number;
}
