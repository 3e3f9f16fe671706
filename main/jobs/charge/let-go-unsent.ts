import type { WriteDb } from '#db/database.ts';
import * as charges from '#db/repositories/card-charge.ts';
import { listUnsentFor, readPays } from '#db/repositories/card-due.ts';
import type { CardLink } from '#db/repositories/card-link.ts';

/** The client has paid on the page: whoever wanted to charge the card for the same has it now, if nothing was sent yet. */
export function letGoUnsent(tx: WriteDb, link: CardLink, now: number): void {
  const ofInvoice = link.invoiceId === null ? [] : charges.listUnsentOfInvoice(tx, link.invoiceId);
  const ids = new Set([
    ...ofInvoice.map(({ id }) => id),
    ...listUnsentFor(tx, link.clientId, readPays(link)),
  ]);
  for (const id of ids) {
    const charge = charges.findById(tx, id);
    if (charge) charges.change(tx, charge, { to: 'canceled', failureCode: 'paid_by_link' }, now);
  }
}
