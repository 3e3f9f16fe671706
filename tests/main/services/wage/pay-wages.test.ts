import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { DAY_MS } from '#domain/values/time.ts';
import { onAccount } from '#tests/main/services/completion/completion-desk.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aWageDesk, NEXT_WEEK, nextUid, WEEK, WEEK_AFTER, type WageDesk } from './wage-desk.ts';

let test: TestDb;
let desk: WageDesk;
let now = WEEK_AFTER;

beforeEach(() => {
  test = createTestDb();
  now = WEEK_AFTER;
  desk = aWageDesk(test, () => now);
});
afterEach(() => {
  expect(findViolations(test.db.read)).toEqual([]);
  test.cleanup();
});

describe('marking wages as paid', () => {
  it('pays exactly the lines of the period, and the ledger owes that much less', async () => {
    await desk.earn('2026-03-02', ['Ada']);
    await desk.earn('2026-03-04', ['Ada', 'Ben']);
    await desk.earn('2026-03-10', ['Ada']).catch(() => null);
    now += 7 * DAY_MS;
    await desk.earn('2026-03-11', ['Ada']);
    expect((await desk.pay()).data).toMatchObject({ amountMinor: 6000 });
    expect(await desk.totals()).toMatchObject({
      sessions: 2,
      minutes: 120,
      attendees: 3,
      earnedMinor: 6000,
      paidMinor: 6000,
      dueMinor: 0,
    });
    expect(onAccount(test.db, 'wages_owed')).toBe(-3000);
    expect(onAccount(test.db, 'bank')).toBe(-6000);
    expect(await desk.totals(NEXT_WEEK)).toMatchObject({ dueMinor: 3000, paidMinor: 0 });
  });

  it('pays a line once, however often and by however many it is asked for', async () => {
    await desk.earn('2026-03-02', ['Ada']);
    const range = { practitionerId: desk.pia, ...WEEK };
    const { hash } = await desk.ask<{ hash: string }>('wage.previewPayout', range);
    const wish = { ...range, hash, method: 'cash' };
    const first = { ...wish, requestUid: nextUid() };
    const answers = await Promise.all([
      desk.run('wage.pay', first),
      desk.run('wage.pay', first),
      ...Array.from({ length: 6 }, () =>
        desk.run('wage.pay', { ...wish, requestUid: nextUid() }, desk.story.studio.admin),
      ),
    ]);
    expect(answers.map(({ code }) => code).toSorted()).toEqual([
      ...Array(6).fill('NOTHING_TO_PAY'),
      'OK',
      'OK',
    ]);
    expect(answers[0]?.data).toEqual(answers[1]?.data);
    expect(onAccount(test.db, 'cash')).toBe(-3000);
  });

  it('is refused when the wages are no longer those that were looked at', async () => {
    await desk.earn('2026-03-02', ['Ada']);
    const range = { practitionerId: desk.pia, ...WEEK };
    const { hash } = await desk.ask<{ hash: string }>('wage.previewPayout', range);
    await desk.earn('2026-03-03', ['Ada']);
    const answer = await desk.run('wage.pay', { ...range, hash, method: 'cash', requestUid: nextUid() });
    expect(answer).toMatchObject({ code: 'PAYOUT_CHANGED', data: { amountMinor: 6000 } });
    expect(onAccount(test.db, 'wages_owed')).toBe(-6000);
  });

  it('turns a session that is taken back after its payout into a negative line of the day it is taken back', async () => {
    await desk.earn('2026-03-02', ['Ada']);
    const { undoId } = await desk.earn('2026-03-04', ['Ben']);
    await desk.pay();
    await desk.ask('undo.takeBack', { id: undoId });
    // What was paid stays as it was paid.
    expect(await desk.totals()).toMatchObject({ earnedMinor: 6000, paidMinor: 6000, dueMinor: 0 });
    expect(await desk.totals(NEXT_WEEK)).toMatchObject({ sessions: 0, earnedMinor: -3000, dueMinor: -3000 });
    expect((await desk.pay(NEXT_WEEK)).code).toBe('NOTHING_TO_PAY');
    expect(onAccount(test.db, 'wages_owed')).toBe(3000);
    // It lowers the next payout.
    await desk.earn('2026-03-09', ['Ada']);
    now += DAY_MS;
    await desk.earn('2026-03-09', ['Cy']);
    expect((await desk.pay(NEXT_WEEK)).data).toMatchObject({ amountMinor: 3000 });
    expect(onAccount(test.db, 'wages_owed')).toBe(0);
  });
});

