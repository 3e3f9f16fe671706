import type { WriteDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import type { Taxed } from '#domain/tax/tax.ts';
import type { ClientId, InvoiceId } from '#domain/values/ids.ts';

/**
 * Charges a client (or gives back, where `credits`): what is earned to revenue, the tax to the account of the state. Lines of sessions
 * were charged when these were saved, so only lines of an invoice's own come here, and what the desk credits.
 */
export function postLines(
  tx: WriteDb,
  document: {
    readonly id: InvoiceId;
    readonly clientId: ClientId;
    readonly credits: boolean;
    readonly at: number;
  },
  rows: readonly Taxed[],
): void {
  const sign = document.credits ? -1 : 1;
  const netMinor = sum(rows.map((row) => row.netMinor));
  const taxMinor = sum(rows.map((row) => row.taxMinor));
  if (netMinor + taxMinor === 0) return;
  const postings = [
    { accountId: ledger.clientAccount(tx, document.clientId), amountMinor: sign * (netMinor + taxMinor) },
    { accountId: ledger.accountOf(tx, 'revenue'), amountMinor: -sign * netMinor },
    { accountId: ledger.accountOf(tx, 'tax'), amountMinor: -sign * taxMinor },
  ];
  ledger.postTransaction(
    tx,
    {
      kind: document.credits ? 'credit_note' : 'invoice',
      subjectKind: 'invoice',
      subjectId: document.id,
      at: document.at,
    },
    postings.filter(({ amountMinor }) => amountMinor !== 0),
  );
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
