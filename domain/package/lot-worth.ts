import { creditShares, type LotEarnings } from '../completion/credit-shares.ts';
import type { LotId } from '../values/ids.ts';

/** A lot as far as the value of its credits goes. Amounts in minor units. */
export interface LotBooks {
  readonly priceMinor: number;
  /** What it holds or held: used + expired + remaining. */
  readonly bought: number;
  readonly expired: number;
  /** What the expired credits were worth when they expired. */
  readonly expiredMinor: number;
  /** Credits that saved sessions have earned at the larger of the two shares. */
  readonly largerEarned: number;
}

/**
 * What is known of the lot before more of its credits are earned, expire or move away. A credit that left by moving took its share
 * of the price with it, so that only expired ones are counted here.
 */
export function earningsOf(lotId: LotId, books: LotBooks): LotEarnings {
  const { priceMinor, bought, expired, expiredMinor, largerEarned } = books;
  if (bought === 0) return { lotId, priceMinor: 0, credits: 1, largerTaken: 0 };
  const smaller = Math.floor(priceMinor / bought);
  return { lotId, priceMinor, credits: bought, largerTaken: largerEarned + expiredMinor - expired * smaller };
}

/** What the next `credits` of the lot are worth together: the larger shares go first (domain.md 5). */
export function worthOf(lotId: LotId, books: LotBooks, credits: number): number {
  const { take } = creditShares([earningsOf(lotId, books)]);
  let sum = 0;
  for (let index = 0; index < credits; index += 1) sum += take(lotId);
  return sum;
}

/** So many credits at so much each. */
export interface ShareGroup {
  readonly credits: number;
  readonly amountMinor: number;
}

/** The penny-exact share of each session of an offer, the larger ones first: 1000.00 over 3 is once 333.34 and twice 333.33. */
export function shareGroups(priceMinor: number, credits: number): ShareGroup[] {
  const smaller = Math.floor(priceMinor / credits);
  const larger = priceMinor - smaller * credits;
  const groups = [
    { credits: larger, amountMinor: smaller + 1 },
    { credits: credits - larger, amountMinor: smaller },
  ];
  return groups.filter((group) => group.credits > 0);
}
