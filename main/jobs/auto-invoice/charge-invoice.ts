import type { WriteDb } from '#db/database.ts';
import * as rows from '#db/repositories/invoice-run-charge.ts';
import * as invoices from '#db/repositories/invoice.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import type { ClientId, InvoiceId, InvoiceRunRowId } from '#domain/values/ids.ts';
import { requestCharge } from '../../cards/request-charge.ts';
import { payFromAccountCredit } from '../../invoices/pay-from-account-credit.ts';

export interface InvoiceToCharge {
  readonly rowId: InvoiceRunRowId;
  /** Tries that were made before. */
  readonly tries: number;
  readonly clientId: ClientId;
  readonly invoiceId: InvoiceId;
}

/**
 * What came of asking: `covered`, the client's own money on account has paid what was open; `ended`, nothing was open any more.
 */
export type AskedFor = 'charging' | 'no_card' | 'covered' | 'ended';

/**
 * Pays what is still open of an invoice from the client's money on account and asks for the rest from the card on file, in the caller's
 * transaction, and notes in the row what comes of it. A try has one name for ever: repeated, it is the same charge.
 */
export function chargeInvoice(
  tx: WriteDb,
  { rowId, tries, clientId, invoiceId }: InvoiceToCharge,
  { at, newUid }: { readonly at: number; readonly newUid: () => string },
): AskedFor {
  const fromCredit = payFromAccountCredit(tx, invoiceId, at);
  const invoice = invoices.getById(tx, invoiceId);
  const amountMinor = invoice.state === 'sent' ? dueMinor(invoice) : 0;
  const quiet = { chargeId: null, tries, nextTryAt: null, error: '' };
  if (amountMinor === 0) {
    rows.setBilling(tx, rowId, { ...quiet, billing: 'ended' });
    return fromCredit > 0 ? 'covered' : 'ended';
  }
  const asked = requestCharge(
    tx,
    {
      requestUid: `auto_invoice.${rowId}.${tries + 1}`,
      clientId,
      amountMinor,
      purpose: 'invoice',
      invoiceId,
      description: invoice.number ?? '',
      requestedBy: null,
    },
    { now: at, newUid },
  );
  if (!asked.ok) {
    rows.setBilling(tx, rowId, { ...quiet, billing: 'no_card' });
    return 'no_card';
  }
  rows.setBilling(tx, rowId, {
    ...quiet,
    billing: 'charging',
    chargeId: asked.value.chargeId,
    tries: tries + 1,
  });
  return 'charging';
}
