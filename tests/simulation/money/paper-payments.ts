import {
  isCanceling,
  lotOf,
  type Paper,
  type PaperPart,
  type PaperPayment,
  type PaperPlace,
  paymentOf,
  person,
  placeOf,
  sum,
} from './paper.ts';

const TILLS = {
  card: 'card_processor',
  cash: 'cash',
  check: 'bank',
  transfer: 'bank',
  other: 'other_money',
} as const;

export type Method = keyof typeof TILLS;

export function receive(
  paper: Paper,
  payment: { readonly id: number; readonly client: number; readonly method: Method; readonly amount: number },
): void {
  const { id, client, amount } = payment;
  const till = TILLS[payment.method];
  paper.payments.set(id, { client, till, amount, refunded: 0, held: 0 });
  paper.sums[till] += amount;
  person(paper, client).balance += amount;
}

/**
 * A client disputes a payment with their bank: the processor takes the money back while that is open, and gives it back when it is won; when
 * it is lost, it is the studio's loss. What the client has paid with it stays paid.
 */
export function dispute(paper: Paper, id: number, stands: 'open' | 'won' | 'lost'): void {
  const { amount } = paymentOf(paper, id);
  const before = paper.disputes.get(id) ?? 'won';
  const { sums } = paper;
  for (const [state, times] of [
    [before, -1],
    [stands, 1],
  ] as const) {
    if (state === 'won') continue;
    sums[state === 'open' ? 'disputes' : 'adjustments'] += amount * times;
    sums.card_processor -= amount * times;
  }
  paper.disputes.set(id, stands);
}

/** What of a payment pays for nothing yet. */
export const freeOf = ({ amount, refunded, held }: PaperPayment): number =>
  Math.max(0, amount - refunded - held);

/** What is still owed for an open place that no invoice bills; nothing for one that is about to be canceled. */
export function dueOf(paper: Paper, id: number): number {
  const { state, parts } = placeOf(paper, id);
  const isBilled = [...paper.lines.values()].some(({ place, isLive }) => isLive && place === id);
  if (state !== 'open' || isBilled || isCanceling(paper, id)) return 0;
  return sum(parts.map(({ kind, amount }) => (kind === 'account' ? amount : 0)));
}

/** What of a package's price no payment pays. */
export function lotDue(paper: Paper, lot: number): number {
  const { sold, paid } = lotOf(paper, lot);
  return sold - sum(paid.map(({ amount }) => amount));
}

/** A payment takes the place of the account for so much of an open place; `line`: because it pays the invoice for it. */
export function payPlace(paper: Paper, place: number, from: number, amount: number, line?: number): void {
  const row = placeOf(paper, place);
  const due = onAccount(row);
  if (due < amount) throw new Error(`place ${place} owes ${due}, not ${amount}`);
  const others = row.parts.filter(({ kind }) => kind !== 'account');
  const paid: PaperPart = { kind: 'payment', from, amount, ...(line === undefined ? {} : { line }) };
  row.parts = [...others, paid, ...account(due - amount)];
  paymentOf(paper, from).held += amount;
}

export const onAccount = ({ parts }: PaperPlace): number =>
  sum(parts.map(({ kind, amount }) => (kind === 'account' ? amount : 0)));

export function payLot(paper: Paper, lot: number, from: number, amount: number): void {
  const row = lotOf(paper, lot);
  row.paid = [...row.paid, { id: from, amount }];
  paymentOf(paper, from).held += amount;
}

/** The payment pays so much less of a package, which is owed on the balance again. */
export function releaseLot(paper: Paper, lot: number, from: number, amount: number): void {
  const row = lotOf(paper, lot);
  row.paid = [...row.paid, { id: from, amount: -amount }];
  paymentOf(paper, from).held -= amount;
}

/** The payment pays so much less for a place: an open one is owed again. `line`: of what it pays as a line of an invoice. */
export function releasePlace(
  paper: Paper,
  place: number,
  { from, amount, line }: { readonly from: number; readonly amount: number; readonly line?: number },
): void {
  const row = placeOf(paper, place);
  const isIt = (part: PaperPart): boolean =>
    part.kind === 'payment' && part.from === from && part.line === line;
  const mine = sum(row.parts.filter(isIt).map((part) => part.amount));
  if (mine < amount) throw new Error(`payment ${from} pays ${mine} for place ${place}, not ${amount}`);
  const kept: PaperPart = {
    kind: 'payment',
    from,
    amount: mine - amount,
    ...(line === undefined ? {} : { line }),
  };
  const due = onAccount(row);
  row.parts = [
    ...row.parts.filter((part) => !isIt(part) && part.kind !== 'account'),
    ...(mine > amount ? [kept] : []),
    ...account(row.state === 'open' ? due + amount : 0),
  ];
  paymentOf(paper, from).held -= amount;
}

const account = (amount: number): PaperPart[] =>
  amount > 0 ? [{ kind: 'account', from: null, amount }] : [];

/** A payment that was never one: its money is not in the till. The caller lets go of what it pays for first. */
export function strikeOut(paper: Paper, id: number): void {
  const row = paymentOf(paper, id);
  if (row.held !== 0) throw new Error(`payment ${id} still pays ${row.held}`);
  paper.sums[row.till] -= row.amount;
  person(paper, row.client).balance -= row.amount;
  paper.payments.set(id, { ...row, amount: 0 });
}

/** What leaves the client's balance to be given back; what it paid for was let go of first. */
export function planRefund(paper: Paper, id: number, amount: number): void {
  const row = paymentOf(paper, id);
  row.refunded += amount;
  person(paper, row.client).balance -= amount;
  paper.sums.refunds_due -= amount;
}

/** Money that was owed back has left the studio, or stays as the client's own. */
export function handOut(
  paper: Paper,
  refund: {
    readonly payment: number;
    readonly amount: number;
    readonly as: 'tender' | 'cash' | 'account_credit';
  },
): void {
  const { amount } = refund;
  const from = paymentOf(paper, refund.payment);
  paper.sums.refunds_due += amount;
  if (refund.as === 'account_credit') {
    from.refunded -= amount;
    person(paper, from.client).balance += amount;
  } else paper.sums[refund.as === 'cash' ? 'cash' : from.till] -= amount;
}

/**
 * What a client can pay with without new money: free payments, as far as the balance is not promised to open places. `charged` stands in
 * the balance already, and is what they are about to pay.
 */
export function creditOf(paper: Paper, client: number, charged = 0): number {
  const free = sum(freePayments(paper, client).map(([, row]) => freeOf(row)));
  return Math.max(0, Math.min(free, unpromised(paper, client) + charged));
}

/** What of the balance pays for no place to come: so much can be given to the family, or back (decision 030). */
export const movableOf = (paper: Paper, client: number): number => Math.max(0, unpromised(paper, client));

function unpromised(paper: Paper, client: number): number {
  const open = [...paper.places.values()].filter(
    (place) => place.client === client && place.state === 'open',
  );
  const held = open.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'payment'));
  return person(paper, client).balance - sum(held.map(({ amount }) => amount));
}

/** Oldest first. */
export function freePayments(paper: Paper, client: number): (readonly [number, PaperPayment])[] {
  return [...paper.payments].filter(([, row]) => row.client === client && freeOf(row) > 0);
}
