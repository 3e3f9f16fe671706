import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as messages from '#db/repositories/message.ts';
import * as reminders from '#db/repositories/invoice-reminder.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import type { NoticeText } from '#domain/message/cancellation-notice.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import { renderTemplate } from '#domain/message/render-template.ts';
import { dayText } from '#domain/values/day-text.ts';
import type { InvoiceId, MessageId } from '#domain/values/ids.ts';
import { formatMoney } from '#domain/values/money.ts';
import { postToClient, moneyRecipient } from '../messages/write-to-client.ts';
import { readTemplates } from '../settings/message-templates.ts';

export interface InvoiceMail {
  readonly id: InvoiceId;
  readonly kind: 'invoice' | 'invoice_reminder' | 'credit_note';
  /** Names this message for ever: the same one is never written twice. */
  readonly uid: string;
  readonly at: number;
  /** When it may leave; left out, after the quiet minute. */
  readonly notBefore?: number;
}

/**
 * Puts an issued invoice, a reminder of it, or a credit note into the outbox, with the document as a PDF and, while there is a page to pay
 * on, its address. Without an e-mail address it is listed there for the desk to call.
 */
export function mailInvoice(tx: WriteDb, { id, kind, uid, at, notBefore }: InvoiceMail): MessageId {
  const invoice = invoices.getById(tx, id);
  const messageId = postToClient(
    tx,
    {
      uid: `${kind}.${uid}`,
      kind,
      to: moneyRecipient(tx, clients.getById(tx, invoice.clientId)),
      at,
      ...(notBefore !== undefined && { notBefore }),
      document: { kind: kind === 'credit_note' ? 'credit_note' : 'invoice', id },
    },
    textOf(tx, invoice, kind),
  );
  if (invoice.sentAt === null) invoices.markSent(tx, id, at);
  return messageId;
}

/**
 * The page to pay on has opened while the invoice still waits in the outbox: the address is written into it, and it leaves at once. False when the
 * invoice has left already, was never written, or the page asks for something else; then the address needs a message of its own.
 */
export function bringLink(
  tx: WriteDb,
  {
    id,
    amountMinor,
    at,
  }: { readonly id: InvoiceId; readonly amountMinor: number | null; readonly at: number },
): boolean {
  const invoice = invoices.getById(tx, id);
  if (amountMinor !== dueMinor(invoice)) return false;
  const text = textOf(tx, invoice, 'invoice');
  return messages.rewriteQueued(tx, { kind: 'invoice', documentId: id }, { ...text, notBefore: at });
}

function textOf(tx: WriteDb, invoice: Invoice, kind: InvoiceMail['kind']): NoticeText {
  const client = clients.getById(tx, invoice.clientId);
  const { name: studio, currency, locale } = studios.get(tx);
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);
  const link = reminders.paymentUrl(tx, invoice.id);
  const values = {
    client: moneyRecipient(tx, client).name,
    studio,
    number: invoice.number ?? '',
    amount: money(kind === 'credit_note' ? invoice.totalMinor : dueMinor(invoice)),
    due: invoice.dueOn ? dayText(invoice.dueOn, locale, 'long') : '',
    link: link ? PAY_HERE + link : '',
  };
  const isSettled = kind === 'invoice' && dueMinor(invoice) === 0;
  const template = readTemplates(tx)[isSettled ? 'invoicePaid' : TEMPLATES[kind]];
  return {
    subject: renderTemplate(template.subject, values).replace(/\s+/g, ' ').trim(),
    // A part that has nothing to say leaves no hole behind.
    body: renderTemplate(template.body, values).replace(/\n{3,}/g, '\n\n'),
  };
}

const TEMPLATES = {
  invoice: 'invoiceSent',
  invoice_reminder: 'invoiceReminder',
  credit_note: 'creditNoteSent',
} as const;

/** As the help topic calls it (seed 001). */
const PAY_HERE = 'Make Payment: ';
