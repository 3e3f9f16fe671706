/** The rule of domain.md 10 that is broken; the seventh, the audit chain, is walked by `audit.verify`. */
export type InvariantNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** A rule as the statement that lists the rows for which it does not hold: none as long as all is well. */
export interface Invariant {
  readonly invariant: InvariantNumber;
  readonly code: string;
  readonly sql: string;
}

/** Words as a list for SQL's `IN`. Only for words of our own: nothing is escaped. */
export const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
