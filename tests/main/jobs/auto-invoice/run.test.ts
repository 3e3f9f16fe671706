import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRow } from '#contract/desktop/auto-invoice.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { createJobHarness } from '#tests/support/job-harness.ts';
import { type AutoDesk, openAutoDesk } from '../../services/auto-invoice/auto-invoice-desk.ts';

let desk: AutoDesk;
beforeEach(() => {
  desk = openAutoDesk();
});
afterEach(() => {
  expect(findViolations(desk.test.db.read)).toEqual([]);
  desk.test.cleanup();
});

/** Mon 2 and Wed 4 March: Ada owes both, Ben the second; Cy has a package, Dee has paid, Eve is free. */
function week(): void {
  desk.story
    .withSession({ date: '2026-03-02' })
    .withBooking({
      client: 'Ada Ahn',
      email: 'ada@example.com',
      funding: [{ kind: 'account', amountMinor: 2500 }],
    })
    .withBooking({ client: 'Cy Cole', funding: [{ kind: 'package' }] })
    .withBooking({ client: 'Dee Dunn', funding: [{ kind: 'cash', amountMinor: 2500 }] })
    .withBooking({ client: 'Eve East' });
  desk.story
    .withSession({ date: '2026-03-04' })
    .withBooking({ client: 'Ada Ahn', funding: [{ kind: 'account', amountMinor: 2500 }] })
    .withBooking({ client: 'Ben Boyd', funding: [{ kind: 'account', amountMinor: 2500 }] });
}

const rows = () =>
  desk.rows(`SELECT c.first_name AS client, w.state, w.sessions, w.amount_minor AS amount, w.error
    FROM invoice_run_rows w JOIN clients c ON c.id = w.client_id ORDER BY w.run_id, w.seq`);
const lines = () =>
  desk.rows(`SELECT c.first_name AS client, l.session_date AS day, l.gross_minor AS amount, i.state, i.due_on
    FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id JOIN clients c ON c.id = i.client_id
    WHERE l.state = 'live' ORDER BY i.id, l.position`);

async function ranOnMonday(): Promise<void> {
  week();
  await desk.save();
  desk.setTo('2026-03-08', '20:00');
  await desk.saveSessions();
  desk.setTo('2026-03-09');
  await desk.runDue();
}

describe('a run of completed sessions', () => {
  it('invoices each client who owes once, with every session of the period, due in so many days', async () => {
    await ranOnMonday();
    expect(rows()).toEqual([
      { client: 'Ada', state: 'invoiced', sessions: 2, amount: 5000, error: '' },
      { client: 'Ben', state: 'invoiced', sessions: 1, amount: 2500, error: '' },
    ]);
    const head = { state: 'sent', due_on: '2026-03-23' };
    expect(lines()).toEqual([
      { client: 'Ada', day: '2026-03-02', amount: 2500, ...head },
      { client: 'Ada', day: '2026-03-04', amount: 2500, ...head },
      { client: 'Ben', day: '2026-03-04', amount: 2500, ...head },
    ]);
  });

  it('leaves drafts where invoices are not sent at once', async () => {
    week();
    await desk.save({ send: false });
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    desk.setTo('2026-03-09');
    await desk.runDue();
    expect(new Set(lines().map(({ state }) => state))).toEqual(new Set(['draft']));
    expect(desk.rows('SELECT * FROM messages')).toEqual([]);
  });

  it('bills what was saved late with the next run, once, if earlier periods are included', async () => {
    week();
    await desk.save();
    desk.setTo('2026-03-09');
    await desk.runDue();
    expect(rows()).toEqual([]);
    desk.setTo('2026-03-12');
    await desk.saveSessions();
    desk.setTo('2026-03-16');
    await desk.runDue();
    desk.setTo('2026-03-23');
    await desk.runDue();
    expect(rows().map(({ client, amount }) => [client, amount])).toEqual([
      ['Ada', 5000],
      ['Ben', 2500],
    ]);
  });

  it('leaves out who is out, and what lies before the first day', async () => {
    week();
    const [ben] = desk.rows(`SELECT id FROM clients WHERE first_name = 'Ben'`);
    await desk.as('owner')('autoInvoice.setClientSwitches', {
      clientId: ben?.['id'],
      invoices: false,
      charges: true,
      version: 0,
    });
    await desk.save({ sinceDay: '2026-03-03' as never });
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    desk.setTo('2026-03-09');
    await desk.runDue();
    expect(rows()).toEqual([{ client: 'Ada', state: 'invoiced', sessions: 1, amount: 2500, error: '' }]);
  });

  it('makes the same invoices when two engines on one database start and carry it out at once', async () => {
    week();
    await desk.save();
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    desk.setTo('2026-03-09');
    const other = openOrThrow({ path: desk.test.path });
    const services = { ...desk.desk.services, db: other };
    expect([startDueRuns(desk.desk.services), startDueRuns(services)]).toEqual([1, 0]);
    const rival = createJobHarness(other, createLockedGateway(), { clock: desk.clock });
    await Promise.allSettled([desk.jobs.runner.runUntilIdle(), rival.runner.runUntilIdle()]);
    await desk.jobs.runner.runUntilIdle();
    expect(rows()).toHaveLength(2);
    expect(lines()).toHaveLength(3);
    other.close();
  });
});

