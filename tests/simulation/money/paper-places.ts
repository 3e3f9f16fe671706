import { type Paper, type PaperPart, paymentOf, person, placeOf, sum } from './paper.ts';
import { giveCreditBack, takeShares, takeCredit } from './paper-lots.ts';
import { splitTax } from './paper-tax.ts';

export function book(
  paper: Paper,
  place: {
    readonly id: number;
    readonly client: number;
    readonly price: number;
    readonly parts: readonly PaperPart[];
  },
): void {
  const { id, client, price, parts } = place;
  for (const { kind, from, amount } of parts) {
    if (kind === 'package') takeCredit(paper, from);
    if (kind === 'payment') paymentOf(paper, from).held += amount;
  }
  paper.places.set(id, { client, price, parts, state: 'open', charge: 0, earned: 0, rate: null });
}

/** The place is over and costs this much; `uses` says whether a credit that pays for it stays used. */
export function settle(
  paper: Paper,
  id: number,
  how: {
    readonly charge: number;
    readonly uses: boolean;
    /** Of the tax in it, in hundredths of a per cent. */
    readonly rate: number;
    readonly as: 'saved' | 'kept';
  },
): void {
  const { charge, uses, rate, as } = how;
  const place = placeOf(paper, id);
  const credit = place.parts.find(({ kind }) => kind === 'package');
  place.state = as;
  place.rate = rate;
  if (credit) {
    if (uses) {
      place.earned = takeShares(paper, credit.from, 1);
      gain(paper, place.earned, rate);
    } else giveCreditBack(paper, credit.from);
    return;
  }
  place.charge = charge;
  person(paper, place.client).balance -= charge;
  gain(paper, charge, rate);
  let left = charge;
  const olderFirst = place.parts.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0));
  place.parts = olderFirst.flatMap((part) => {
    if (part.kind !== 'payment') return [];
    const amount = Math.min(part.amount, left);
    left -= amount;
    paymentOf(paper, part.from).held -= part.amount - amount;
    return amount > 0 ? [{ ...part, amount }] : [];
  });
}

/** The place is given up and nothing is kept: payments are free again, less what `refunds` take of them. */
export function giveUp(
  paper: Paper,
  id: number,
  refunds: readonly { readonly payment: number; readonly amount: number }[],
): void {
  const place = placeOf(paper, id);
  place.state = 'given_up';
  for (const part of place.parts) {
    if (part.kind === 'package') giveCreditBack(paper, part.from);
    if (part.kind === 'payment') paymentOf(paper, part.from).held -= part.amount;
  }
  place.parts = [];
  for (const { payment: from, amount } of refunds) {
    paymentOf(paper, from).refunded += amount;
    person(paper, place.client).balance -= amount;
    paper.sums.refunds_due -= amount;
  }
}

/** Balance less what open places will cost the account (domain.md 5). */
export function available(paper: Paper, client: number): number {
  const open = [...paper.places.values()].filter(
    (place) => place.client === client && place.state === 'open',
  );
  const cost = open.flatMap(({ parts }) =>
    parts.filter(({ kind }) => kind === 'payment' || kind === 'account'),
  );
  return person(paper, client).balance - sum(cost.map(({ amount }) => amount));
}

/** Earned: what the studio keeps of it to revenue, the tax in it to the state; with -1 for `times`, given back. */
export function gain(paper: Paper, gross: number, rate: number, times: 1 | -1 = 1): void {
  const { net, tax } = splitTax(gross, rate);
  paper.sums.revenue -= net * times;
  paper.sums.tax -= tax * times;
}
