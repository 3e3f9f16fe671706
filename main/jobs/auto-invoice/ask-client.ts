import type { WriteDb } from '#db/database.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import type { ClientId, InvoiceRunRowId } from '#domain/values/ids.ts';
import { requestLink } from '../../cards/request-link.ts';

/** For whom and for which row a page is asked; the same row and number of tries is the same page. */
export interface PageWish {
  readonly rowId: InvoiceRunRowId;
  readonly tries: number;
  readonly clientId: ClientId;
  readonly invoice: Pick<
    Invoice,
    'id' | 'number' | 'state' | 'totalMinor' | 'creditedMinor' | 'paidMinor' | 'dueOn'
  >;
}

interface Parts {
  readonly at: number;
  readonly newUid: () => string;
}

/** Sends the client a page to pay the invoice on, as soon as the processor has opened it (seed 001: the "Make Payment" link). */
export function askToPay(
  tx: WriteDb,
  { rowId, tries, clientId, invoice }: PageWish,
  { at, newUid }: Parts,
): void {
  const amountMinor = dueMinor(invoice);
  if (amountMinor === 0) return;
  requestLink(
    tx,
    {
      requestUid: `auto_invoice.pay.${rowId}.${tries}`,
      kind: 'payment',
      clientId,
      amountMinor,
      invoiceId: invoice.id,
      title: invoice.number ?? '',
      sendEmail: true,
      requestedBy: null,
    },
    { now: at, newUid },
  );
}

/** Sends the client a page to leave another card on. */
export function askForCard(
  tx: WriteDb,
  { rowId, tries, clientId, invoice }: PageWish,
  { at, newUid }: Parts,
): void {
  requestLink(
    tx,
    {
      requestUid: `auto_invoice.card.${rowId}.${tries}`,
      kind: 'setup',
      clientId,
      amountMinor: null,
      invoiceId: null,
      title: invoice.number ?? '',
      sendEmail: true,
      requestedBy: null,
    },
    { now: at, newUid },
  );
}
