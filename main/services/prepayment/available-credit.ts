import type { ReadDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as prepayments from '#db/repositories/prepayment.ts';
import { balanceLines } from '#domain/ledger/balance-line.ts';
import type { ClientId } from '#domain/values/ids.ts';

/**
 * What a client could still spend, line by line, in minor units. Balance = payments − refunds − charges − packages − invoices −
 * fees + corrections + transfers + other; available = balance − what open bookings will cost (domain.md 5).
 */
export interface AvailableCredit {
  readonly paymentsMinor: number;
  readonly refundsMinor: number;
  /** Of saved sessions, and of what was kept of canceled places. */
  readonly chargesMinor: number;
  readonly packagesMinor: number;
  /** Lines of invoices that no session stands for. */
  readonly invoicesMinor: number;
  readonly feesMinor: number;
  /** What they added; below zero: what they took. */
  readonly correctionsMinor: number;
  readonly transfersMinor: number;
  readonly otherMinor: number;
  readonly balanceMinor: number;
  readonly openBookingsMinor: number;
  readonly availableMinor: number;
}

/** Reads what is kept with every posting, so that it costs the same for a client of ten days and of ten years. */
export function availableCredit(db: ReadDb, clientId: ClientId): AvailableCredit {
  const totals = ledger.balanceOfClientByKind(db, clientId);
  const lines = balanceLines(totals);
  const balanceMinor = totals.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const openBookingsMinor = prepayments.openCostOfClient(db, clientId);
  return {
    paymentsMinor: lines.payments,
    // Minus nothing is nothing.
    refundsMinor: 0 - lines.refunds,
    chargesMinor: 0 - lines.charges,
    packagesMinor: 0 - lines.packages,
    invoicesMinor: 0 - lines.invoices,
    feesMinor: 0 - lines.fees,
    correctionsMinor: lines.corrections,
    transfersMinor: lines.transfers,
    otherMinor: lines.other,
    balanceMinor,
    openBookingsMinor,
    availableMinor: balanceMinor - openBookingsMinor,
  };
}

/** Of a client whose money is not to be seen. */
export const NO_CREDIT: AvailableCredit = {
  paymentsMinor: 0,
  refundsMinor: 0,
  chargesMinor: 0,
  packagesMinor: 0,
  invoicesMinor: 0,
  feesMinor: 0,
  correctionsMinor: 0,
  transfersMinor: 0,
  otherMinor: 0,
  balanceMinor: 0,
  openBookingsMinor: 0,
  availableMinor: 0,
};
