import type { ReadDb } from '#db/database.ts';
import * as openDues from '#db/repositories/open-due.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import type { UnderWay } from '#db/repositories/card-due.ts';
import { chargedOnInvoices } from '#db/repositories/invoice-list.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { ClientId } from '#domain/values/ids.ts';

/**
 * What a client owes for things that were charged already and that nothing else on the list of dues asks for, in minor units, 0 or more:
 * the balance below zero, without packages and invoices, which are dues of their own, and without what a card is being charged for it now.
 */
export function owedOnAccount(db: ReadDb, clientId: ClientId, underWay: UnderWay): number {
  return Math.max(
    0,
    paidFor.heldOfClient(db, clientId) -
      ledger.balanceOfClient(db, clientId) -
      lotDues(db, clientId) -
      chargedOnInvoices(db, clientId) -
      underWay.ontoBalanceMinor,
  );
}

/** Packages not paid in full stand in the balance and in the list: as owed they count once. */
function lotDues(db: ReadDb, clientId: ClientId): number {
  return openDues.listLotDues(db, { clientId }).reduce((sum, { dueMinor }) => sum + dueMinor, 0);
}
