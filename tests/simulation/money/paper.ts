import type { DueOnPaper } from './due-on-paper.ts';
import type { PaperTry } from './paper-try.ts';

/**
 * The studio's books as a person would keep them on paper: a handful of sums, written down from the rules and not from the
 * engine's code. Amounts are minor units. A client's balance is above zero when the studio owes them.
 */
export interface Paper {
  readonly people: Map<number, PaperPerson>;
  readonly lots: Map<number, PaperLot>;
  readonly payments: Map<number, PaperPayment>;
  readonly places: Map<number, PaperPlace>;
  /** What bulk cancellations have promised and not come to: job id → places with what goes back to whom. */
  readonly canceling: Map<number, readonly CanceledPlace[]>;
  /** What pages and charges were asked to pay, by "page 3" or "charge 4"; none: the client's balance. */
  readonly asked: Map<string, readonly { readonly ref: DueOnPaper; readonly amount: number }[]>;
  /** Payments that clients have disputed with their bank, and how that stands. */
  readonly disputes: Map<number, 'open' | 'won' | 'lost'>;
  readonly invoices: Map<number, PaperInvoice>;
  readonly lines: Map<number, PaperLine>;
  /** Invoices that automatic billing has asked a card for, oldest first. */
  readonly ladder: Map<number, PaperTry>;
  /** Corrections that stand. */
  readonly corrections: Map<number, { readonly client: number; readonly amount: number }>;
  /** Moves within a family that stand. */
  readonly moves: Map<number, { readonly from: number; readonly to: number; readonly amount: number }>;
  /** Credit notes in the order of their numbers. */
  readonly notes: PaperNote[];
  readonly practitioners: Map<number, PaperWages>;
  /** Payouts that stand. */
  readonly payouts: Map<
    number,
    { readonly to: number; readonly amount: number; readonly from: 'bank' | 'cash' }
  >;
  /** What must be paid before a place is given (Session control). */
  readonly rule: PaperRule;
  /** What the studio has, owes or has earned, by the kind of account; debits are positive, as in the ledger. */
  readonly sums: Record<PaperSum, number>;
}

const SUMS = [
  'cash',
  'bank',
  'card_processor',
  'other_money',
  'revenue',
  'tax',
  'deferred',
  'forfeited',
  'adjustments',
  'fees',
  'disputes',
  'refunds_due',
  'wages',
  'wages_owed',
  'till_difference',
] as const;

export type PaperSum = (typeof SUMS)[number];

export interface PaperPerson {
  balance: number;
  /** Of it, what lines of invoices have taken that no session stands for, less what the desk credited. */
  invoiced: number;
  /** Of it, what corrections gave, and what came from others of the family. */
  corrected: number;
  moved: number;
  /** Of it, what moving sessions has cost. */
  fees: number;
}

/** Earned + adjusted − paid = due. */
export interface PaperWages {
  earned: number;
  adjusted: number;
  paid: number;
}

export interface PaperRule {
  mode: 'open' | 'threshold' | 'package' | 'available_credit';
  /** The least balance, in the mode `threshold` alone. */
  threshold: number;
}

export interface PaperLot {
  readonly client: number;
  /** What was charged for it: nothing for credits that were given by another client. */
  sold: number;
  /** Credits that pay for nothing yet. */
  left: number;
  /** What credits of it that nobody has earned are worth, the larger first: one for each, so that a price is split to the cent. */
  shares: readonly number[];
  /** What had expired, share by share. */
  expired: readonly number[];
  /** What moving all its sessions once costs, how many they are, and how many moves were charged. */
  readonly fee: number;
  readonly feeCredits: number;
  moved: number;
  /** What of its price each payment has paid. */
  paid: readonly { readonly id: number; readonly amount: number }[];
}

export interface PaperPayment {
  readonly client: number;
  readonly till: 'cash' | 'bank' | 'card_processor' | 'other_money';
  readonly amount: number;
  refunded: number;
  /** What packages, places and invoices hold of it. */
  held: number;
}

export interface PaperPart {
  readonly kind: 'package' | 'payment' | 'account' | 'free';
  /** The lot's or the payment's id. */
  readonly from: number | null;
  readonly amount: number;
  /** The line of an invoice that the payment was made for; without one, it was made for the place. */
  readonly line?: number;
}

