import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { RUNS_A_TURN } from '#main/services/auto-invoice/missed-runs.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { type AutoDesk, openAutoDesk } from './auto-invoice-desk.ts';

let desk: AutoDesk;
/** Ada owes one session of the first week; weekly runs are set up. */
beforeEach(async () => {
  desk = openAutoDesk();
  desk.story
    .withSession({ date: '2026-03-03' })
    .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
  await desk.save();
  desk.setTo('2026-03-08', '20:00');
  await desk.saveSessions();
});
afterEach(() => {
  expect(findViolations(desk.test.db.read)).toEqual([]);
  desk.test.cleanup();
});

const count = () => desk.rows('SELECT COUNT(*) AS n FROM invoice_runs')[0]?.['n'];
const missed = async () =>
  ((await desk.as('staff')('autoInvoice.setting')).data as { missed: unknown }).missed;
const start = (to: string, person: 'owner' | 'staff' = 'owner') =>
  desk.as(person)('autoInvoice.startMissed', { to });

describe('runs that were missed', () => {
  it('are made up for by themselves after four months less a day', async () => {
    desk.setTo('2026-07-06');
    expect(await missed()).toBeNull();
    expect(startDueRuns(desk.desk.services)).toBe(18);
  });

  it('more than four months ago wait for a person, and hold up those after them', async () => {
    desk.setTo('2026-07-08');
    expect(startDueRuns(desk.desk.services)).toBe(0);
    expect(await missed()).toEqual({ runs: 18, from: '2026-03-02', to: '2026-07-06' });
    expect(count()).toBe(0);
  });

  it('by a clock twenty years ahead start nothing, and go on as ever when it is right again', async () => {
    desk.setTo('2046-03-09');
    expect(startDueRuns(desk.desk.services)).toBe(0);
    expect(await missed()).toMatchObject({ runs: 100, from: '2026-03-02' });
    desk.setTo('2026-03-09');
    expect(await missed()).toBeNull();
    expect(await desk.runDue()).toBe(1);
    expect(desk.rows('SELECT total_minor FROM invoices')).toEqual([{ total_minor: 2500 }]);
  });

  it('are started by an owner who has seen them, a few at a time, each period once, and no more by themselves', async () => {
    desk.setTo('2026-07-29');
    expect((await start('2026-07-27', 'staff')).code).toBe('FORBIDDEN');
    expect((await start('2026-06-01')).code).toBe('CHANGED_MEANWHILE');
    expect((await start('2026-07-27')).code).toBe('OK');
    expect(count()).toBe(RUNS_A_TURN);
    expect((await start('2026-07-27')).code).toBe('CHANGED_MEANWHILE');
    while (startDueRuns(desk.desk.services, RUNS_A_TURN) > 0);
    await desk.jobs.runner.runUntilIdle();
    expect(count()).toBe(21);
    expect(desk.rows('SELECT total_minor FROM invoices')).toEqual([{ total_minor: 2500 }]);
    expect(await missed()).toBeNull();
    desk.setTo('2047-01-01');
    expect(startDueRuns(desk.desk.services)).toBe(0);
    expect(await missed()).toMatchObject({ from: '2026-07-27' });
  });

  it('are one run when the setting is saved anew', async () => {
    desk.setTo('2026-07-29');
    expect((await desk.save({}, 1)).code).toBe('OK');
    expect([count(), await missed()]).toEqual([0, null]);
    desk.setTo('2026-08-03');
    expect(await desk.runDue()).toBe(1);
    expect(desk.rows('SELECT from_day, to_day FROM invoice_runs')).toEqual([
      { from_day: '2026-03-02', to_day: '2026-08-03' },
    ]);
  });
});
