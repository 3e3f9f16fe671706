/** What one session of a class costs a client, and what it earns the practitioner; in minor units. */
export interface SessionAmounts {
  readonly costMinor: number;
  /** For `attendee` wages the amount for one of them. */
  readonly wageMinor: number;
  readonly wageBasis: 'session' | 'attendee';
}

export interface ClassTotals {
  readonly sessions: number;
  readonly costMinor: number;
  readonly wageMinor: number;
  /** Part of `wageMinor` is paid for each attendee: that part is counted once. */
  readonly isWagePerAttendee: boolean;
}

/** Sessions × cost and sessions × wage of a whole class (seed 001: ten at 100.00 and 30.00 are 1000.00 and 300.00). */
export function classTotals(sessions: readonly SessionAmounts[]): ClassTotals {
  return {
    sessions: sessions.length,
    costMinor: sessions.reduce((sum, { costMinor }) => sum + costMinor, 0),
    wageMinor: sessions.reduce((sum, { wageMinor }) => sum + wageMinor, 0),
    isWagePerAttendee: sessions.some(({ wageBasis }) => wageBasis === 'attendee'),
  };
}
