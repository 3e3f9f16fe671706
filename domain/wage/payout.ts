import type { LocalDate } from '../values/time.ts';
import { err, ok, type Result } from '../values/result.ts';

/**
 * What a practitioner's wages are made of: the wage of a saved session, the same taken back after it was paid, and what was added or
 * taken off by hand. `refId` is the row of its kind.
 */
export interface WageEntry {
  readonly kind: 'line' | 'taken_back' | 'adjustment';
  readonly refId: number;
  readonly on: LocalDate;
  /** Minor units; below zero is taken off. */
  readonly amountMinor: number;
}

export interface PayoutPlan<Entry extends WageEntry = WageEntry> {
  readonly entries: readonly Entry[];
  readonly amountMinor: number;
  /** Names exactly these entries with their amounts, in any order. */
  readonly names: string;
}

/** Nothing to pay, or more was taken back than is due: then it stays due and lowers the next payout. */
export interface NothingToPay {
  readonly code: 'NOTHING_TO_PAY';
  readonly amountMinor: number;
}

/** Pays exactly these unpaid entries of one practitioner, together and in full. */
export function planPayout<Entry extends WageEntry>(
  unpaid: readonly Entry[],
): Result<PayoutPlan<Entry>, NothingToPay> {
  const amountMinor = unpaid.reduce((sum, entry) => sum + entry.amountMinor, 0);
  if (amountMinor <= 0) return err({ code: 'NOTHING_TO_PAY', amountMinor });
  const names = unpaid
    .map((entry) => `${entry.kind} ${entry.refId} ${entry.amountMinor}`)
    .toSorted()
    .join(';');
  return ok({ entries: unpaid, amountMinor, names });
}
