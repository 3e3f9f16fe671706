/** Rates are hundredths of a per cent: 1900 is 19 %. Amounts are minor units; half a minor unit rounds away from zero. */

/** A line of a document or a charge, in what the studio earns and what it owes to the state. */
export interface Taxed {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}

/** 100 %. */
export const MOST_TAX_BP = 10_000;

const WHOLE = 10_000;

/** What a client pays for a price to which the tax is added. */
export function withTax(netMinor: number, rateBp: number): number {
  return netMinor + rounded(netMinor, rateBp, WHOLE);
}

/**
 * Splits what a client pays, tax included. Splitting a price to which tax was added gives that price again, and the parts always
 * add up to the whole.
 */
export function splitTax(grossMinor: number, rateBp: number): Taxed {
  const netMinor = rateBp === 0 ? grossMinor : rounded(grossMinor, WHOLE, WHOLE + rateBp);
  return { netMinor, taxMinor: grossMinor - netMinor, grossMinor };
}

/** A rate as it was when something was charged at it. */
export interface FrozenRate {
  readonly taxName: string;
  readonly taxRateBp: number;
  /** Whether prices at this rate hold the tax already. */
  readonly taxInclusive: boolean;
}

export const NO_TAX: FrozenRate = { taxName: '', taxRateBp: 0, taxInclusive: true };

/** So many thousandths of a unit at a price, taxed as one line. */
export function lineAmounts(quantityMilli: number, unitMinor: number, rate: FrozenRate): Taxed {
  const price = rounded(unitMinor, quantityMilli, 1000);
  return splitTax(rate.taxInclusive ? price : withTax(price, rate.taxRateBp), rate.taxRateBp);
}

/** `amount × times ÷ by`, exact, with half a unit rounded away from zero. */
function rounded(amount: number, times: number, by: number): number {
  const product = BigInt(Math.abs(amount)) * BigInt(times);
  const result = Number((product * 2n + BigInt(by)) / (BigInt(by) * 2n));
  return amount < 0 ? -result : result;
}
