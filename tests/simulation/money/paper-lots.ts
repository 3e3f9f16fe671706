import { lotOf, type Paper, paymentOf, person, sum } from './paper.ts';

/** A package: its price is held by the studio until its credits are used. */
export function sell(
  paper: Paper,
  sale: {
    readonly lot: number;
    readonly client: number;
    readonly price: number;
    readonly credits: number;
    readonly fee: number;
    readonly payments: readonly { readonly id: number; readonly amount: number }[];
  },
): void {
  const { lot, client, price, credits, fee, payments: paid } = sale;
  const shares = split(price, credits);
  paper.lots.set(lot, {
    client,
    sold: price,
    left: credits,
    shares,
    expired: [],
    paid,
    fee,
    feeCredits: credits,
    moved: 0,
  });
  person(paper, client).balance -= price;
  paper.sums.deferred -= price;
  for (const { id, amount } of paid) paymentOf(paper, id).held += amount;
}

/** 1000 over 3 is 334, 333, 333. */
export function split(price: number, credits: number): number[] {
  const larger = price % credits;
  return Array.from(
    { length: credits },
    (_, index) => Math.floor(price / credits) + (index < larger ? 1 : 0),
  );
}

export function takeCredit(paper: Paper, id: number | null): void {
  lotOf(paper, id).left -= 1;
}

export function giveCreditBack(paper: Paper, id: number | null): void {
  lotOf(paper, id).left += 1;
}

/** So many credits are no debt of the studio any more: the larger shares go first. Answers what they were worth. */
export function takeShares(paper: Paper, id: number | null, credits: number): number {
  const worth = sum(pull(paper, id, credits));
  paper.sums.deferred += worth;
  return worth;
}

function pull(paper: Paper, id: number | null, credits: number): readonly number[] {
  const lot = lotOf(paper, id);
  const taken = lot.shares.slice(0, credits);
  lot.shares = lot.shares.slice(credits);
  return taken;
}

/** What is left of it is over, and stays with the studio. */
export function expire(paper: Paper, id: number): void {
  const lot = lotOf(paper, id);
  const gone = pull(paper, id, lot.left);
  lot.expired = [...lot.expired, ...gone];
  lot.left = 0;
  paper.sums.deferred += sum(gone);
  paper.sums.forfeited -= sum(gone);
}

/** It pays longer: what had expired of it can pay again. */
export function extend(paper: Paper, id: number): void {
  const lot = lotOf(paper, id);
  lot.left += lot.expired.length;
  paper.sums.deferred -= sum(lot.expired);
  paper.sums.forfeited += sum(lot.expired);
  lot.shares = [...lot.shares, ...lot.expired].sort((a, b) => b - a);
  lot.expired = [];
}

/** Credits become somebody else's, with what they are worth; the studio owes the same. */
export function give(
  paper: Paper,
  id: number,
  to: { readonly lot: number; readonly client: number; readonly credits: number },
): void {
  const from = lotOf(paper, id);
  from.left -= to.credits;
  const shares = pull(paper, id, to.credits);
  paper.lots.set(to.lot, {
    client: to.client,
    sold: 0,
    left: to.credits,
    shares,
    expired: [],
    paid: [],
    fee: from.fee,
    feeCredits: from.feeCredits,
    moved: 0,
  });
}

/** A sale that was none: nothing is owed for it, and what paid for it is free. */
export function revoke(paper: Paper, id: number): void {
  const lot = lotOf(paper, id);
  person(paper, lot.client).balance += lot.sold;
  paper.sums.deferred += lot.sold;
  for (const part of lot.paid) paymentOf(paper, part.id).held -= part.amount;
  paper.lots.set(id, { ...lot, sold: 0, left: 0, shares: [], paid: [] });
}
