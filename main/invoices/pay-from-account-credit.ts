import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import { chargedOnInvoice } from '#db/repositories/invoice-list.ts';
import * as invoices from '#db/repositories/invoice.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { allocate } from './allocate.ts';
import { accountCreditOf, accountCreditParts } from './account-credit.ts';
import { stopAsking } from './stop-asking.ts';

/**
 * Pays an issued invoice from money that its client has given before and that pays for nothing else, the oldest first, in the caller's
 * transaction. Answers how much that was, in minor units; 0 when there is none, or nothing is due. What it charges itself stands in the
 * balance already and does not use the money up.
 */
export function payFromAccountCredit(tx: WriteDb, invoiceId: InvoiceId, at: number): number {
  const invoice = invoices.getById(tx, invoiceId);
  if (invoice.kind !== 'invoice' || invoice.state !== 'sent') return 0;
  const { clientId } = invoice;
  const chargedMinor = chargedOnInvoice(tx, invoiceId);
  const usedMinor = Math.min(dueMinor(invoice), accountCreditOf(tx, clientId, chargedMinor));
  if (usedMinor === 0) return 0;
  for (const { paymentId, amountMinor } of accountCreditParts(tx, clientId, usedMinor, chargedMinor) ?? []) {
    const paid = allocate(tx, { invoiceId, paymentId, amountMinor, at });
    if (!paid.ok) throw new Error(`invoice ${invoiceId} from payment ${paymentId}: ${paid.error.code}`);
  }
  stopAsking(tx, invoiceId, at);
  append(tx, {
    at,
    staffId: null,
    actor: 'Callboard',
    action: 'invoice.paid_from_credit',
    subjectKind: 'invoice',
    subjectId: invoiceId,
    data: { amountMinor: usedMinor },
  });
  return usedMinor;
}
