/** The terms a lot was bought with: the whole package's fee, and over how many sessions it is spread. */
export interface FeeTerms {
  readonly feeMinor: number;
  readonly credits: number;
}

/**
 * What moving `sessions` more of a package's sessions costs, after `movedBefore` of them were moved: the fee of the package ÷ its number
 * of sessions × sessions moved (seed 003), penny-exact: the shares differ by at most one minor unit, the larger ones first, and moving
 * every session once costs the whole fee. A session that is moved again counts again.
 */
export function rescheduleFee(
  { feeMinor, credits }: FeeTerms,
  movedBefore: number,
  sessions: number,
): number {
  const upTo = (moved: number): number => {
    const rounds = Math.floor(moved / credits);
    const rest = moved - rounds * credits;
    return rounds * feeMinor + rest * Math.floor(feeMinor / credits) + Math.min(rest, feeMinor % credits);
  };
  return upTo(movedBefore + sessions) - upTo(movedBefore);
}
