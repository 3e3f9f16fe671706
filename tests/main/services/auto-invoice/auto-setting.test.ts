import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { at, type AutoDesk, openAutoDesk, SETTING } from './auto-invoice-desk.ts';

let desk: AutoDesk;
beforeEach(() => {
  desk = openAutoDesk();
});
afterEach(() => {
  expect(findViolations(desk.test.db.read)).toEqual([]);
  desk.test.cleanup();
});

const runs = () => desk.rows('SELECT kind, interval, from_day, to_day FROM invoice_runs ORDER BY id');
const setting = async () => (await desk.as('owner')('autoInvoice.setting')).data as Record<string, unknown>;

describe('the setting', () => {
  it('is off until somebody saves one, and proposes weeks from the one that runs', async () => {
    expect(await setting()).toMatchObject({
      version: 0,
      runs: [],
      coveredUntil: null,
      setting: {
        enabled: false,
        interval: 'weekly',
        billed: 'completed',
        sinceDay: '2026-03-02',
        autoBilling: false,
      },
    });
    desk.setTo('2026-12-24');
    expect(startDueRuns(desk.desk.services)).toBe(0);
  });

  it('says the next six runs with day, instant and the days each covers', async () => {
    await desk.save({ interval: 'monthly', billed: 'scheduled' });
    const { runs: ahead } = await setting();
    expect(ahead).toHaveLength(6);
    expect(ahead).toMatchObject([
      { day: '2026-03-31', at: at('2026-03-31'), covers: { from: '2026-03-02', to: '2026-05-01' } },
      { day: '2026-04-30', covers: { from: '2026-05-01', to: '2026-06-01' } },
      {},
      {},
      {},
      {},
    ]);
  });

  it('is kept with its history, and a stale one is refused', async () => {
    expect(await desk.save()).toMatchObject({ code: 'OK', data: { version: 1 } });
    expect(await desk.save({ dueDays: 7 })).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await desk.save({ dueDays: 7 }, 1)).toMatchObject({ code: 'OK', data: { version: 2 } });
    expect(desk.rows('SELECT due_days FROM auto_invoice_settings ORDER BY id')).toEqual([
      { due_days: 14 },
      { due_days: 7 },
    ]);
  });

  it.each([
    [{ retryDays: [3, 1] }, 'retryDays', 'RETRY_DAYS'],
    [{ retryDays: [2, 2] }, 'retryDays', 'RETRY_DAYS'],
    [{ autoBilling: true, send: false }, 'autoBilling', 'DRAFTS_NOT_CHARGED'],
    [{ dueDays: -1 }, 'dueDays', 'TOO_SMALL'],
    [{ dueDays: 366 }, 'dueDays', 'TOO_LARGE'],
    [{ runTime: '24:00' as never }, 'runTime', 'TIME'],
    [{ sinceDay: '2026-02-30' as never }, 'sinceDay', 'DATE'],
    [{ anchorDay: '1999-12-31' as never }, 'anchorDay', 'DATE_OUT_OF_RANGE'],
  ])('refuses %j at its field and changes nothing', async (change, path, code) => {
    const refused = await desk.save(change);
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', data: { issues: [{ path, code }] } });
    expect(desk.rows('SELECT * FROM auto_invoice_settings')).toEqual([]);
  });

  it.each(['staff', 'practitionerStaff'] as const)('is not for %s to change', async (person) => {
    expect(await desk.as(person)('autoInvoice.saveSetting', { ...SETTING, version: 0 })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('a run', () => {
  it('starts at its time, not before, and only once however many keepers ask', async () => {
    await desk.save();
    desk.setTo('2026-03-09', '05:59');
    expect(startDueRuns(desk.desk.services)).toBe(0);
    desk.setTo('2026-03-09');
    expect([startDueRuns(desk.desk.services), startDueRuns(desk.desk.services)]).toEqual([1, 0]);
    expect(runs()).toEqual([
      { kind: 'completed', interval: 'weekly', from_day: '2026-03-02', to_day: '2026-03-09' },
    ]);
    await desk.jobs.runner.runUntilIdle();
    expect(desk.rows('SELECT kind, state, requested_by FROM jobs')).toEqual([
      { kind: 'auto_invoice', state: 'done', requested_by: null },
    ]);
  });

  it('is made up for when the app was closed for months: each period once, the oldest first', async () => {
    await desk.save({ interval: 'monthly', sinceDay: '2026-03-01' as never });
    desk.setTo('2026-07-14', '10:00');
    expect(await desk.runDue()).toBe(4);
    expect(runs().map(({ from_day, to_day }) => [from_day, to_day])).toEqual([
      ['2026-03-01', '2026-04-01'],
      ['2026-04-01', '2026-05-01'],
      ['2026-05-01', '2026-06-01'],
      ['2026-06-01', '2026-07-01'],
    ]);
    expect(await desk.runDue()).toBe(0);
  });

  it('is not repeated when the clock is set back', async () => {
    await desk.save();
    desk.setTo('2026-03-16');
    expect(await desk.runDue()).toBe(2);
    desk.setTo('2026-03-09');
    expect(await desk.runDue()).toBe(0);
    desk.setTo('2026-03-16', '09:00');
    expect(await desk.runDue()).toBe(0);
    expect(runs()).toHaveLength(2);
  });

  it('whose days overlap those of another is refused by the database itself', async () => {
    await desk.save();
    desk.setTo('2026-03-09');
    await desk.runDue();
    expect(() =>
      desk.test.db.write((tx) =>
        tx.run(
          `INSERT INTO invoice_runs (kind, interval, from_day, to_day, due_at, settings_id, job_id, created_at)
           SELECT 'scheduled', 'weekly', '2026-03-08', '2026-03-15', 0, 1, 99, 0`,
        ),
      ),
    ).toThrow('must not overlap');
  });
});

describe('changed in the middle of a period', () => {
  it('the terms before are finished first, and the days in between are covered once', async () => {
    await desk.save();
    desk.setTo('2026-03-11', '15:00');
    const preview = await desk.as('owner')('autoInvoice.preview', { ...SETTING, interval: 'monthly' });
    expect(preview.data).toMatchObject({
      dueBefore: 1,
      leftOut: null,
      runs: [{ day: '2026-04-01', covers: { from: '2026-03-09', to: '2026-04-01' } }, {}, {}, {}, {}, {}],
    });
    await desk.save({ interval: 'monthly' }, 1);
    expect(runs()).toMatchObject([{ interval: 'weekly', from_day: '2026-03-02', to_day: '2026-03-09' }]);
    desk.setTo('2026-04-01');
    await desk.runDue();
    expect(runs().slice(1)).toMatchObject([
      { interval: 'monthly', from_day: '2026-03-09', to_day: '2026-04-01' },
    ]);
  });

  it('a later first day says how many sessions no run will bill', async () => {
    desk.story
      .withSession({ date: '2026-03-10' })
      .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
    await desk.save();
    desk.setTo('2026-03-11', '15:00');
    const later = { ...SETTING, sinceDay: '2026-03-16' };
    const preview = await desk.as('owner')('autoInvoice.preview', later);
    expect(preview.data).toMatchObject({ leftOut: { from: '2026-03-09', to: '2026-03-16', sessions: 1 } });
  });
});