export interface PaperPlace {
  readonly client: number;
  readonly price: number;
  parts: readonly PaperPart[];
  /** `kept`: given up, and charged all the same. */
  state: 'open' | 'saved' | 'kept' | 'given_up';
  /** What the client was charged for it. */
  charge: number;
  /** What a credit has earned with it. */
  earned: number;
  /** At which it was charged, in hundredths of a per cent; null while it is not. */
  rate: number | null;
}

/** A place that is to be given up, and what of payments leaves with it. */
export interface CanceledPlace {
  readonly place: number;
  readonly refunds: readonly { readonly payment: number; readonly amount: number }[];
}

export interface PaperInvoice {
  readonly client: number;
  state: 'draft' | 'sent' | 'void';
  /** Without a gap from 1; null while it is a draft. */
  number: number | null;
}

export interface PaperLine {
  readonly invoice: number;
  readonly kind: 'session' | 'package' | 'own';
  readonly place: number | null;
  /** Its place on the invoice. */
  readonly position: number;
  /** Hundredths of a per cent, as the line was written, and whether prices hold it. */
  readonly rate: number;
  readonly inclusive: boolean;
  gross: number;
  isLive: boolean;
  /** What of it credit notes have taken off, the oldest first. */
  credits: readonly { readonly gross: number; readonly cause: Cause; readonly note: number }[];
  /** What payments pay of it that no open place carries, the oldest first. */
  paid: readonly { readonly from: number; readonly amount: number }[];
}

/** Why something is credited: its session has become cheaper, the desk wants it, or the whole invoice is void. */
export type Cause = 'session' | 'desk' | 'void';

export interface PaperNote {
  readonly invoice: number;
  readonly gross: number;
  isLive: boolean;
}

export function blankPaper(): Paper {
  return {
    people: new Map(),
    lots: new Map(),
    payments: new Map(),
    places: new Map(),
    canceling: new Map(),
    asked: new Map(),
    disputes: new Map(),
    invoices: new Map(),
    lines: new Map(),
    ladder: new Map(),
    corrections: new Map(),
    moves: new Map(),
    notes: [],
    practitioners: new Map(),
    payouts: new Map(),
    rule: { mode: 'open', threshold: 0 },
    sums: Object.fromEntries(SUMS.map((kind) => [kind, 0])) as Record<PaperSum, number>,
  };
}

export function person(paper: Paper, client: number): PaperPerson {
  const known = paper.people.get(client);
  if (known) return known;
  const fresh = { balance: 0, invoiced: 0, corrected: 0, moved: 0, fees: 0 };
  paper.people.set(client, fresh);
  return fresh;
}

/** What a balance is made up of: payments, corrections and transfers less the others. */
export function creditOfLines(paper: Paper, client: number) {
  const own = <Row extends { readonly client: number }>(rows: ReadonlyMap<number, Row>): Row[] =>
    [...rows.values()].filter((row) => row.client === client);
  const payments = own(paper.payments);
  return {
    payments: sum(payments.map(({ amount }) => amount)),
    refunds: sum(payments.map(({ refunded }) => refunded)),
    charges: sum(own(paper.places).map(({ charge }) => charge)),
    packages: sum(own(paper.lots).map(({ sold }) => sold)),
    invoices: person(paper, client).invoiced,
    fees: person(paper, client).fees,
    corrections: person(paper, client).corrected,
    transfers: person(paper, client).moved,
    other: 0,
    balance: person(paper, client).balance,
  };
}

/** A bulk cancellation has promised to give it up, and has not come to it. */
export const isCanceling = (paper: Paper, place: number): boolean =>
  [...paper.canceling.values()].some((places) => places.some((each) => each.place === place));

export const placeOf = (paper: Paper, id: number): PaperPlace => must(paper.places.get(id), `place ${id}`);
export const lotOf = (paper: Paper, id: number | null): PaperLot =>
  must(paper.lots.get(id ?? 0), `lot ${id}`);
export const paymentOf = (paper: Paper, id: number | null): PaperPayment =>
  must(paper.payments.get(id ?? 0), `payment ${id}`);
export const invoiceOf = (paper: Paper, id: number): PaperInvoice =>
  must(paper.invoices.get(id), `invoice ${id}`);
export const lineOf = (paper: Paper, id: number): PaperLine => must(paper.lines.get(id), `line ${id}`);

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);

export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the paper knows no ${what}`);
  return value;
}
