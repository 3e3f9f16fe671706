import { must, type Paper, type PaperWages } from './paper.ts';

/** A saved session has earned so much for its practitioner. */
export function owe(paper: Paper, practitioner: number, wage: number): void {
  wagesOf(paper, practitioner).earned += wage;
  book(paper, wage);
}

/** So much more, or below zero less, for a reason. */
export function adjust(paper: Paper, practitioner: number, amount: number): void {
  wagesOf(paper, practitioner).adjusted += amount;
  book(paper, amount);
}

function book(paper: Paper, amount: number): void {
  paper.sums.wages += amount;
  paper.sums.wages_owed -= amount;
}

/** All that is due is paid. */
export function payOut(paper: Paper, id: number, to: number, from: 'bank' | 'cash'): void {
  const wages = wagesOf(paper, to);
  const amount = dueTo(paper, to);
  wages.paid += amount;
  paper.payouts.set(id, { to, amount, from });
  paper.sums.wages_owed += amount;
  paper.sums[from] -= amount;
}

/** A payout that was none: it is due again. */
export function takePayoutBack(paper: Paper, id: number): void {
  const { to, amount, from } = must(paper.payouts.get(id), `payout ${id}`);
  paper.payouts.delete(id);
  wagesOf(paper, to).paid -= amount;
  paper.sums.wages_owed -= amount;
  paper.sums[from] += amount;
}

export function dueTo(paper: Paper, practitioner: number): number {
  const { earned, adjusted, paid } = wagesOf(paper, practitioner);
  return earned + adjusted - paid;
}

export function wagesOf({ practitioners }: Paper, id: number): PaperWages {
  const known = practitioners.get(id);
  if (known) return known;
  const fresh = { earned: 0, adjusted: 0, paid: 0 };
  practitioners.set(id, fresh);
  return fresh;
}
