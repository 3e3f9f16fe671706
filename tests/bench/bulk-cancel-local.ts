import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Db } from '#db/database.ts';
import { createFolderFiles } from '#main/gateways/files/folder.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { startJobThread } from '#main/jobs/job-thread.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { createJobHarness } from '#tests/support/job-harness.ts';
import { type CancelStudio, copyDatabase, openRaw, writeCancelStudio } from './cancel-studio.ts';
import { absoluteRow, alternate, type Benchmark, median, ratioRow } from './measure.ts';
import { submitAll } from './submit-all.ts';

const NAME = 'bulk-cancel-local';
const SESSIONS = 1000;
const ROUNDS = 7;
/** Claiming the job, its start, its messages, its end: commits of the job as a whole. */
const COMMITS_OF_A_JOB = 10;

export const bulkCancelLocal: Benchmark = {
  name: NAME,
  about: '1,000 sessions × 10 bookings, half by credits and half on account, canceled by the job runner',
  run: async ({ say }) => {
    const folder = createTestFolder();
    const open = path.join(folder, 'open.db');
    const accepted = path.join(folder, 'accepted.db');
    const studio = writeCancelStudio(open, {
      sessions: SESSIONS,
      bookingsASession: 10,
      byCard: 0,
      byPackage: 5,
    });

    const files = createFolderFiles(path.join(folder, 'downloads'));
    const acceptedMs: number[] = [];
    const csvMs: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const took = await withCopy(open, (db) => submitAll(db, studio, { files }));
      if (round === 0) continue;
      acceptedMs.push(took.acceptedMs);
      csvMs.push(took.csvMs);
    }
    say('accepted');
    await prepareAccepted(open, accepted, studio);
    const commits = await withCopy(accepted, (db, count) => runJob(db).then(() => count()));
    const expected = await endState(accepted);

    const local = await alternate(
      ROUNDS,
      () => withCopy(accepted, (db) => runJob(db)),
      () => rawRound(accepted, expected),
    );
    say('local part');
    const firstProgress: number[] = [];
    for (let round = 0; round < 3; round += 1) firstProgress.push(await firstProgressMs(open, studio));

    const allowed = SESSIONS + COMMITS_OF_A_JOB;
    return [
      ratioRow({ name: NAME, what: 'local part', unit: 'ms' }, local, 1.5),
      absoluteRow(
        {
          name: NAME,
          what: 'commits per session',
          unit: 'commits',
          goal: `≤ 1 (and ${COMMITS_OF_A_JOB} for the job)`,
        },
        commits / SESSIONS,
        commits <= allowed,
      ),
      absoluteRow(
        { name: NAME, what: 'accepted', unit: 'ms', goal: '≤ 100 ms' },
        median(acceptedMs),
        median(acceptedMs) <= 100,
        acceptedMs,
      ),
      absoluteRow(
        { name: NAME, what: 'audit CSV on the disk', unit: 'ms', goal: 'none; at once' },
        median(csvMs),
        true,
        csvMs,
      ),
      absoluteRow(
        { name: NAME, what: 'first progress', unit: 'ms', goal: '≤ 1,000 ms' },
        median(firstProgress),
        median(firstProgress) <= 1000,
        firstProgress,
      ),
    ];
  },
};

async function prepareAccepted(open: string, accepted: string, studio: CancelStudio): Promise<void> {
  copyDatabase(open, accepted);
  const db = openOrThrow({ path: accepted });
  await submitAll(db, studio);
  db.close();
}

async function runJob(db: Db): Promise<number> {
  const { runner } = createJobHarness(db, createLockedGateway());
  const startedAt = performance.now();
  await runner.runUntilIdle();
  const took = performance.now() - startedAt;
  if (db.read.get<{ state: string }>('SELECT state FROM jobs')?.state !== 'done') throw new Error('not done');
  return took;
}

async function withCopy<T>(
  template: string,
  work: (db: Db, commits: () => number) => Promise<T>,
): Promise<T> {
  const file = `${template}-copy`;
  copyDatabase(template, file);
  let commits = 0;
  // Counting costs time, so only the round that counts is listened to.
  const counts = work.length > 1;
  const db = openOrThrow({
    path: file,
    ...(counts && { onStatement: (sql) => void (sql === 'COMMIT' && commits++) }),
  });
  try {
    return await work(db, () => commits);
  } finally {
    db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  }
}

type Row = Readonly<Record<string, number | string | null>>;

/** What the job makes of the database, so that the floor can write exactly that. */
interface EndState {
  readonly audit: readonly Row[];
  readonly events: readonly Row[];
  readonly digest: string;
}

async function endState(accepted: string): Promise<EndState> {
  return withCopy(accepted, async (db) => {
    await runJob(db);
    return {
      audit: db.read.all<Row>(`SELECT * FROM audit_log WHERE action = 'session.canceled' ORDER BY id`),
      events: db.read.all<Row>(`SELECT * FROM credit_events WHERE kind = 'returned' ORDER BY id`),
      digest: digestOf((sql) => db.read.all(sql)),
    };
  });
}

