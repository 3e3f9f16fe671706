import { describe, expect, it } from 'vitest';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { planChanges } from '#renderer/features/cancellation/plan-change.ts';
import { nameIntent } from '#renderer/features/cancellation/submit-intent.ts';
import { checkTypedTotal } from '#renderer/features/cancellation/typed-total.ts';
import { consequence, planTotalWords } from '#renderer/messages/cancellation.ts';
import { type Say } from '#renderer/messages/say.ts';
import { unknownPlaceholders } from '#renderer/features/cancellation/unknown-placeholders.ts';

const say: Say = {
  money: (minor) => `${(minor / 100).toFixed(2)} EUR`,
  number: String,
  day: (date) => date,
  instant: String,
};
const summary: PlanSummary = {
  sessions: 3,
  bookings: 5,
  clients: 4,
  totals: [
    { action: 'refund_card', tender: 'card', items: 43, amountMinor: 107_500, credits: 0 },
    { action: 'return_credit', tender: 'package', items: 12, amountMinor: 0, credits: 12 },
  ],
  refundTotalMinor: 107_500,
  cardTotalMinor: 107_500,
  cardRefunds: 43,
  withoutEmail: 1,
  extendedLots: 0,
  typedTotalNeeded: false,
  secondPersonNeeded: false,
  overLimit: false,
  planHash: 'a',
  inProcess: [],
};
const ids = (...values: number[]): SessionId[] => values as SessionId[];

describe('the name of a request', () => {
  const uids = (): (() => string) => {
    let made = 0;
    return () => `uid-${(made += 1)}`;
  };

  it('stays the same for a double click, a lost answer and another order of the same sessions', () => {
    const newUid = uids();
    const first = nameIntent(null, { sessionIds: ids(1, 2), nonCardRefund: 'cash_due' }, newUid);
    expect(nameIntent(first, { sessionIds: ids(2, 1), nonCardRefund: 'cash_due' }, newUid)).toBe(first);
  });

  it('is new when other sessions or another treatment of cash are meant', () => {
    const newUid = uids();
    const first = nameIntent(null, { sessionIds: ids(1, 2), nonCardRefund: 'cash_due' }, newUid);
    expect(nameIntent(first, { sessionIds: ids(1), nonCardRefund: 'cash_due' }, newUid).requestUid).toBe(
      'uid-2',
    );
    expect(
      nameIntent(first, { sessionIds: ids(1, 2), nonCardRefund: 'account_credit' }, newUid).requestUid,
    ).toBe('uid-3');
  });
});

describe('the typed total', () => {
  it('accepts what a person types', () => {
    for (const text of ['1075', '1,075.00', '1.075,00', '€1,075', ' 1075.0 EUR '])
      expect(checkTypedTotal(text, 107_500, 'EUR').state).toBe('right');
  });
  it('tells empty, unreadable and different apart', () => {
    expect(checkTypedTotal(' ', 107_500, 'EUR').state).toBe('empty');
    expect(checkTypedTotal('ten', 107_500, 'EUR').state).toBe('unreadable');
    expect(checkTypedTotal('1074.99', 107_500, 'EUR')).toEqual({ state: 'different', typedMinor: 107_499 });
  });
});

describe('the words of the refund plan', () => {
  it('says each row in words', () => {
    expect(summary.totals.map((total) => planTotalWords(total, say))).toEqual([
      '43 card refunds',
      '12 credits go back to their lots',
    ]);
  });
  it('says who, how much, by which rule and what is final before the button', () => {
    expect(consequence(summary, 'email', say)).toBe(
      'Cancels 3 sessions; 4 clients get back 1075.00 EUR: what was paid for each booking, minus earlier refunds. Card refunds and e-mails that have gone out can’t be undone.',
    );
    expect(consequence({ ...summary, refundTotalMinor: 0, cardRefunds: 0 }, 'none', say)).toBe(
      'Cancels 3 sessions for 4 clients. No money moves. It can be undone on the job’s page.',
    );
    expect(consequence({ ...summary, clients: 0, withoutEmail: 0, cardRefunds: 0 }, 'email', say)).toBe(
      'Cancels 3 sessions that nobody has booked. It can be undone on the job’s page.',
    );
  });
  it('names exactly what changed between two plans', () => {
    const after = {
      ...summary,
      bookings: 6,
      refundTotalMinor: 110_000,
      totals: [
        { ...summary.totals[0], items: 44, amountMinor: 110_000 },
        summary.totals[1],
      ] as PlanSummary['totals'],
    };
    expect(planChanges(summary, after).map(({ what, before, after: now }) => [what, before, now])).toEqual([
      ['refund_total', 107_500, 110_000],
      ['bookings', 5, 6],
      ['total', 107_500, 110_000],
    ]);
    expect(planChanges(summary, summary)).toEqual([]);
  });
});

describe('the message to clients', () => {
  it('names placeholders that nothing would fill in', () => {
    expect(unknownPlaceholders('{{client}} {{name}} {{name}} {{first name}}')).toEqual([
      'name',
      'first name',
    ]);
  });
});
