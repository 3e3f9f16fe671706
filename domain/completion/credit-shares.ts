import type { LotId } from '../values/ids.ts';

/** What is known of a lot before more of its credits are earned. */
export interface LotEarnings {
  readonly lotId: LotId;
  readonly priceMinor: number;
  readonly credits: number;
  /** Credits earned already at the larger of the two shares. */
  readonly largerTaken: number;
}

/**
 * Hands out what each credit of a lot is worth: its price split over its credits by largest remainder, so that the shares
 * differ by at most one minor unit and all of them together are the price (domain.md 5). A share that was given back is
 * handed out again. Keeps count of what it has handed out.
 */
export function creditShares(lots: readonly LotEarnings[]): { readonly take: (lotId: LotId) => number } {
  const left = new Map(
    lots.map(({ lotId, priceMinor, credits, largerTaken }) => [
      lotId,
      { smaller: Math.floor(priceMinor / credits), larger: (priceMinor % credits) - largerTaken },
    ]),
  );
  return {
    take: (lotId) => {
      const lot = left.get(lotId);
      if (!lot) throw new Error(`no lot ${lotId}`);
      if (lot.larger <= 0) return lot.smaller;
      lot.larger -= 1;
      return lot.smaller + 1;
    },
  };
}
