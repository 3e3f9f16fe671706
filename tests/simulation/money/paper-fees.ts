import { lotOf, type Paper, type PaperLot, person, placeOf } from './paper.ts';

/**
 * What moving one more session of a package costs: its fee over its sessions to the cent, the larger shares first, so that moving each of them
 * once costs the whole fee.
 */
export function feeOfMove({ fee, feeCredits, moved }: PaperLot): number {
  return Math.floor(fee / feeCredits) + (moved % feeCredits < fee % feeCredits ? 1 : 0);
}

export function chargeMove(paper: Paper, place: number, lot: number | null, amount: number): void {
  const of = person(paper, placeOf(paper, place).client);
  lotOf(paper, lot).moved += 1;
  of.balance -= amount;
  of.fees += amount;
  paper.sums.fees -= amount;
}
