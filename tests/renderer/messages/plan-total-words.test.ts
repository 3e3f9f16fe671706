import { expect, it } from 'vitest';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import { planTotalWords } from '#renderer/messages/cancellation.ts';
import type { Say } from '#renderer/messages/say.ts';

const say: Say = {
  money: (minor) => `€${(minor / 100).toFixed(2)}`,
  number: String,
  day: String,
  instant: String,
};
const words = (total: Partial<PlanSummary['totals'][number]>): string =>
  planTotalWords(
    { action: 'nothing', tender: 'account', items: 1, amountMinor: 0, credits: 0, ...total },
    say,
  );

it('names what the studio keeps of a cancelled booking, and does not call it nothing', () => {
  expect(words({ amountMinor: 2500 })).toBe('1 account charge, €25.00 kept by the studio');
  expect(words({ tender: 'card', items: 2, amountMinor: 5000 })).toBe(
    '2 card payments, €50.00 kept by the studio',
  );
  expect(words({ tender: 'package' })).toBe('1 package credit kept by the studio');
});

it('says where there is nothing to give back', () => {
  expect(words({ tender: 'free', items: 2 })).toBe('2 free places, nothing to give back');
  expect(words({ tender: 'cash' })).toBe('1 cash payment, nothing to give back');
  expect(words({ tender: 'none', items: 2 })).toBe('2 sessions without bookings');
});
