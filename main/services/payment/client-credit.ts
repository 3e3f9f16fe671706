import type { ReadDb } from '#db/database.ts';
import * as allocations from '#db/repositories/allocation.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as payments from '#db/repositories/payment.ts';
import { accountCredit } from '#domain/payment/credit.ts';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';

/** What a client may pay with from money that is here already, in minor units (see `accountCredit`). */
export function clientCredit(db: ReadDb, clientId: ClientId): number {
  const free = payments.listFree(db, clientId).reduce((sum, { freeMinor }) => sum + freeMinor, 0);
  return accountCredit({
    // A package that is not paid stands in the balance already, and the money can pay for it.
    balanceMinor: ledger.balanceOfClient(db, clientId) + lotDues(db, clientId),
    heldMinor: allocations.heldOfClient(db, clientId),
    freeMinor: free,
  });
}

const lotDues = (db: ReadDb, clientId: ClientId): number =>
  allocations.listLotDues(db, { clientId }).reduce((sum, { dueMinor }) => sum + dueMinor, 0);

export interface CreditPart {
  readonly paymentId: PaymentId;
  readonly amountMinor: number;
}

/** Takes so much of the client's free money, from the oldest payments. Null if there is less. */
export function creditParts(
  db: ReadDb,
  clientId: ClientId,
  amountMinor: number,
): readonly CreditPart[] | null {
  if (clientCredit(db, clientId) < amountMinor) return null;
  const parts: CreditPart[] = [];
  let left = amountMinor;
  for (const { id, freeMinor } of payments.listFree(db, clientId)) {
    if (left === 0) break;
    const part = Math.min(left, freeMinor);
    parts.push({ paymentId: id, amountMinor: part });
    left -= part;
  }
  return left === 0 ? parts : null;
}