describe('a run of scheduled sessions', () => {
  it('bills the period to come on the last day before it, and not again when the sessions are saved', async () => {
    week();
    desk.story
      .withSession({ date: '2026-03-11' })
      .withBooking({ client: 'Ada Ahn', funding: [{ kind: 'account', amountMinor: 2500 }] });
    desk.clock.advance(-7 * 86_400_000);
    await desk.save({ billed: 'scheduled' });
    desk.setTo('2026-03-01');
    await desk.runDue();
    expect(rows().map(({ client, amount }) => [client, amount])).toEqual([
      ['Ada', 5000],
      ['Ben', 2500],
    ]);
    desk.setTo('2026-03-07', '20:00');
    await desk.saveSessions();
    desk.setTo('2026-03-08');
    await desk.runDue();
    expect(
      rows()
        .slice(2)
        .map(({ client, amount }) => [client, amount]),
    ).toEqual([['Ada', 2500]]);
    expect(lines()).toHaveLength(4);
  });

  it('bills nothing that is to come while packages must be bought in advance, but what was saved since', async () => {
    week();
    desk.clock.advance(-7 * 86_400_000);
    await desk.save({ billed: 'scheduled' });
    await desk.as('owner')('prepayment.updateRule', { mode: 'package', thresholdMinor: 0 });
    desk.setTo('2026-03-01');
    await desk.runDue();
    expect(rows()).toEqual([]);
    desk.setTo('2026-03-07', '20:00');
    await desk.saveSessions();
    desk.setTo('2026-03-08');
    await desk.runDue();
    expect(rows().map(({ client, amount }) => [client, amount])).toEqual([
      ['Ada', 5000],
      ['Ben', 2500],
    ]);
  });
});

describe('a row', () => {
  it('is "nothing" when the session was cancelled between the start of the run and its turn', async () => {
    week();
    await desk.save();
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    desk.setTo('2026-03-09');
    startDueRuns(desk.desk.services);
    desk.test.db.write((tx) =>
      tx.run(
        `UPDATE completions SET charge_minor = 0 WHERE booking_id IN (SELECT b.id FROM bookings b JOIN clients c ON c.id = b.client_id WHERE c.first_name = 'Ben')`,
      ),
    );
    await desk.jobs.runner.runUntilIdle();
    expect(rows()[1]).toMatchObject({ client: 'Ben', state: 'nothing', amount: 0 });
    desk.test.db.write((tx) =>
      tx.run(
        `UPDATE completions SET charge_minor = 2500 WHERE charge_minor = 0 AND booking_id IS NOT NULL AND booking_id IN (SELECT b.id FROM bookings b JOIN clients c ON c.id = b.client_id WHERE c.first_name = 'Ben')`,
      ),
    );
  });

  it('that failed is invoiced by Retry, by owners and admins alone, and only once however often it is pressed', async () => {
    week();
    await desk.save();
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    desk.setTo('2026-03-09');
    startDueRuns(desk.desk.services);
    desk.test.db.write((tx) =>
      tx.run(`UPDATE invoice_run_rows SET state = 'failed', error = 'BUG' WHERE seq = 2`),
    );
    await desk.jobs.runner.runUntilIdle();
    expect(desk.rows('SELECT state FROM jobs')).toEqual([{ state: 'done' }]);
    const [, row] = desk.rows('SELECT id FROM invoice_run_rows ORDER BY seq');
    const retry = (person: 'admin' | 'staff') => desk.as(person)('autoInvoice.retryRow', { id: row?.['id'] });
    expect((await retry('staff')).code).toBe('FORBIDDEN');
    expect([(await retry('admin')).code, (await retry('admin')).code]).toEqual(['OK', 'CHANGED_MEANWHILE']);
    await desk.jobs.runner.runUntilIdle();
    expect(rows()[1]).toMatchObject({ client: 'Ben', state: 'invoiced', amount: 2500 });
    expect((await desk.as('admin')('autoInvoice.retryFailed', { runId: 1 })).data).toEqual({ retried: 0 });
    expect(lines()).toHaveLength(3);
  });

  it('is released when the run is stopped, and taken up by Retry all failed', async () => {
    week();
    await desk.save();
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    desk.setTo('2026-03-09');
    startDueRuns(desk.desk.services);
    expect((await desk.as('owner')('job.stop', { id: 1 })).code).toBe('OK');
    await desk.jobs.runner.runUntilIdle();
    expect(rows().map(({ state }) => state)).toEqual(['released', 'released']);
    expect((await desk.as('owner')('job.undo', { id: 1 })).code).toBe('JOB_STATE');
    expect((await desk.as('owner')('autoInvoice.retryFailed', { runId: 1 })).data).toEqual({ retried: 2 });
    await desk.jobs.runner.runUntilIdle();
    expect(rows().map(({ state }) => state)).toEqual(['invoiced', 'invoiced']);
  });
});

