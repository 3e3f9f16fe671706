import { CARD_DECLINED_PLACEHOLDERS } from './card-declined-notice.ts';
import { cardPlaceholders } from './card-notice.ts';
import { packagePlaceholders } from './package-notice.ts';
import { placeholders } from './render-template.ts';
import { reschedulePlaceholders } from './reschedule-notice.ts';

/** The words that are filled in when an invoice, a reminder or a credit note is sent. */
const INVOICE_PLACEHOLDERS = ['client', 'number', 'amount', 'due', 'link', 'studio'] as const;

const OF_TEMPLATE: Readonly<Record<string, readonly string[]>> = {
  rescheduleOffer: reschedulePlaceholders,
  rescheduleDone: reschedulePlaceholders,
  packageExpiring: packagePlaceholders,
  packageExpired: packagePlaceholders,
  cardDeclined: CARD_DECLINED_PLACEHOLDERS,
  cardSetup: cardPlaceholders,
  paymentLink: cardPlaceholders,
  invoiceSent: INVOICE_PLACEHOLDERS,
  invoicePaid: INVOICE_PLACEHOLDERS,
  invoiceReminder: INVOICE_PLACEHOLDERS,
  creditNoteSent: INVOICE_PLACEHOLDERS,
};

/** The words that a template of this name may hold. */
export function placeholdersOf(template: string): readonly string[] {
  return OF_TEMPLATE[template] ?? placeholders;
}
