import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import { formatMoney } from '#domain/values/money.ts';
import { postToClient, recipientOf } from '../../messages/write-to-client.ts';

/** The message that brings an issued invoice, in the caller's transaction. */
export function tellInvoice(tx: WriteDb, invoice: Invoice, at: number): void {
  const { name, currency, locale } = studios.get(tx);
  const amount = formatMoney(invoice.totalMinor, currency, locale);
  const to = recipientOf(clients.getById(tx, invoice.clientId));
  postToClient(
    tx,
    {
      uid: `invoice.${invoice.id}`,
      kind: 'invoice',
      to,
      at,
      notBefore: at,
      document: { kind: 'invoice', id: invoice.id },
    },
    {
      subject: `Invoice ${invoice.number ?? ''} of ${name}`,
      body: `Dear ${to.name},\n\nplease find our invoice ${invoice.number ?? ''} over ${amount} attached.\n\n${name}`,
    },
  );
}
