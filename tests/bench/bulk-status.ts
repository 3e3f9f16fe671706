import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Db } from '#db/database.ts';
import * as types from '#db/repositories/completion-type.ts';
import { saveMany } from '#main/services/completion/save-many.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { type CancelStudio, copyDatabase, openRaw, writeCancelStudio } from './cancel-studio.ts';
import { alternate, type Benchmark, ratioRow, timed } from './measure.ts';

const NAME = 'bulk-status';
const SESSIONS = 1000;
const ROUNDS = 7;
/** After the last of the sessions. */
const NOW = Date.UTC(2026, 4, 1);

export const bulkStatus: Benchmark = {
  name: NAME,
  about:
    '1,000 sessions × 10 bookings set to Completed, half on credits and half on account, ledger and wages posted',
  run: async ({ say }) => {
    const folder = createTestFolder();
    const open = path.join(folder, 'open.db');
    const studio = writeCancelStudio(open, {
      sessions: SESSIONS,
      bookingsASession: 10,
      byCard: 0,
      byPackage: 5,
    });
    prepare(open);
    const expected = withCopy(open, (db) => {
      setStatus(db, studio);
      return endState(db);
    });
    say('end state');
    const samples = await alternate(
      ROUNDS,
      () => withCopy(open, (db) => timed(() => setStatus(db, studio))),
      () => rawRound(open, expected),
    );
    return [ratioRow({ name: NAME, what: '1,000 sessions', unit: 'ms' }, samples, 1.5)];
  },
};

/** Credits that are worth something, and a wage to post. */
function prepare(file: string): void {
  const raw = openRaw(file);
  raw.exec('UPDATE credit_lots SET price_minor = 1234567; UPDATE services SET wage_minor = 3000');
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

function setStatus(db: Db, { owner, sessionIds }: CancelStudio): void {
  const { ctx } = createTestServices(db, { now: () => NOW });
  const answer = saveMany(ctx, anOwner(owner), {
    sessions: sessionIds.map((id) => ({ id, version: 1 })),
    typeId: types.getBuiltIn(db.read, 'completed').id,
  });
  if (!answer.ok || answer.value.saved !== SESSIONS) throw new Error(JSON.stringify(answer));
}

type Row = Readonly<Record<string, number | string | null>>;

/** What it makes of the database, so that the floor can write exactly that. */
interface EndState {
  readonly written: Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;
  readonly digest: string;
}

/** Tables that saving adds rows to; none of them has any before, but for the audit log. */
const TABLES = [
  'ledger_accounts',
  'completions',
  'ledger_transactions',
  'ledger_postings',
  'wage_lines',
  'audit_log',
  'undo_steps',
] as const;

function endState(db: Db): EndState {
  const rows = TABLES.map((table): [string, readonly Row[]] => {
    const all = db.read.all<Row>(`SELECT * FROM ${table} ORDER BY id`);
    return [table, table === 'ledger_accounts' ? all.filter((row) => row['kind'] !== 'client') : all];
  });
  const written = Object.fromEntries(rows) as EndState['written'];
  return { written, digest: digestOf((sql) => db.read.all(sql)) };
}

/** One transaction, each row written by its id through prepared statements, nothing looked up or worked out on the way. */
function rawRound(open: string, { written, digest }: EndState): number {
  const file = `${open}-raw`;
  copyDatabase(open, file);
  const raw = openRaw(file);
  const insertInto = (table: (typeof TABLES)[number]) => {
    const columns = Object.keys(written[table][0] ?? {});
    return raw.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
    );
  };
  const inserts = TABLES.map((table) => ({ insert: insertInto(table), rows: written[table] }));
  const session = raw.prepare(
    `UPDATE sessions SET state = 'completed', status_label = 'Completed', cancel_reason = '', version = version + 1 WHERE id = ?`,
  );
  const booking = raw.prepare(`UPDATE bookings SET outcome = 'attended', version = version + 1 WHERE id = ?`);
  const save = raw.transaction(() => {
    for (const row of written.completions)
      if (row['booking_id'] === null) session.run(row['session_id']);
      else booking.run(row['booking_id']);
    for (const { insert, rows } of inserts) for (const row of rows) insert.run(row);
  });
  const took = timed(() => save.immediate());
  const made = digestOf((sql) => raw.prepare(sql).all());
  raw.close();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  if (made !== digest) throw new Error('the floor wrote other rows than the service');
  return took;
}

function digestOf(all: (sql: string) => unknown[]): string {
  return JSON.stringify([
    all('SELECT id, state, status_label, version FROM sessions ORDER BY id'),
    all('SELECT id, state, outcome, version FROM bookings ORDER BY id'),
    all('SELECT id, used FROM credit_lots ORDER BY id'),
    all('SELECT id, booking_id, charge_minor FROM completions ORDER BY id'),
    all('SELECT account_id, amount_minor FROM ledger_postings ORDER BY id'),
    all('SELECT id, amount_minor FROM wage_lines ORDER BY id'),
    all('SELECT subject_id, data FROM audit_log ORDER BY id'),
  ]);
}

function withCopy<T>(template: string, work: (db: Db) => T): T {
  const file = `${template}-copy`;
  copyDatabase(template, file);
  const db = openOrThrow({ path: file });
  try {
    return work(db);
  } finally {
    db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  }
}
