import type { WriteDb } from '#db/database.ts';
import * as receipts from '#db/repositories/receipt.ts';
import * as studio from '#db/repositories/studio.ts';
import type { ReceiptItem, ReceiptTender } from '#db/schema/receipt.ts';
import type { ClientId, ReceiptId, StaffId } from '#domain/values/ids.ts';

export interface ReceiptFacts {
  readonly clientId: ClientId;
  readonly tenders: readonly ReceiptTender[];
  readonly items: readonly ReceiptItem[];
  readonly staffId: StaffId | null;
  readonly at: number;
}

/**
 * The one paper of a taking, with all its tenders and all that they pay for, in the transaction that takes the money. Its payments
 * name it; account credit stays with the papers of the payments that it comes from.
 */
export function issueReceipt(tx: WriteDb, facts: ReceiptFacts): ReceiptId {
  const { clientId, tenders, items, staffId, at } = facts;
  const { id } = receipts.insert(tx, {
    kind: 'receipt',
    clientId,
    amountMinor: tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    currency: studio.get(tx).currency,
    tenders,
    items,
    staffId,
    at,
  });
  const taken = tenders.flatMap(({ kind, paymentId }) =>
    kind === 'account_credit' || paymentId === null ? [] : [paymentId],
  );
  receipts.linkPayments(tx, id, taken);
  return id;
}