/** One transaction per session, each row changed by its id through prepared statements, nothing looked up on the way. */
function rawRound(accepted: string, expected: EndState): number {
  const file = `${accepted}-raw`;
  copyDatabase(accepted, file);
  const raw = openRaw(file);
  const items = raw
    .prepare(
      'SELECT session_id, id, booking_id, funding_id, lot_id, action FROM cancellation_items ORDER BY seq',
    )
    .all() as {
    readonly session_id: number;
    readonly id: number;
    readonly booking_id: number;
    readonly funding_id: number;
    readonly lot_id: number | null;
  }[];
  const bySession = [...Map.groupBy(items, ({ session_id }) => session_id)];
  const eventOf = new Map(expected.events.map((event) => [event['booking_id'], event]));
  const at = expected.audit[0]?.['at'];
  const taken = raw.prepare(
    `UPDATE cancellation_sessions SET state = 'canceled', done_at = ? WHERE job_id = 1 AND session_id = ?`,
  );
  const session = raw.prepare(
    `UPDATE sessions SET state = 'canceled', cancel_reason = 'Storm', version = version + 1 WHERE id = ?`,
  );
  const booking = raw.prepare(
    `UPDATE bookings SET state = 'canceled', canceled_by = 'studio', canceled_at = ?, cancel_reason = 'Storm', version = version + 1 WHERE id = ?`,
  );
  const funding = raw.prepare(`UPDATE fundings SET state = 'released' WHERE id = ?`);
  const item = raw.prepare(`UPDATE cancellation_items SET state = 'done', done_at = ? WHERE id = ?`);
  const lot = raw.prepare('UPDATE credit_lots SET used = used - 1 WHERE id = ?');
  const event = raw.prepare(
    'INSERT INTO credit_events (lot_id, booking_id, kind, credits, expires_on, at) VALUES (@lot_id, @booking_id, @kind, @credits, @expires_on, @at)',
  );
  const audit = raw.prepare(
    `INSERT INTO audit_log (id, at, staff_id, actor, action, subject_kind, subject_id, data, hash)
     VALUES (@id, @at, @staff_id, @actor, @action, @subject_kind, @subject_id, @data, @hash)`,
  );
  const cancel = raw.transaction((sessionId: number, rows: typeof items, entry: Row | undefined) => {
    taken.run(at, sessionId);
    session.run(sessionId);
    for (const row of rows) {
      funding.run(row.funding_id);
      booking.run(at, row.booking_id);
      if (row.lot_id !== null) {
        event.run(eventOf.get(row.booking_id));
        lot.run(row.lot_id);
      }
      item.run(at, row.id);
    }
    audit.run(entry);
  });
  const startedAt = performance.now();
  bySession.forEach(([sessionId, rows], index) => cancel.immediate(sessionId, rows, expected.audit[index]));
  const took = performance.now() - startedAt;
  const digest = digestOf((sql) => raw.prepare(sql).all());
  raw.close();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  if (digest !== expected.digest) throw new Error('the floor wrote other rows than the job');
  return took;
}

function digestOf(all: (sql: string) => unknown[]): string {
  return JSON.stringify([
    all('SELECT id, state, version, cancel_reason FROM sessions ORDER BY id'),
    all('SELECT id, state, version, canceled_by, cancel_reason FROM bookings ORDER BY id'),
    all('SELECT id, state FROM fundings ORDER BY id'),
    all('SELECT id, used, expires_on FROM credit_lots ORDER BY id'),
    all(`SELECT lot_id, booking_id, kind, credits FROM credit_events ORDER BY booking_id, kind`),
    all('SELECT id, state FROM cancellation_items ORDER BY id'),
    all('SELECT session_id, state FROM cancellation_sessions ORDER BY session_id'),
    all(`SELECT subject_id, data FROM audit_log WHERE action = 'session.canceled' ORDER BY id`),
  ]);
}

/** From the call to the first word of the real job thread, milliseconds. */
async function firstProgressMs(open: string, studio: CancelStudio): Promise<number> {
  const dataDir = createTestFolder();
  const databasePath = path.join(dataDir, 'callboard.db');
  copyDatabase(open, databasePath);
  const db = openOrThrow({ path: databasePath });
  let heard: (at: number) => void = () => undefined;
  const progress = new Promise<number>((resolve) => (heard = resolve));
  const thread = startJobThread({
    databasePath,
    dataDir,
    paymentApi: null,
    onMessage: (message) => {
      if (message.type === 'event' && message.event.topic === 'job.progress') heard(performance.now());
    },
    onCrash: (error) => {
      throw error;
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const startedAt = performance.now();
  const files = createFolderFiles(path.join(dataDir, 'downloads'));
  await submitAll(db, studio, { files, wakeJobs: thread.wake });
  const at = await progress;
  await thread.stop();
  db.close();
  return at - startedAt;
}
