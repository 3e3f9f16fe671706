import type { Tender } from '#contract/desktop/payment.ts';
import type { queries } from '#renderer/api/engine.ts';
import type { WayOfPaying } from '#renderer/messages/payments.ts';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { readMoney } from '../money-input.tsx';

type Options = Awaited<ReturnType<typeof queries.payment.options.call>>;
export type CardOnFile = NonNullable<Options['cardOnFile']>;

/** One way of paying as typed so far. */
export interface TenderRow {
  readonly key: number;
  readonly way: WayOfPaying;
  readonly amount: string;
  /** What was put on the desk; '' = exactly the amount. Cash only. */
  readonly given: string;
  readonly cardReference: string;
}

export interface RowErrors {
  readonly amount?: string;
  readonly given?: string;
  readonly cardReference?: string;
}

export interface ReadRows {
  readonly errors: ReadonlyMap<number, RowErrors>;
  /** What the engine is told; null while something is wrong. */
  readonly tenders: readonly Tender[] | null;
  /** Of the amounts that can be read. */
  readonly sumMinor: number;
  /** Of that, what the card on file is charged: it comes later. */
  readonly chargedMinor: number;
  readonly changeMinor: number;
}

interface Limits {
  readonly currency: string;
  readonly gateway: 'stripe' | 'simulator';
  readonly dueMinor: number;
  readonly creditMinor: number;
  /** What is more than due goes onto the balance. */
  readonly takesMore: boolean;
  readonly note: string;
  /** What the client reads about a charge of the card on file. */
  readonly description: string;
  readonly money: (amountMinor: number) => string;
}

/** Reads all rows: what is wrong with each, and whether they can be sent as they are. */
export function readRows(rows: readonly TenderRow[], limits: Limits): ReadRows {
  const errors = new Map<number, RowErrors>();
  const tenders: Tender[] = [];
  let sumMinor = 0;
  let creditMinor = 0;
  let chargedMinor = 0;
  let changeMinor = 0;
  for (const row of rows) {
    const { amount, given, cardReference } = readRow(row, limits);
    const found: RowErrors = {
      ...(amount.ok ? {} : { amount: amount.error }),
      ...(given.ok ? {} : { given: given.error }),
      ...(cardReference.ok ? {} : { cardReference: cardReference.error }),
    };
    if (amount.ok) {
      sumMinor += amount.value;
      if (row.way === 'account_credit') creditMinor += amount.value;
      if (row.way === 'card_on_file') chargedMinor += amount.value;
      if (given.ok && given.value !== null) changeMinor += given.value - amount.value;
    }
    if (Object.keys(found).length > 0) errors.set(row.key, found);
    else if (amount.ok && given.ok) tenders.push(tenderOf(row, amount.value, given.value, limits));
  }
  const [, twice] = rows.filter(({ way }) => way === 'card_on_file');
  if (twice) errors.set(twice.key, { amount: words.onFileOnce });
  const last = rows.at(-1);
  const tooMuch = sumError(sumMinor, creditMinor, limits);
  if (last && tooMuch && !errors.has(last.key)) errors.set(last.key, { amount: tooMuch });
  return { errors, tenders: errors.size === 0 ? tenders : null, sumMinor, chargedMinor, changeMinor };
}

function sumError(sumMinor: number, creditMinor: number, limits: Limits): string | null {
  const { dueMinor, takesMore, money } = limits;
  if (creditMinor > limits.creditMinor) return words.tooMuchCredit(money(limits.creditMinor));
  if (creditMinor > dueMinor) return words.noCreditOnBalance;
  return sumMinor > dueMinor && !takesMore ? words.tooMuch(money(dueMinor)) : null;
}

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: string };

function readRow(row: TenderRow, { currency, gateway }: Limits) {
  const typed = readMoney(row.amount, currency);
  const amount: Read<number> = typed.ok && typed.value === 0 ? { ok: false, error: words.zero } : typed;
  const givenRead = row.way === 'cash' && row.given.trim() !== '' ? readMoney(row.given, currency) : null;
  const given: Read<number | null> =
    givenRead === null
      ? { ok: true, value: null }
      : givenRead.ok && amount.ok && givenRead.value < amount.value
        ? { ok: false, error: words.tooLittleGiven }
        : givenRead;
  const needsReference = row.way === 'card' && gateway === 'stripe' && row.cardReference.trim() === '';
  const cardReference: Read<string> = needsReference
    ? { ok: false, error: words.cardReferenceHint }
    : { ok: true, value: row.cardReference.trim() };
  return { amount, given, cardReference };
}

function tenderOf(
  row: TenderRow,
  amountMinor: number,
  given: number | null,
  { note, description }: Limits,
): Tender {
  if (row.way === 'account_credit') return { kind: 'account_credit', amountMinor };
  if (row.way === 'card_on_file') return { kind: 'card_on_file', amountMinor, description };
  const reference = row.cardReference.trim();
  return {
    kind: 'payment',
    method: row.way,
    amountMinor,
    note,
    ...(row.way === 'card' && reference ? { cardReference: reference } : {}),
    ...(given === null ? {} : { tenderedMinor: given }),
  };
}

/** A way with nothing typed yet. */
export const EMPTY_ROW: TenderRow = { key: 0, way: 'cash', amount: '', given: '', cardReference: '' };

/** The key of the next row. */
export const nextKey = (rows: readonly TenderRow[]): number =>
  Math.max(-1, ...rows.map(({ key }) => key)) + 1;
