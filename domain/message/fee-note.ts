import { formatMoney } from '../values/money.ts';
import type { NoticeStudio, NoticeText } from './cancellation-notice.ts';

/** What moving one place at the client's wish cost. Minor units. */
export interface ChargedFee {
  readonly lotName: string;
  readonly amountMinor: number;
}

/**
 * The message with what the change costs below it: who is charged has to hear of it, whatever the studio's own text says. A fee of
 * nothing, or one that was waived, is not mentioned.
 */
export function withFeeNote(
  text: NoticeText,
  fees: readonly ChargedFee[],
  { currency, locale }: NoticeStudio,
): NoticeText {
  const lines = fees
    .filter(({ amountMinor }) => amountMinor > 0)
    .map(
      ({ lotName, amountMinor }) =>
        `P.S. By the terms of your package “${lotName}” this change costs ${formatMoney(amountMinor, currency, locale)}. It is charged to your account.`,
    );
  return lines.length === 0 ? text : { ...text, body: [text.body, ...lines].join('\n\n') };
}
