import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as studios from '#db/repositories/studio.ts';
import type { NextTry } from '#domain/auto-invoice/retry-ladder.ts';
import { writeCardDeclined } from '#domain/message/card-declined-notice.ts';
import type { ClientId, InvoiceId, InvoiceRunRowId } from '#domain/values/ids.ts';
import { formatMoney } from '#domain/values/money.ts';
import { postToClient, moneyRecipient } from '../../messages/write-to-client.ts';
import { readTemplates } from '../../settings/message-templates.ts';

export interface Decline {
  readonly rowId: InvoiceRunRowId;
  /** Tries so far. */
  readonly tries: number;
  readonly clientId: ClientId;
  readonly invoiceId: InvoiceId;
  readonly openMinor: number;
  readonly next: NextTry;
  readonly at: number;
}

/**
 * Tells the client once per try that the card was declined and what happens next, in the caller's transaction. With the first of these comes the
 * invoice, so that one message says it all.
 */
export function tellDeclined(tx: WriteDb, decline: Decline): void {
  const { rowId, tries, clientId, invoiceId, openMinor, next, at } = decline;
  const { name: studioName, currency, locale, zone } = studios.get(tx);
  const to = moneyRecipient(tx, clients.getById(tx, clientId));
  const invoice = invoices.getById(tx, invoiceId);
  const day = (instant: number): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(instant);
  const text = writeCardDeclined(readTemplates(tx).cardDeclined, {
    clientName: to.name,
    amount: formatMoney(openMinor, currency, locale),
    invoiceNumber: invoice.number ?? '',
    next: next.kind === 'retry' ? { kind: 'retry', day: day(next.at) } : { kind: next.kind },
    studioName,
  });
  const envelope = {
    uid: `card_declined.${rowId}.${tries}`,
    kind: 'card_declined',
    to,
    at,
    notBefore: at,
  } as const;
  const isFirst = tries === 1;
  postToClient(tx, isFirst ? { ...envelope, document: { kind: 'invoice', id: invoiceId } } : envelope, text);
  if (isFirst && invoice.sentAt === null) invoices.markSent(tx, invoiceId, at);
}
