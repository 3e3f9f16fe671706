import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as jobs from '#db/repositories/job.ts';
import type { JobId } from '#domain/values/ids.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { createJobHarness, type JobHarness } from '#tests/support/job-harness.ts';
import { type AutoDesk, openAutoDesk } from '../../services/auto-invoice/auto-invoice-desk.ts';

const CLIENTS = 40;

let desk: AutoDesk;
/** What the job told of, in place of the test's end. */
let bugs: unknown[];
let jobHarness: JobHarness;

/** Forty clients who owe one session each; the run is started and nobody is invoiced yet. */
beforeEach(async () => {
  desk = openAutoDesk();
  const lessons = ['2026-03-03', '2026-03-04'].map((date) =>
    desk.story.withSession({ date, capacity: CLIENTS }),
  );
  for (let i = 1; i <= CLIENTS; i += 1)
    lessons[i % 2]?.withBooking({
      client: `Client ${String(i).padStart(2, '0')}`,
      email: `c${i}@example.com`,
      funding: [{ kind: 'account', amountMinor: 2500 }],
    });
  await desk.save();
  desk.setTo('2026-03-08', '20:00');
  await desk.saveSessions();
  desk.setTo('2026-03-09');
  startDueRuns(desk.desk.services);
  bugs = [];
  jobHarness = createJobHarness(desk.test.db, createLockedGateway(), {
    clock: desk.clock,
    reportBug: (error) => void bugs.push(error),
  });
});
afterEach(() => {
  expect(findViolations(desk.test.db.read)).toEqual([]);
  desk.test.cleanup();
});

const counted = () =>
  Object.fromEntries(
    desk
      .rows('SELECT state, COUNT(*) AS n FROM invoice_run_rows GROUP BY state')
      .map(({ state, n }) => [state, n]),
  );
const client = (seq: number) =>
  desk.rows(`SELECT client_id AS id FROM invoice_run_rows WHERE seq = ${seq}`)[0]?.['id'];
const serials = () => desk.rows('SELECT serial FROM invoices ORDER BY id').map(({ serial }) => serial);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** The job, with somebody who looks at the database after each commit of it. */
function watchCommits(look: () => void, someoneWaits: () => boolean = () => false): void {
  const { db } = desk.test;
  const write: typeof db.write = (fn) => {
    const value = db.write(fn);
    look();
    return value;
  };
  jobHarness = createJobHarness({ ...db, write }, createLockedGateway(), { clock: desk.clock, someoneWaits });
}

describe('rows that share a commit', () => {
  it('are few at first and never more than sixteen, each complete with its message', async () => {
    const steps: number[] = [];
    watchCommits(() => {
      const done = Number(counted()['invoiced'] ?? 0);
      if (done > steps.reduce((sum, step) => sum + step, 0))
        steps.push(done - steps.reduce((sum, step) => sum + step, 0));
      const [messages] = desk.rows(`SELECT COUNT(*) AS n FROM messages WHERE document_kind = 'invoice'`);
      expect([messages?.['n'], serials().length]).toEqual([done, done]);
    });
    await jobHarness.runner.runUntilIdle();
    expect(steps).toEqual([1, 2, 4, 8, 16, 9]);
    expect(serials()).toEqual(upTo(CLIENTS));
  });

  it('do not spoil each other: one that meets a bug leaves nothing behind, and Retry invoices it', async () => {
    desk.test.db.write((tx) =>
      tx.run(
        `CREATE TRIGGER broken BEFORE UPDATE OF sent_at ON invoices WHEN new.client_id = ${Number(client(20))}
         BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END`,
      ),
    );
    await jobHarness.runner.runUntilIdle();
    expect(counted()).toEqual({ failed: 1, invoiced: CLIENTS - 1 });
    expect(desk.rows(`SELECT seq, error, invoice_id FROM invoice_run_rows WHERE state = 'failed'`)).toEqual([
      { seq: 20, error: 'BUG', invoice_id: null },
    ]);
    expect(bugs.map(String)).toEqual([expect.stringContaining('broken on purpose')]);
    expect(serials()).toEqual(upTo(CLIENTS - 1));
    desk.test.db.write((tx) => tx.run('DROP TRIGGER broken'));
    expect((await desk.as('owner')('autoInvoice.retryFailed', { runId: 1 })).data).toEqual({ retried: 1 });
    await jobHarness.runner.runUntilIdle();
    expect(counted()).toEqual({ invoiced: CLIENTS });
    expect(serials()).toEqual(upTo(CLIENTS));
  });

  it('are taken up where a pause has left them', async () => {
    let paused = false;
    watchCommits(() => {
      if (paused || Number(counted()['invoiced'] ?? 0) < 7) return;
      paused = true;
      desk.test.db.write((tx) => jobs.wish(tx, 1 as JobId, 'pause', ['running']));
    });
    await jobHarness.runner.runUntilIdle();
    expect(counted()).toEqual({ invoiced: 7, planned: CLIENTS - 7 });
    expect(desk.rows('SELECT state FROM jobs')).toEqual([{ state: 'paused' }]);
    expect((await desk.as('owner')('job.resume', { id: 1 })).code).toBe('OK');
    await jobHarness.runner.runUntilIdle();
    expect(counted()).toEqual({ invoiced: CLIENTS });
    expect(serials()).toEqual(upTo(CLIENTS));
  });

  it('let the desk write in between: nothing is committed while somebody waits for it', async () => {
    let waiting = 0;
    const commits: number[] = [];
    watchCommits(
      () => {
        commits.push(waiting);
        if (counted()['invoiced'] === 7) waiting = 5;
      },
      () => waiting > 0 && (waiting -= 1) >= 0,
    );
    await jobHarness.runner.runUntilIdle();
    expect(counted()).toEqual({ invoiced: CLIENTS });
    expect(new Set(commits)).toEqual(new Set([0]));
  });

  it('leave out a client who owes more than one payment may be, and say why', async () => {
    const charge = (amountMinor: number) =>
      desk.test.db.write((tx) =>
        tx.run(
          'UPDATE completions SET charge_minor = ? WHERE booking_id IN (SELECT id FROM bookings WHERE client_id = ?)',
          [amountMinor, Number(client(5))],
        ),
      );
    charge(2_000_000_000);
    await jobHarness.runner.runUntilIdle();
    expect(desk.rows(`SELECT seq, error FROM invoice_run_rows WHERE state = 'failed'`)).toEqual([
      { seq: 5, error: 'TOTAL_TOO_LARGE' },
    ]);
    expect(counted()['invoiced']).toBe(CLIENTS - 1);
    charge(2500);
  });

  it('bill two records that have become one client once', async () => {
    const merge = { from: client(3), fromVersion: 1, into: client(2), intoVersion: 1 };
    expect((await desk.as('owner')('client.merge', merge)).code).toBe('OK');
    await jobHarness.runner.runUntilIdle();
    expect(
      desk.rows('SELECT seq, state, sessions FROM invoice_run_rows WHERE seq IN (2, 3) ORDER BY seq'),
    ).toEqual([
      { seq: 2, state: 'invoiced', sessions: 2 },
      { seq: 3, state: 'nothing', sessions: 0 },
    ]);
  });
});
