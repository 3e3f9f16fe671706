import { minorDigits } from '../values/money.ts';

/** How many there are of each note or coin, by its worth in minor units. */
export type CashCount = Readonly<Record<string, number>>;

/**
 * The notes and coins to count, in minor units, the largest first: 1, 2 and 5 of each power of ten up to a note of 500 (10,000 where
 * there are no cents), or what a currency with other coins has. Whoever has one that is missing types the sum instead.
 */
export function denominations(currency: string): readonly number[] {
  const special = SPECIAL.get(currency);
  if (special) return special;
  const digits = minorDigits(currency);
  const smallest = digits >= 3 ? 5 * 10 ** (digits - 3) : 1;
  const largest = digits === 0 ? 10_000 : 500 * 10 ** digits;
  const values: number[] = [];
  for (let power = 1; power <= largest; power *= 10) values.push(power, power * 2, power * 5);
  return values.filter((value) => value >= smallest && value <= largest).toReversed();
}

/** The worth of what was counted, in minor units. */
export function countedTotal(count: CashCount): number {
  return Object.entries(count).reduce((total, [value, pieces]) => total + Number(value) * pieces, 0);
}

const DOLLARS = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1];
const SPECIAL: ReadonlyMap<string, readonly number[]> = new Map([
  ['USD', DOLLARS],
  ['CAD', DOLLARS],
]);