describe('the history', () => {
  it('lists runs and rows with what they came to, and the jobs list leads there', async () => {
    await ranOnMonday();
    const ask = desk.as('staff');
    expect((await ask('autoInvoice.runs', {})).data).toMatchObject({
      total: 1,
      rows: [
        {
          id: 1,
          rows: 2,
          done: 2,
          invoiced: 2,
          failed: 0,
          amountMinor: 7500,
          paidMinor: 0,
          jobState: 'done',
        },
      ],
    });
    expect((await ask('autoInvoice.rows', { runId: 1, search: 'ben' })).data).toMatchObject({
      total: 1,
      amountMinor: 2500,
      rows: [
        {
          client: 'Ben Boyd',
          result: 'sent',
          covers: { from: '2026-03-02', to: '2026-03-09' },
          canRetry: false,
        },
      ],
    });
    expect((await ask('autoInvoice.rows', { result: 'problems' })).data).toMatchObject({ total: 0 });
    expect((await ask('job.list', {})).data).toMatchObject({
      rows: [{ kind: 'auto_invoice', runId: 1, requestedBy: '', progress: { items: { total: 2, done: 2 } } }],
    });
    expect((await ask('job.get', { id: 1 })).code).toBe('OK');
    expect((await ask('job.saveCsv', { id: 1, which: 'outcome' })).code).toBe('NOT_FOUND');
    expect((await desk.as('practitionerStaff')('autoInvoice.runs', {})).code).toBe('FORBIDDEN');
  });

  it('names an invoice that did not go out as a problem, and Retry sends it again to the address of now', async () => {
    await ranOnMonday();
    const write = (sql: string) => desk.test.db.write((tx) => tx.run(sql));
    write(`UPDATE messages SET state = 'unsent', to_address = '' WHERE to_name = 'Ben Boyd'`);
    write(`UPDATE clients SET email = '' WHERE first_name = 'Ben'`);
    const problems = async () =>
      ((await desk.as('staff')('autoInvoice.rows', { result: 'problems' })).data as { rows: RunRow[] }).rows;
    expect(await problems()).toMatchObject([
      { client: 'Ben Boyd', result: 'sent', messageState: 'unsent', canRetry: false },
    ]);
    expect((await desk.as('staff')('autoInvoice.run', { id: 1 })).data).toMatchObject({ undelivered: 1 });
    write(`UPDATE clients SET email = 'ben@example.org' WHERE first_name = 'Ben'`);
    const [row] = await problems();
    expect(row?.canRetry).toBe(true);
    const retry = async () => (await desk.as('owner')('autoInvoice.retryRow', { id: row?.id })).code;
    expect([await retry(), await retry()]).toEqual(['OK', 'CHANGED_MEANWHILE']);
    expect(await problems()).toEqual([]);
    expect(
      desk.rows(`SELECT to_address, state FROM messages WHERE to_name = 'Ben Boyd' ORDER BY id`),
    ).toEqual([
      { to_address: '', state: 'withdrawn' },
      { to_address: 'ben@example.org', state: 'queued' },
    ]);
  });

  it('rehearses the next run to the cent and writes nothing', async () => {
    week();
    await desk.save();
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    desk.test.db.write((tx) => tx.run(`UPDATE clients SET email = '' WHERE first_name = 'Ben'`));
    const before = desk.test.db.changeMark();
    const rehearsed = await desk.as('staff')('autoInvoice.rehearse');
    expect(rehearsed.data).toMatchObject({
      total: 2,
      amountMinor: 7500,
      chargedMinor: 0,
      withTrouble: 1,
      rows: [
        { client: 'Ada Ahn', sessions: 2, amountMinor: 5000, trouble: '', billing: 'off' },
        { client: 'Ben Boyd', sessions: 1, amountMinor: 2500, trouble: 'NO_ADDRESS' },
      ],
    });
    expect(desk.test.db.changeMark()).toBe(before);
    desk.setTo('2026-03-09');
    await desk.runDue();
    expect(rows().map(({ amount }) => amount)).toEqual([5000, 2500]);
  });
});
