/**
 * The studio's books as a person would keep them on paper: a handful of sums, written down from the rules and not from the
 * engine's code. Amounts are minor units. A client's balance is above zero when the studio owes them.
 */
export interface Paper {
  readonly people: Map<number, { balance: number }>;
  readonly lots: Map<number, PaperLot>;
  readonly payments: Map<number, PaperPayment>;
  readonly places: Map<number, PaperPlace>;
  /** What the studio has, owes or has earned, by the kind of account; debits are positive, as in the ledger. */
  readonly sums: Record<PaperSum, number>;
}

export type PaperSum =
  | 'cash'
  | 'bank'
  | 'card_processor'
  | 'revenue'
  | 'deferred'
  | 'refunds_due'
  | 'wages'
  | 'wages_owed'
  | 'till_difference';

export interface PaperLot {
  readonly client: number;
  readonly price: number;
  readonly bought: number;
  used: number;
  /** What of its price each payment has paid. */
  paid: readonly { readonly id: number; readonly amount: number }[];
  /** Earned shares that carry the odd minor unit of a price that does not split evenly. */
  largerOut: number;
}

export interface PaperPayment {
  readonly client: number;
  readonly till: 'cash' | 'bank' | 'card_processor';
  readonly amount: number;
  refunded: number;
  /** What packages and places hold of it. */
  held: number;
}

export interface PaperPart {
  readonly kind: 'package' | 'payment' | 'account' | 'free';
  /** The lot's or the payment's id. */
  readonly from: number | null;
  readonly amount: number;
}

export interface PaperPlace {
  readonly client: number;
  readonly price: number;
  parts: readonly PaperPart[];
  state: 'open' | 'over';
}

export function blankPaper(): Paper {
  return {
    people: new Map(),
    lots: new Map(),
    payments: new Map(),
    places: new Map(),
    sums: {
      cash: 0,
      bank: 0,
      card_processor: 0,
      revenue: 0,
      deferred: 0,
      refunds_due: 0,
      wages: 0,
      wages_owed: 0,
      till_difference: 0,
    },
  };
}

const TILLS = {
  card: 'card_processor',
  cash: 'cash',
  check: 'bank',
  transfer: 'bank',
  other: 'cash',
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

/** A package: its price is held by the studio until its credits are used. */
export function sell(
  paper: Paper,
  sale: {
    readonly lot: number;
    readonly client: number;
    readonly price: number;
    readonly credits: number;
    readonly payments: readonly { readonly id: number; readonly amount: number }[];
  },
): void {
  const { lot, client, price, credits } = sale;
  paper.lots.set(lot, { client, price, bought: credits, used: 0, paid: sale.payments, largerOut: 0 });
  person(paper, client).balance -= price;
  paper.sums.deferred -= price;
  for (const { id, amount } of sale.payments) payment(paper, id).held += amount;
}

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
    if (kind === 'package') lot(paper, from).used += 1;
    if (kind === 'payment') payment(paper, from).held += amount;
  }
  paper.places.set(id, { client, price, parts, state: 'open' });
}

/** The place is over and costs this much; `uses` says whether a credit that pays for it stays used. */
export function settle(
  paper: Paper,
  id: number,
  { charge, uses }: { readonly charge: number; readonly uses: boolean },
): void {
  const place = placeOf(paper, id);
  const credit = place.parts.find(({ kind }) => kind === 'package');
  place.state = 'over';
  if (credit) return uses ? earn(paper, credit) : giveCreditBack(paper, credit);
  person(paper, place.client).balance -= charge;
  paper.sums.revenue -= charge;
  let left = charge;
  const olderFirst = place.parts.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0));
  place.parts = olderFirst.flatMap((part) => {
    if (part.kind !== 'payment') return [];
    const amount = Math.min(part.amount, left);
    left -= amount;
    payment(paper, part.from).held -= part.amount - amount;
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
  place.state = 'over';
  for (const part of place.parts) {
    if (part.kind === 'package') giveCreditBack(paper, part);
    if (part.kind === 'payment') payment(paper, part.from).held -= part.amount;
  }
  place.parts = [];
  for (const { payment: from, amount } of refunds) {
    payment(paper, from).refunded += amount;
    person(paper, place.client).balance -= amount;
    paper.sums.refunds_due -= amount;
  }
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
  const from = payment(paper, refund.payment);
  paper.sums.refunds_due += amount;
  if (refund.as === 'account_credit') {
    from.refunded -= amount;
    person(paper, from.client).balance += amount;
  } else paper.sums[refund.as === 'cash' ? 'cash' : from.till] -= amount;
}

export function owe(paper: Paper, wage: number): void {
  paper.sums.wages += wage;
  paper.sums.wages_owed -= wage;
}

/** What of a payment pays for nothing yet. */
export const freeOf = ({ amount, refunded, held }: PaperPayment): number =>
  Math.max(0, amount - refunded - held);

/** Balance less what open places will cost the account (domain.md 5). */
export function available(paper: Paper, client: number): number {
  const open = [...paper.places.values()].filter(
    (place) => place.client === client && place.state === 'open',
  );
  const cost = open.flatMap(({ parts }) =>
    parts.filter(({ kind }) => kind === 'payment' || kind === 'account'),
  );
  return person(paper, client).balance - cost.reduce((sum, { amount }) => sum + amount, 0);
}

export function person(paper: Paper, client: number): { balance: number } {
  const known = paper.people.get(client);
  if (known) return known;
  const fresh = { balance: 0 };
  paper.people.set(client, fresh);
  return fresh;
}

function earn(paper: Paper, { from }: PaperPart): void {
  const of = lot(paper, from);
  const hasOdd = of.largerOut < of.price % of.bought;
  if (hasOdd) of.largerOut += 1;
  const share = Math.floor(of.price / of.bought) + (hasOdd ? 1 : 0);
  paper.sums.deferred += share;
  paper.sums.revenue -= share;
}

function giveCreditBack(paper: Paper, { from }: PaperPart): void {
  lot(paper, from).used -= 1;
}

function placeOf(paper: Paper, id: number): PaperPlace {
  return must(paper.places.get(id), `place ${id}`);
}

function lot(paper: Paper, id: number | null): PaperLot {
  return must(paper.lots.get(id ?? 0), `lot ${id}`);
}

function payment(paper: Paper, id: number | null): PaperPayment {
  return must(paper.payments.get(id ?? 0), `payment ${id}`);
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the paper knows no ${what}`);
  return value;
}
