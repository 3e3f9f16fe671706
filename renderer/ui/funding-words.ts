import { bookingMessages as words } from '#renderer/messages/sessions.ts';
import type { FundingInput } from './funding-rows.ts';
import type { StudioFormat } from './use-format.ts';

/** What each way of paying does, in words; `credits`: of a package. */
export const fundingWords = (
  fundings: readonly FundingInput[],
  credits: string,
  format: StudioFormat,
): string[] =>
  fundings.map((funding) => {
    const { consequences } = words;
    switch (funding.kind) {
      case 'package':
        return credits;
      case 'free':
        return consequences.free;
      case 'account':
        return consequences.account(format.money(funding.amountMinor));
      case 'account_credit':
        return consequences.usedCredit(format.money(funding.amountMinor));
      case 'card_on_file':
        return consequences.charged(format.money(funding.amountMinor));
      case 'earlier_payment':
        return consequences.earlier(format.money(funding.amountMinor));
      case 'new_payment':
        return consequences.paid(format.money(funding.amountMinor), words.ways[funding.method]);
    }
  });
