import type { NoticeText } from './cancellation-notice.ts';
import { renderTemplate } from './render-template.ts';

/** The words that are filled in when a client hears that their card was declined. */
export const CARD_DECLINED_PLACEHOLDERS = ['client', 'amount', 'invoice', 'next', 'studio'] as const;

export interface CardDeclinedNotice {
  readonly clientName: string;
  /** As the studio writes money. */
  readonly amount: string;
  readonly invoiceNumber: string;
  readonly next: { readonly kind: 'retry'; readonly day: string } | { readonly kind: 'new_card' | 'give_up' };
  readonly studioName: string;
}

/** Subject and text with every placeholder filled in. */
export function writeCardDeclined(template: NoticeText, notice: CardDeclinedNotice): NoticeText {
  const values = {
    client: notice.clientName,
    amount: notice.amount,
    invoice: notice.invoiceNumber,
    next: notice.next.kind === 'retry' ? willRetry(notice.next.day) : WHAT_NOW[notice.next.kind],
    studio: notice.studioName,
  };
  return {
    subject: renderTemplate(template.subject, values).replace(/\s+/g, ' ').trim(),
    body: renderTemplate(template.body, values).replace(/\n{3,}/g, '\n\n'),
  };
}

const willRetry = (day: string): string =>
  `We will try the same card again on ${day}. If you would rather pay in another way, please reply to this message.`;

const WHAT_NOW = {
  new_card:
    'We will not try this card again. A second message brings you the page on which you can leave another one; it is charged as soon as you have.',
  give_up:
    'We will not try this card again. A second message brings you the page on which you can pay; or reply to this one, so that we find another way.',
} as const;
