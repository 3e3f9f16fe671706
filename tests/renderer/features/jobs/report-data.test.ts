import { describe, expect, it } from 'vitest';
import type { JobItem } from '#contract/desktop/job.ts';
import { givenBack, reportClients, reportSessions } from '#renderer/features/jobs/report-data.ts';

const item = (over: Partial<Record<keyof JobItem, unknown>>): JobItem =>
  ({
    id: 1,
    seq: 1,
    sessionId: 1,
    bookingId: 1,
    clientId: 1,
    title: 'Yoga',
    date: '2026-10-05',
    time: '09:00',
    client: 'Ann',
    participant: '',
    tender: 'card',
    action: 'refund_card',
    amountMinor: 1000,
    credits: 0,
    outcome: 'done',
    refundId: 1,
    refundState: 'succeeded',
    settledAs: 'card',
    failureCode: null,
    noteCode: '',
    doneAt: 1,
    ...over,
  }) as JobItem;

const items = [
  item({ id: 1, sessionId: 2, bookingId: 1, date: '2026-10-06' }),
  item({ id: 2, sessionId: 1, bookingId: 2, tender: 'cash', action: 'cash_due', amountMinor: 500 }),
  item({
    id: 3,
    sessionId: 1,
    bookingId: 2,
    tender: 'package',
    action: 'return_credit',
    amountMinor: 700,
    credits: 1,
  }),
  item({ id: 4, sessionId: 1, bookingId: 3, clientId: 2, client: 'Ände', amountMinor: 300 }),
  item({
    id: 5,
    sessionId: 3,
    bookingId: null,
    clientId: null,
    client: '',
    action: 'nothing',
    amountMinor: 0,
    outcome: 'released',
    date: '2026-10-07',
  }),
  item({
    id: 6,
    sessionId: 2,
    bookingId: 4,
    clientId: 3,
    client: 'Zoe',
    date: '2026-10-06',
    amountMinor: 200,
  }),
];

describe('the printed report', () => {
  it('lists the sessions by date with their bookings and the money that goes back, credits apart', () => {
    expect(
      reportSessions(items).map(({ sessionId, bookings, amountMinor, isReleased }) => [
        sessionId,
        bookings,
        amountMinor,
        isReleased,
      ]),
    ).toEqual([
      [1, 2, 800, false],
      [2, 2, 1200, false],
      [3, 0, 0, true],
    ]);
  });

  it('lists every client once, by name as the locale sorts, and all of their rows', () => {
    expect(
      reportClients(items, 'de').map(({ name, items: rows, amountMinor }) => [
        name,
        rows.length,
        amountMinor,
      ]),
    ).toEqual([
      ['Ände', 1, 300],
      ['Ann', 3, 1500],
      ['Zoe', 1, 200],
    ]);
  });

  it('tells of an undone job what was given back all the same, beside what was planned', () => {
    const undone = [
      item({ id: 1, refundState: 'withdrawn', outcome: 'undone' }),
      item({ id: 2, bookingId: 2, outcome: 'kept' }),
      item({ id: 3, bookingId: 3, action: 'account_credit', refundState: null, outcome: 'undone' }),
      item({ id: 4, bookingId: 4, action: 'account_credit', refundState: null, outcome: 'kept' }),
      item({ id: 5, bookingId: 5, action: 'cash_due', refundState: 'withdrawn', outcome: 'undone' }),
    ];
    expect(undone.map(givenBack)).toEqual([0, 1000, 0, 1000, 0]);
    expect(reportSessions(undone)).toMatchObject([
      { plannedMinor: 5000, amountMinor: 2000, isRestored: true, isReleased: false },
    ]);
  });

  it('counts money as given back only once it is made, on its way or handed out', () => {
    const states = ['planned', 'sending', 'failed', 'failed_late', 'due', 'pending', 'succeeded', 'settled'];
    expect(states.map((refundState) => givenBack(item({ refundState })))).toEqual([
      0, 0, 0, 0, 0, 1000, 1000, 1000,
    ]);
  });

  it('sums sessions and clients to the same total', () => {
    const total = (rows: readonly { readonly amountMinor: number }[]): number =>
      rows.reduce((sum, row) => sum + row.amountMinor, 0);
    expect(total(reportSessions(items))).toBe(total(reportClients(items, 'en')));
  });
});
