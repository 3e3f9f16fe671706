import type { z } from 'zod';
import type { fundingInput } from '#contract/desktop/booking.ts';
import type { LotId, PaymentId } from '#domain/values/ids.ts';
import type { queries } from '#renderer/api/engine.ts';
import { readMoney } from '#renderer/ui/money-input.tsx';

export type FundingInput = z.input<typeof fundingInput>;
export type FundingWay =
  | 'package'
  | 'card'
  | 'cash'
  | 'check'
  | 'transfer'
  | 'other'
  | 'card_on_file'
  | 'credit'
  | 'earlier'
  | 'account'
  | 'free';

export type BookingOptions = Awaited<ReturnType<typeof queries.booking.options.call>>;

/** What there is to pay with, and what a single row pays at first. */
export type FundingOptions = Pick<
  BookingOptions,
  'priceMinor' | 'lots' | 'freePayments' | 'creditMinor' | 'cardOnFile'
>;

/** One way of paying as the form holds it. `amount` is text; package and free have none. */
export interface FundingRow {
  readonly key: number;
  readonly way: FundingWay;
  readonly amount: string;
  readonly lotId: LotId | null;
  readonly paymentId: PaymentId | null;
  readonly cardReference: string;
  /** Cash that the client puts on the desk; left out or empty: exactly the amount. */
  readonly given?: string;
}

/** What the rows add up to against the price. With a credit or `free` among them, those cover the rest. */
export type Cover =
  | { readonly kind: 'exact' }
  | { readonly kind: 'missing'; readonly amountMinor: number }
  | { readonly kind: 'too_much'; readonly amountMinor: number }
  | { readonly kind: 'credit_covers'; readonly amountMinor: number }
  | { readonly kind: 'unreadable' };

export function hasAmount(way: FundingWay): boolean {
  return way !== 'package' && way !== 'free';
}

/** How far the rows cover `priceMinor`; `unreadable` while an amount is not one yet. */
export function coverOf(rows: readonly FundingRow[], priceMinor: number, currency: string): Cover {
  let sum = 0;
  for (const row of rows.filter(({ way }) => hasAmount(way))) {
    const amount = readMoney(row.amount, currency);
    if (!amount.ok) return { kind: 'unreadable' };
    sum += amount.value;
  }
  const rest = priceMinor - sum;
  if (rest < 0) return { kind: 'too_much', amountMinor: -rest };
  if (rows.some(({ way }) => !hasAmount(way)))
    return sum === 0 ? { kind: 'exact' } : { kind: 'credit_covers', amountMinor: rest };
  return rest === 0 ? { kind: 'exact' } : { kind: 'missing', amountMinor: rest };
}

/** What is handed back of the cash that a row says was given: above 0, 0 where nothing is, null where it is less than the amount. */
export function changeOf({ way, amount, given = '' }: FundingRow, currency: string): number | null {
  if (way !== 'cash' || given.trim() === '') return 0;
  const [wanted, there] = [readMoney(amount, currency), readMoney(given, currency)];
  if (!wanted.ok || !there.ok) return null;
  return there.value < wanted.value ? null : there.value - wanted.value;
}

/**
 * The rows as the engine takes them. A row without an amount, payment or lot that it needs gives null, and so does a second one for the card
 * on file. `description`: what the client reads about a charge of that card.
 */
export function toFundings(
  rows: readonly FundingRow[],
  currency: string,
  description: string,
): readonly FundingInput[] | null {
  if (rows.filter(({ way }) => way === 'card_on_file').length > 1) return null;
  const inputs = rows.map((row) => toFunding(row, currency, description.slice(0, 200)));
  return inputs.every((input) => input !== null) ? inputs : null;
}

function toFunding(row: FundingRow, currency: string, description: string): FundingInput | null {
  if (row.way === 'free') return { kind: 'free' };
  if (row.way === 'package') return row.lotId === null ? null : { kind: 'package', lotId: row.lotId };
  const amount = readMoney(row.amount, currency);
  if (!amount.ok || amount.value === 0) return null;
  const amountMinor = amount.value;
  if (row.way === 'account') return { kind: 'account', amountMinor };
  if (row.way === 'credit') return { kind: 'account_credit', amountMinor };
  if (row.way === 'card_on_file') return { kind: 'card_on_file', amountMinor, description };
  if (row.way === 'earlier')
    return row.paymentId === null ? null : { kind: 'earlier_payment', paymentId: row.paymentId, amountMinor };
  const changeMinor = changeOf(row, currency);
  if (changeMinor === null) return null;
  const reference = row.cardReference.trim();
  return {
    kind: 'new_payment',
    method: row.way,
    amountMinor,
    ...(row.way === 'card' && reference ? { cardReference: reference } : {}),
    ...(changeMinor > 0 ? { tenderedMinor: amountMinor + changeMinor } : {}),
  };
}
