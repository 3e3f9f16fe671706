import type { ReadDb } from '#db/database.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as payments from '#db/repositories/payment.ts';
import { accountCredit } from '#domain/payment/account-credit.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';

/**
 * What a client may pay with from money that is here already, in minor units (see `accountCredit`). `owedMinor` of the balance is what they
 * are about to pay: the price of a package stands there since its sale.
 */
export function accountCreditOf(db: ReadDb, clientId: ClientId, owedMinor = 0): number {
  const free = payments.listFree(db, clientId).reduce((sum, { freeMinor }) => sum + freeMinor, 0);
  return accountCredit({
    balanceMinor: ledger.balanceOfClient(db, clientId) + owedMinor,
    heldMinor: paidFor.heldOfClient(db, clientId),
    freeMinor: free,
  });
}

/** The client's payments that could pay for something now, the newest first, each with what of it may: at most the credit. */
export function listSpendable(db: ReadDb, clientId: ClientId): payments.PaymentWithFree[] {
  const creditMinor = accountCreditOf(db, clientId);
  return payments
    .listForClient(db, clientId)
    .map((payment) => ({ ...payment, freeMinor: Math.min(payment.freeMinor, creditMinor) }))
    .filter(({ freeMinor }) => freeMinor > 0);
}

export interface AccountCreditPart {
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
}

/** Takes so much of the client's free money, from the oldest payments. Null if there is less. `owedMinor` as above. */
export function accountCreditParts(
  db: ReadDb,
  clientId: ClientId,
  amountMinor: number,
  owedMinor: number,
): readonly AccountCreditPart[] | null {
  if (accountCreditOf(db, clientId, owedMinor) < amountMinor) return null;
  const parts: AccountCreditPart[] = [];
  let left = amountMinor;
  for (const { id, freeMinor } of payments.listFree(db, clientId)) {
    if (left === 0) break;
    const part = Math.min(left, freeMinor);
    parts.push({ paymentId: id, amountMinor: part });
    left -= part;
  }
  return left === 0 ? parts : null;
}
