import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as reminders from '#db/repositories/invoice-reminder.ts';
import * as studios from '#db/repositories/studio.ts';
import { clientName } from '#domain/client/client-name.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import { renderTemplate } from '#domain/message/render-template.ts';
import type { InvoiceId, MessageId } from '#domain/values/ids.ts';
import { formatMoney } from '#domain/values/money.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { postToClient, recipientOf } from '../messages/write-to-client.ts';
import { readTemplates } from '../settings/message-templates.ts';

export interface InvoiceMail {
  readonly id: InvoiceId;
  readonly kind: 'invoice' | 'invoice_reminder' | 'credit_note';
  /** Names this message for ever: the same one is never written twice. */
  readonly uid: string;
  readonly at: number;
}

/**
 * Puts an issued invoice, a reminder of it, or a credit note into the outbox, with the document as a PDF and, while there is a page to pay
 * on, its address. Without an e-mail address it is listed there for the desk to call.
 */
export function mailInvoice(tx: WriteDb, { id, kind, uid, at }: InvoiceMail): MessageId {
  const invoice = invoices.getById(tx, id);
  const client = clients.getById(tx, invoice.clientId);
  const { name: studio, currency, locale } = studios.get(tx);
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);
  const link = reminders.paymentUrl(tx, id);
  const values = {
    client: clientName(client),
    studio,
    number: invoice.number ?? '',
    amount: money(kind === 'credit_note' ? invoice.totalMinor : dueMinor(invoice)),
    due: invoice.dueOn ? dayText(invoice.dueOn, locale) : '',
    link: link ? PAY_HERE + link : '',
  };
  const template = readTemplates(tx)[TEMPLATES[kind]];
  const messageId = postToClient(
    tx,
    {
      uid: `${kind}.${uid}`,
      kind,
      to: recipientOf(client),
      at,
      document: { kind: kind === 'credit_note' ? 'credit_note' : 'invoice', id },
    },
    {
      subject: renderTemplate(template.subject, values).replace(/\s+/g, ' ').trim(),
      // A part that has nothing to say leaves no hole behind.
      body: renderTemplate(template.body, values).replace(/\n{3,}/g, '\n\n'),
    },
  );
  if (invoice.sentAt === null) invoices.markSent(tx, id, at);
  return messageId;
}

const TEMPLATES = {
  invoice: 'invoiceSent',
  invoice_reminder: 'invoiceReminder',
  credit_note: 'creditNoteSent',
} as const;

const PAY_HERE = 'You can pay here: ';

function dayText(day: LocalDate, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}
