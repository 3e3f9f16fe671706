import { allocate } from '../enrolment/allocate.ts';
import { MAX_AMOUNT_MINOR, splitMoney } from '../values/money.ts';
import { err, ok, type Result } from '../values/result.ts';

/** One way money is given at the desk. Amounts in minor units. */
export interface TenderAmount {
  /** `credit`: money that is here already and pays for nothing yet; it can pay what is due and nothing else. */
  readonly kind: 'cash' | 'credit' | 'other';
  /** What of it is taken. */
  readonly amountMinor: number;
  /** What the client put on the desk; cash only. The rest of it is change. */
  readonly tenderedMinor?: number | undefined;
}

export interface TakingPlan {
  /** For each tender, in order: its part for each due. */
  readonly parts: readonly (readonly number[])[];
  /** For each tender what pays for nothing: it goes onto the balance. */
  readonly toBalance: readonly number[];
  /** For each tender what is handed back. */
  readonly change: readonly number[];
  readonly takenMinor: number;
}

export type TakingRefused =
  | { readonly code: 'NOTHING_TAKEN' }
  | { readonly code: 'AMOUNT_TOO_LARGE'; readonly limitMinor: number }
  /** Less cash on the desk than is to be taken of it. */
  | { readonly code: 'CASH_TOO_LITTLE'; readonly tenderedMinor: number; readonly amountMinor: number }
  /** More than is due, where nothing may go onto the balance. */
  | { readonly code: 'MORE_THAN_DUE'; readonly dueMinor: number; readonly takenMinor: number };

/**
 * Lays what is given over what is due (domain.md 5). Less than is due is a part payment, and split over the dues in their
 * proportions by largest remainder; more goes onto the balance where `takesMore`, from the last tenders that are new money. Credit
 * is used first. Change is what was put down beyond the amount: it is handed back and never taken.
 */
export function planTaking(
  tenders: readonly TenderAmount[],
  dues: readonly number[],
  { takesMore }: { readonly takesMore: boolean },
): Result<TakingPlan, TakingRefused> {
  const takenMinor = sum(tenders.map(({ amountMinor }) => amountMinor));
  if (tenders.length === 0 || tenders.some(({ amountMinor }) => amountMinor <= 0))
    return err({ code: 'NOTHING_TAKEN' });
  if (takenMinor > MAX_AMOUNT_MINOR) return err({ code: 'AMOUNT_TOO_LARGE', limitMinor: MAX_AMOUNT_MINOR });
  for (const { tenderedMinor, amountMinor } of tenders)
    if (tenderedMinor !== undefined && tenderedMinor < amountMinor)
      return err({ code: 'CASH_TOO_LITTLE', tenderedMinor, amountMinor });
  const dueMinor = sum(dues);
  const creditMinor = sum(tenders.map(({ kind, amountMinor }) => (kind === 'credit' ? amountMinor : 0)));
  if (creditMinor > dueMinor || (takenMinor > dueMinor && !takesMore))
    return err({ code: 'MORE_THAN_DUE', dueMinor, takenMinor });
  const paying = payingParts(tenders, Math.min(takenMinor, dueMinor));
  return ok({
    parts: dues.length === 0 ? tenders.map(() => []) : allocate(paying, splitMoney(sum(paying), dues)),
    toBalance: tenders.map(({ amountMinor }, index) => amountMinor - (paying[index] ?? 0)),
    change: tenders.map(({ tenderedMinor, amountMinor }) => (tenderedMinor ?? amountMinor) - amountMinor),
    takenMinor,
  });
}

/** How much of each tender pays what is due: credit first, then the others in order until `payMinor` is reached. */
function payingParts(tenders: readonly TenderAmount[], payMinor: number): number[] {
  const order = [...tenders.keys()].sort((a, b) => rank(tenders[a]) - rank(tenders[b]) || a - b);
  const parts = tenders.map(() => 0);
  let left = payMinor;
  for (const index of order) {
    const part = Math.min(left, tenders[index]?.amountMinor ?? 0);
    parts[index] = part;
    left -= part;
  }
  return parts;
}

const rank = (tender: TenderAmount | undefined): number => (tender?.kind === 'credit' ? 0 : 1);

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
