import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { backUp } from '#db/backup.ts';
import { restoreDatabase } from '#db/restore.ts';
import type { MailGateway } from '#main/gateways/mail/port.ts';
import { controlJob } from '#main/services/job/control-job.ts';
import { getJob } from '#main/services/job/list-jobs.ts';
import {
  hasRequestCsv,
  saveOwedRequestCsvs,
  saveRequestCsv,
} from '#main/services/cancellation/save-request-csv.ts';
import { requestCsv } from '#main/services/cancellation/write-cancellation-csv.ts';
import { createFolderFiles } from '#main/gateways/files/folder.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { type DeskOptions, type FaultDesk, openDesk } from './fault-desk.ts';
import { twoSessions } from './two-sessions.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let desk: FaultDesk;

async function open(options: DeskOptions = {}): Promise<void> {
  desk = await openDesk(options);
}
afterEach(() => desk.close());

describe('working', () => {
  test('R12: two jobs share a payment that was partly given back: together they return no more than it has', async () => {
    await open();
    const card = desk.card('pi_ada', 2500, { paid: 5000, refundedBefore: 1000 });
    desk.story.withSession({ date: '2026-03-02' }).withBooking({ client: 'Ada', funding: [card] });
    const [payment] = desk.story.paymentIds;
    if (payment === undefined) throw new Error('Ada has paid');
    desk.story
      .withSession({ date: '2026-03-03' })
      .withBooking({ client: 'Ada', funding: [{ ...card, payment }] });
    await desk.submit({ sessionIds: desk.story.sessionIds.slice(0, 1) });
    await desk.submit({ sessionIds: desk.story.sessionIds.slice(1) });
    await desk.days(1);
    expect(desk.refunds().map(({ state, amount }) => [state, amount])).toEqual([
      ['succeeded', 2500],
      ['succeeded', 1500],
    ]);
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
    expect(desk.wrong()).toEqual([]);
  });

  test('R14: a client who is renamed and loses the address meanwhile still gets the money', async () => {
    await open();
    twoSessions(desk);
    const jobId = await desk.submit();
    const before = [...requestCsv(desk.db.read, jobId)].join('');
    desk.db.write((tx) => tx.run(`UPDATE clients SET first_name = 'Anon', last_name = '', email = ''`));
    await desk.days(1);
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
    expect([...requestCsv(desk.db.read, jobId)].join('')).toBe(before);
  });

  test('R16: nothing is sent for a place that cost nothing', async () => {
    await open();
    desk.story
      .withSession()
      .withBooking({ client: 'Ada', funding: [desk.card('pi_ada', 2500, { paid: 2500 }), { kind: 'free' }] })
      .withBooking({ client: 'Eve', funding: [{ kind: 'free' }] });
    desk.db.write((tx) => tx.run('UPDATE fundings SET amount_minor = 0 WHERE payment_id IS NOT NULL'));
    await desk.submit();
    await desk.days(1);
    expect(desk.stripe.calls).toEqual([]);
    expect(desk.wrong()).toEqual([]);
  });

  test('R18: on a full disk nothing is sent without a committed attempt, and all goes on when there is room', async () => {
    let armed = false;
    let full = false;
    await open({
      onStatement: (sql) => {
        if (armed && sql.includes('INSERT INTO refunds')) full = true;
        if (full && /^\s*(INSERT|UPDATE|DELETE)/i.test(sql))
          throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      },
    });
    twoSessions(desk);
    await desk.submit();
    armed = true;
    const running = desk.harness.runner.run();
    await until(() => desk.harness.holdUps.includes('disk'));
    expect(desk.stripe.calls.filter(({ refundIndex }) => refundIndex !== undefined)).toEqual([]);
    armed = false;
    full = false;
    await until(() => desk.one<string>('SELECT state AS v FROM jobs') === 'done');
    desk.harness.stop();
    await running;
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
  });

  test('R20: stopped half-way, what is done stays done and the rest is free again', async () => {
    await open();
    twoSessions(desk);
    const jobId = await desk.submit();
    desk.db.write((tx) => tx.run(`UPDATE jobs SET wanted = 'stop' WHERE id = ?`, [jobId]));
    desk.db.write((tx) => tx.run(`UPDATE jobs SET wanted = 'run' WHERE id = ?`, [jobId]));
    stopAfterFirstSession();
    await desk.days(1);
    expect(desk.one('SELECT state AS v FROM jobs')).toBe('stopped');
    const states = desk.db.read
      .all<{ state: string }>('SELECT state FROM sessions ORDER BY id')
      .map(({ state }) => state);
    expect(states).toEqual(['canceled', 'open']);
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(2500);
    expect(desk.wrong()).toEqual([]);
    await desk.submit();
    await desk.days(1);
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
    expect(desk.wrong()).toEqual([]);
  });

  test('R21: a booking that was given up meanwhile is left out, and the list says so', async () => {
    await open();
    twoSessions(desk);
    const jobId = await desk.submit();
    desk.db.write((tx) => {
      tx.run(`UPDATE fundings SET state = 'released' WHERE booking_id = 4`);
      tx.run(`UPDATE bookings SET state = 'canceled', canceled_by = 'client', canceled_at = 1 WHERE id = 4`);
    });
    await desk.days(1);
    expect(
      desk.one(`SELECT note_code AS v FROM cancellation_items WHERE job_id = ${jobId} AND state = 'kept'`),
    ).toBe('booking_gone');
    expect(desk.one('SELECT state AS v FROM jobs')).toBe('done');
  });

  test('R22: the mail server is away for two days: refunds are not held up, and each message goes out once', async () => {
    const sent: string[] = [];
    let away = true;
    const mail: MailGateway = {
      kind: 'smtp',
      send: ({ messageId }) => {
        if (away) return Promise.resolve({ kind: 'refused', permanent: false, code: 'ECONNREFUSED' });
        sent.push(messageId);
        return Promise.resolve({ kind: 'sent', response: '250' });
      },
    };
    await open({ mail });
    twoSessions(desk);
    await desk.submit();
    await desk.days(1);
    expect(desk.one('SELECT state AS v FROM jobs')).toBe('done');
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
    await desk.days(1);
    away = false;
    await desk.days(3);
    expect(sent.toSorted()).toEqual([...new Set(sent)].toSorted());
    expect(sent).toHaveLength(3);
  });

  test('R23: without its folder the request list is not lost: made again from the database, byte for byte', async () => {
    await open();
    twoSessions(desk);
    const { ctx } = desk.services;
    writeFileSync(join(desk.dir, 'downloads'), 'no folder');
    const files = createFolderFiles(join(desk.dir, 'downloads'));
    const withFiles = { ...ctx, gateways: { ...ctx.gateways, files } };
    const jobId = await desk.submit();
    expect(saveRequestCsv(withFiles, jobId)).toMatchObject({ ok: false, error: { reason: 'no_folder' } });
    expect(hasRequestCsv(ctx, jobId)).toBe(false);
    const before = [...requestCsv(desk.db.read, jobId)].join('');
    await desk.days(1);
    rmSync(join(desk.dir, 'downloads'));
    saveOwedRequestCsvs(withFiles);
    const [name = ''] = readdirSync(join(desk.dir, 'downloads'));
    expect(readFileSync(join(desk.dir, 'downloads', name), 'utf8')).toBe(before);
    expect(hasRequestCsv(ctx, jobId)).toBe(true);
  });

  test('while only the provider is waited for, nothing is written, however often the job is woken', async () => {
    const commits: string[] = [];
    await open({ onStatement: (sql) => void (sql === 'COMMIT' && commits.push(sql)) });
    twoSessions(desk);
    await desk.submit();
    desk.stripe.faults.when(({ refundIndex }) => refundIndex !== undefined, 'drop-before', 2);
    await desk.work();
    expect(desk.one('SELECT state AS v FROM jobs')).toBe('running');
    commits.length = 0;
    await desk.work();
    await desk.work();
    expect(commits).toEqual([]);
    await desk.days(1);
    expect(desk.one('SELECT state AS v FROM jobs')).toBe('done');
    expect(desk.wrong()).toEqual([]);
  });

  test('paused, no refund is sent; resumed, all are', async () => {
    await open();
    twoSessions(desk);
    const jobId = await desk.submit();
    desk.stripe.faults.when(({ refundIndex }) => refundIndex !== undefined, '429', 2);
    await desk.work();
    expect(controlJob(desk.services.ctx, desk.owner, jobId, 'pause').ok).toBe(true);
    const calls = desk.stripe.calls.length;
    await desk.work();
    desk.harness.clock.advance(2 * HOUR);
    await desk.work();
    expect(desk.stripe.calls).toHaveLength(calls);
    expect(controlJob(desk.services.ctx, desk.owner, jobId, 'run').ok).toBe(true);
    await desk.days(1);
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
    expect(desk.wrong()).toEqual([]);
  });

  test.each(['401', '403'] as const)(
    'a key that the provider refuses (%s) holds everything up, and nothing fails',
    async (fault) => {
      await open();
      twoSessions(desk);
      await desk.submit();
      desk.stripe.faults.script(() => fault);
      await desk.work();
      expect(desk.harness.holdUps.at(-1)).toBe('unauthorized');
      expect(desk.tasks()).toEqual([]);
      desk.stripe.faults.clear();
      await desk.days(1);
      expect(desk.stripe.refundedMinor('pi_ada')).toBe(5000);
      expect(desk.wrong()).toEqual([]);
    },
  );

  test('D6: a backup from before the job is restored and the job asked for again: nothing is given back twice', async () => {
    await open();
    twoSessions(desk);
    const made = await backUp(desk.db, {
      folder: `${desk.dir}/backups`,
      label: 'auto',
      now: desk.harness.clock.now(),
    });
    if (!made.ok) throw new Error(made.error.code);
    await desk.submit();
    await desk.days(1);
    const sent = desk.stripe.allRefunds().length;
    desk.db.close();
    const restored = restoreDatabase({
      dataPath: desk.path,
      backupPath: made.value.path,
      now: desk.harness.clock.now(),
    });
    expect(restored.ok).toBe(true);
    openOrThrow({ path: desk.path }).close();
    desk.restart(HOUR);
    expect(desk.one(`SELECT COUNT(*) AS v FROM sessions WHERE state = 'open'`)).toBe(2);
    await desk.submit();
    await desk.days(1);
    expect(desk.stripe.allRefunds()).toHaveLength(sent);
    expect(desk.refunds().map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
    expect(desk.wrong()).toEqual([]);
  });
});

describe('undoing a job', () => {
  test.each([
    ['succeeded', undefined],
    ['pending', 'pending'],
    ['requires_action', 'requires_action'],
    ['failed', 'failed'],
    ['unknown', 'drop-before'],
  ] as const)('whose refunds are %s leaves every cent accounted for', async (state, fault) => {
    await open();
    twoSessions(desk);
    const jobId = await desk.submit();
    if (fault) desk.stripe.faults.when(({ refundIndex }) => refundIndex !== undefined, fault, 2);
    await desk.work();
    expect(desk.refunds().map((refund) => refund.state)).toEqual([state, state]);
    desk.db.write((tx) => tx.run(`UPDATE jobs SET state = 'done' WHERE id = ?`, [jobId]));
    expect(controlJob(desk.services.ctx, desk.owner, jobId, 'undo').ok).toBe(true);
    await desk.days(1);
    desk.stripe.settle();
    await desk.days(10);
    expect(desk.one('SELECT state AS v FROM jobs')).toBe('undone');
    expect(desk.one(`SELECT COUNT(*) AS v FROM bookings WHERE state = 'booked'`)).toBe(4);
    const withdrawn = state === 'failed';
    expect(desk.stripe.refundedMinor('pi_ada')).toBe(withdrawn ? 0 : 5000);
    expect(desk.tasks().filter((code) => code === 'UNDO_REFUND_SENT')).toHaveLength(withdrawn ? 0 : 2);
    expect(desk.wrong()).toEqual([]);
  });

  test('counts the messages that nobody has got as withdrawn', async () => {
    await open();
    twoSessions(desk);
    const jobId = await desk.submit();
    await desk.work();
    expect(controlJob(desk.services.ctx, desk.owner, jobId, 'undo').ok).toBe(true);
    await desk.work();
    const job = getJob(desk.services.ctx, jobId);
    expect(job.ok && job.value.progress.messages).toMatchObject({ total: 3, sent: 0, withdrawn: 3 });
  });

  test('asks the desk once about a session that has begun, also when the engine died on the way', async () => {
    let armed = false;
    await open({
      onStatement: (sql) => {
        if (!armed || !sql.includes(`SET state = 'withdrawn'`)) return;
        armed = false;
        throw new Error('the power went');
      },
    });
    twoSessions(desk);
    const jobId = await desk.submit();
    await desk.work();
    desk.restart(8 * DAY);
    controlJob(desk.services.ctx, desk.owner, jobId, 'undo');
    armed = true;
    await desk.days(1).catch(() => undefined);
    desk.restart(HOUR);
    await desk.days(1);
    expect(desk.one('SELECT state AS v FROM jobs')).toBe('undone');
    expect(desk.tasks().filter((code) => code === 'UNDO_SESSION_PAST')).toHaveLength(4);
    expect(desk.wrong()).toEqual([]);
  });
});

/** A person presses Stop while the first session is being canceled. */
function stopAfterFirstSession(): void {
  desk.db.write((tx) =>
    tx.run(
      `CREATE TEMP TRIGGER press_stop AFTER UPDATE OF state ON cancellation_sessions WHEN NEW.state = 'canceled' BEGIN UPDATE jobs SET wanted = 'stop' WHERE id = NEW.job_id; END`,
    ),
  );
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; !holds(); turn += 1) {
    if (turn > 2000) throw new Error('it never came true');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