describe('undoing a payout', () => {
  const undo = (id: number, staff = desk.story.studio.owner) =>
    desk.run('wage.undoPayout', { requestUid: nextUid(), id, reason: 'Wrong account' }, staff);

  it('makes the lines due again by an opposite entry, once, and keeps what was paid', async () => {
    await desk.earn('2026-03-02', ['Ada']);
    const { id } = (await desk.pay()).data as { id: number };
    expect((await undo(id)).code).toBe('OK');
    expect((await undo(id)).code).toBe('PAYOUT_UNDONE');
    expect(await desk.totals()).toMatchObject({ paidMinor: 0, dueMinor: 3000 });
    expect(onAccount(test.db, 'wages_owed')).toBe(-3000);
    expect(onAccount(test.db, 'bank')).toBe(0);
    const { rows } = await desk.ask<{ rows: object[] }>('wage.payouts', {});
    expect(rows).toMatchObject([{ id, state: 'undone', amountMinor: 3000, undoReason: 'Wrong account' }]);
    expect((await desk.pay()).code).toBe('OK');
  });

  it('waits for the later payout that has taken off what this one paid', async () => {
    const { undoId } = await desk.earn('2026-03-02', ['Ada']);
    const first = (await desk.pay()).data as { id: number };
    await desk.ask('undo.takeBack', { id: undoId });
    await desk.earn('2026-03-03', ['Ada']);
    await desk.earn('2026-03-04', ['Ada']);
    const second = (await desk.pay({ from: null, to: NEXT_WEEK.to })).data as {
      id: number;
      amountMinor: number;
    };
    expect(second.amountMinor).toBe(3000);
    expect(await undo(first.id)).toMatchObject({ code: 'PAYOUT_RECOVERED', data: { payoutId: second.id } });
    expect((await undo(second.id)).code).toBe('OK');
    expect((await undo(first.id)).code).toBe('OK');
    expect(onAccount(test.db, 'wages_owed')).toBe(-6000);
  });
});

describe('an adjustment', () => {
  const adjust = (amountMinor: number, more: object = {}) =>
    desk.run('wage.adjust', {
      requestUid: nextUid(),
      practitionerId: desk.pia,
      onDate: '2026-03-05',
      amountMinor,
      reason: 'Cover for a colleague',
      ...more,
    });

  it('adds or takes off with its reason, is paid with the lines, and is reversed by another', async () => {
    await desk.earn('2026-03-02', ['Ada']);
    const { id } = (await adjust(500)).data as { id: number };
    await adjust(-200);
    expect(await desk.totals()).toMatchObject({ earnedMinor: 3000, adjustmentsMinor: 300, dueMinor: 3300 });
    const reverse = () => desk.run('wage.reverseAdjustment', { requestUid: nextUid(), id, reason: 'Twice' });
    expect((await reverse()).code).toBe('OK');
    expect((await reverse()).code).toBe('ALREADY_REVERSED');
    expect((await desk.pay({ from: null, to: NEXT_WEEK.to })).data).toMatchObject({ amountMinor: 2800 });
    expect(onAccount(test.db, 'wages_owed')).toBe(0);
  });

  it('is taken back from the toast by an opposite one', async () => {
    const { undoId } = (await adjust(-500)).data as { undoId: number };
    expect(onAccount(test.db, 'wages_owed')).toBe(500);
    await desk.ask('undo.takeBack', { id: undoId });
    expect(onAccount(test.db, 'wages_owed')).toBe(0);
    expect((await desk.run('undo.takeBack', { id: undoId })).code).toBe('UNDO_NOT_POSSIBLE');
  });

  it.each([
    ['nothing', { amountMinor: 0 }],
    ['too much', { amountMinor: 1_000_000_001 }],
    ['too little', { amountMinor: -1_000_000_001 }],
    ['half a cent', { amountMinor: 0.5 }],
    ['no reason', { amountMinor: 1, reason: ' ' }],
    ['no day', { amountMinor: 1, onDate: '2026-02-30' }],
  ])('is refused and changes nothing: %s', async (_, more) => {
    expect((await adjust(1, more)).code).toBe('INVALID_INPUT');
    expect(onAccount(test.db, 'wages_owed')).toBe(0);
  });

  it('whose answer comes again when its undo is over takes nothing else back with it', async () => {
    const request = { requestUid: nextUid() };
    const first = await adjust(500, request);
    now += 20 * 60_000;
    await adjust(-100);
    const again = await adjust(500, request);
    expect(again.data).toEqual(first.data);
    const { undoId } = again.data as { undoId: number };
    expect(await desk.run('undo.takeBack', { id: undoId })).toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
      data: { reason: 'too_late' },
    });
    expect(onAccount(test.db, 'wages_owed')).toBe(-400);
  });

  it('is carried out once for one request', async () => {
    const requestUid = nextUid();
    await Promise.all([adjust(500, { requestUid }), adjust(500, { requestUid })]);
    expect((await adjust(600, { requestUid })).code).toBe('REQUEST_ANSWERED');
    expect(onAccount(test.db, 'wages_owed')).toBe(-500);
  });
});
