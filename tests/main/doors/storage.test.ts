import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let front: DeskClient;

beforeEach(() => {
  test = createTestDb();
  const studio = seedStudio(test.db);
  front = openDesk(test.db, { dataDir: test.dir }).callAs(studio.staff);
});
afterEach(() => test.cleanup());

const addClient = () =>
  call(front, 'client.create', { firstName: 'Ada', lastName: 'Lane', email: '', phone: '', note: '' });
const clients = () => test.db.read.get<{ n: number }>('SELECT COUNT(*) AS n FROM clients')?.n;

describe('a database that another program holds (reliability D9)', () => {
  it('is waited for, and the click is not lost', async () => {
    await holdElsewhere(test.path, 500);
    expect((await addClient()).code).toBe('OK');
    expect(clients()).toBe(1);
  });

  it('for too long is told as busy, changes nothing, and takes the same click afterwards', async () => {
    const letGo = await holdElsewhere(test.path);
    const answer = await addClient();
    expect(answer).toMatchObject({ code: 'STORAGE_UNAVAILABLE', isTyped: true, data: { reason: 'busy' } });
    expect(clients()).toBe(0);
    await letGo();
    expect((await addClient()).code).toBe('OK');
    expect(clients()).toBe(1);
  });
});

it('a log that a long reader keeps from shrinking raises an alarm at 64 MB (reliability D8)', async () => {
  const reader = new Database(test.path, { readonly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT COUNT(*) FROM settings').get();
  expect(await alarm()).toBe(false);
  for (let round = 0; round < 17; round += 1) growBy4Megabytes(round);
  expect(await alarm()).toBe(true);
  reader.close();
});

async function alarm(): Promise<boolean> {
  return (await front.task.problems()).walAlarm;
}

/** Another content each time: SQLite writes no page that stays as it is. */
function growBy4Megabytes(round: number): void {
  test.db.write((tx) =>
    tx.run(
      `INSERT INTO settings (key, value, changed_at) VALUES ('ballast', ?, 0)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [JSON.stringify(String.fromCodePoint(97 + round).repeat(4 * 1024 * 1024))],
    ),
  );
}

/** Another process begins to write and leaves it at that, for so many ms or until it is told to let go. */
async function holdElsewhere(path: string, ms?: number): Promise<() => Promise<void>> {
  const program = `
    const db = new (require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))}))(process.argv[1]);
    db.exec('BEGIN IMMEDIATE');
    process.stdout.write('held');
    ${ms === undefined ? `process.stdin.on('end', () => process.exit()).resume()` : `setTimeout(() => process.exit(), ${ms})`};`;
  const holder = spawn(process.execPath, ['-e', program, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return async () => {
    const ended = once(holder, 'exit');
    holder.stdin.end();
    await ended;
  };
}
