import { formatMoney } from '../values/money.ts';
import { instantToWall, type Zone } from '../values/time.ts';
import type { NoticeStudio, NoticeText } from './cancellation-notice.ts';
import { renderTemplate } from './render-template.ts';
import { whenText } from './reschedule-notice.ts';

/** The words that are filled in when a client is sent the address of a page of the card processor. */
export const cardPlaceholders = ['client', 'link', 'amount', 'title', 'until', 'studio'] as const;

export interface CardNotice {
  readonly clientName: string;
  readonly url: string;
  /** Null: a card is to be left, nothing is paid. */
  readonly amountMinor: number | null;
  readonly title: string;
  /** When the page closes, epoch ms. */
  readonly expiresAt: number;
  readonly studio: NoticeStudio & { readonly zone: Zone };
}

/** Subject and text with every placeholder filled in. */
export function writeCardNotice(template: NoticeText, notice: CardNotice): NoticeText {
  const { studio, amountMinor } = notice;
  const values = {
    client: notice.clientName,
    link: notice.url,
    amount: amountMinor === null ? '' : formatMoney(amountMinor, studio.currency, studio.locale),
    title: notice.title,
    until: whenText(instantToWall(notice.expiresAt, studio.zone), studio.locale),
    studio: studio.name,
  };
  return {
    subject: renderTemplate(template.subject, values).replace(/\s+/g, ' ').trim(),
    body: renderTemplate(template.body, values).replace(/\n{3,}/g, '\n\n'),
  };
}
