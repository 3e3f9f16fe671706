import { freeOf, type Paper, type PaperPayment, type PaperPlace, person } from './paper.ts';

/** What is still owed for an open place. */
export function dueOf({ state, parts }: PaperPlace): number {
  if (state !== 'open') return 0;
  return parts.reduce((sum, { kind, amount }) => sum + (kind === 'account' ? amount : 0), 0);
}

/** What of a package's price no payment pays. */
export function lotDue(paper: Paper, lot: number): number {
  const { price, paid } = must(paper.lots.get(lot));
  return price - paid.reduce((sum, { amount }) => sum + amount, 0);
}

/** A payment takes the place of the account for so much of an open place. */
export function payPlace(paper: Paper, place: number, from: number, amount: number): void {
  const row = must(paper.places.get(place));
  const due = dueOf(row);
  if (due < amount) throw new Error(`place ${place} owes ${due}, not ${amount}`);
  const others = row.parts.filter(({ kind }) => kind !== 'account');
  const account = { kind: 'account', from: null, amount: due - amount } as const;
  const rest = due > amount ? [account] : [];
  row.parts = [...others, { kind: 'payment', from, amount }, ...rest];
  must(paper.payments.get(from)).held += amount;
}

export function payLot(paper: Paper, lot: number, from: number, amount: number): void {
  const row = must(paper.lots.get(lot));
  row.paid = [...row.paid, { id: from, amount }];
  must(paper.payments.get(from)).held += amount;
}

/** The payment pays so much less for it: an open place is owed again. */
export function release(
  paper: Paper,
  from: number,
  part: { readonly kind: 'booking' | 'package'; readonly rowId: number; readonly amount: number },
): void {
  const { kind, rowId, amount } = part;
  must(paper.payments.get(from)).held -= amount;
  if (kind === 'package') {
    const lot = must(paper.lots.get(rowId));
    lot.paid = [...lot.paid, { id: from, amount: -amount }];
    return;
  }
  const place = must(paper.places.get(rowId));
  const rest = place.parts.filter((row) => !(row.kind === 'payment' && row.from === from));
  const mine = heldFor(place, from);
  if (mine < amount) throw new Error(`payment ${from} pays ${mine} for place ${rowId}, not ${amount}`);
  place.parts = [
    ...rest,
    ...(mine > amount ? [{ kind: 'payment', from, amount: mine - amount } as const] : []),
    ...(place.state === 'open' ? [{ kind: 'account', from: null, amount } as const] : []),
  ];
}

const heldFor = (place: PaperPlace, from: number): number =>
  place.parts.reduce((sum, row) => sum + (row.kind === 'payment' && row.from === from ? row.amount : 0), 0);

/** A payment that was never one: its money is not in the till, and it pays for nothing. */
export function strikeOut(paper: Paper, id: number): void {
  const row = must(paper.payments.get(id));
  for (const [place, { parts }] of paper.places)
    for (const { kind, from, amount } of parts)
      if (kind === 'payment' && from === id) release(paper, id, { kind: 'booking', rowId: place, amount });
  for (const [lot, { paid }] of paper.lots) {
    const amount = paid.reduce((sum, each) => sum + (each.id === id ? each.amount : 0), 0);
    if (amount > 0) release(paper, id, { kind: 'package', rowId: lot, amount });
  }
  paper.sums[row.till] -= row.amount;
  person(paper, row.client).balance -= row.amount;
  paper.payments.set(id, { ...row, amount: 0, held: 0 });
}

/** What leaves the client's balance to be given back; `freed` was let go of first. */
export function planRefund(paper: Paper, id: number, amount: number): void {
  const row = must(paper.payments.get(id));
  row.refunded += amount;
  person(paper, row.client).balance -= amount;
  paper.sums.refunds_due -= amount;
}

/** What a client can pay with without new money: free payments, as far as the balance is not promised to open places. */
export function creditOf(paper: Paper, client: number): number {
  const free = freePayments(paper, client).reduce((sum, [, row]) => sum + freeOf(row), 0);
  const open = [...paper.places.values()].filter(
    (place) => place.client === client && place.state === 'open',
  );
  const held = open.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'payment'));
  const promised = held.reduce((sum, { amount }) => sum + amount, 0);
  return Math.max(0, Math.min(free, person(paper, client).balance - promised));
}

/** Oldest first. */
export function freePayments(paper: Paper, client: number): (readonly [number, PaperPayment])[] {
  return [...paper.payments].filter(([, row]) => row.client === client && freeOf(row) > 0);
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not on paper');
  return value;
}
