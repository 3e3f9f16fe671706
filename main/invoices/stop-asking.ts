import type { WriteDb } from '#db/database.ts';
import * as charges from '#db/repositories/card-charge.ts';
import { readPays } from '#db/repositories/card-due.ts';
import * as links from '#db/repositories/card-link.ts';
import * as invoices from '#db/repositories/invoice.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import type { InvoiceId } from '#domain/values/ids.ts';

/**
 * When nothing is due of an invoice any more, its pages are closed and charges for it alone that were not sent are let go of, so that nobody
 * pays for what was canceled, voided or paid another way. Does nothing while something is due.
 */
export function stopAsking(tx: WriteDb, id: InvoiceId, at: number): void {
  const invoice = invoices.getById(tx, id);
  if (invoice.state === 'sent' && dueMinor(invoice) > 0) return;
  links.cancelOfInvoice(tx, id);
  for (const charge of charges.listUnsentOfInvoice(tx, id)) {
    const isForThisAlone = readPays(charge).every(
      ({ ref }) => ref.kind === 'invoice' && ref.invoiceId === id,
    );
    if (isForThisAlone) charges.change(tx, charge, { to: 'canceled', failureCode: 'nothing_due' }, at);
  }
}
