import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '#db/backup.ts';
import * as settings from '#db/repositories/settings.ts';
import * as studios from '#db/repositories/studio.ts';
import { restoreDatabase } from '#db/restore.ts';
import { createTestDb, createTestFolder, openOrThrow, type TestDb } from '#tests/support/database.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { aCanceledWeek } from './canceled-week.ts';

const DAY = 24 * 3_600_000;
let test: TestDb;
let backupPath: string;
let dataPath: string;

/** The backup holds 'monday'; afterwards the studio went on to 'friday' and was killed, its log still beside its file. */
beforeEach(async () => {
  test = createTestDb();
  aCanceledWeek(test);
  paint('monday');
  const made = await backUp(test.db, { folder: join(test.dir, 'backups'), label: 'auto', now: SEED_NOW });
  if (!made.ok) throw new Error(made.error.code);
  backupPath = made.value.path;
  for (let number = 0; number < 500; number += 1)
    test.db.write((tx) => settings.set(tx, `note ${number}`, 'x'.repeat(500), 1));
  paint('friday');
  dataPath = join(createTestFolder(), 'callboard.db');
  for (const suffix of ['', '-wal', '-shm']) copyFileSync(test.path + suffix, dataPath + suffix);
});
afterEach(() => test.cleanup());

const paint = (day: string) => test.db.write((tx) => settings.set(tx, 'day', day, 1));
const restore = (now = SEED_NOW + DAY) => restoreDatabase({ dataPath, backupPath, now });

function look<T>(path: string, question: (db: ReturnType<typeof openOrThrow>) => T): T {
  const db = openOrThrow({ path });
  try {
    return question(db);
  } finally {
    db.close();
  }
}
const dayIn = (path: string) => look(path, ({ read }) => settings.get(read, 'day', 'none'));

describe('a restore', () => {
  it('puts the backup in place and sets everything that was there aside, log included', () => {
    const restored = restore();
    expect(restored).toMatchObject({ ok: true, value: { restoreEpoch: 1 } });
    expect(dayIn(dataPath)).toBe('monday');
    expect(look(dataPath, ({ read }) => studios.get(read).restoreEpoch)).toBe(1);
    const { quarantine } = restored.ok ? restored.value : { quarantine: '' };
    expect(readdirSync(quarantine).sort()).toEqual(['callboard.db', 'callboard.db-shm', 'callboard.db-wal']);
    expect(dayIn(join(quarantine, 'callboard.db'))).toBe('friday');
    expect(readdirSync(join(dataPath, '..')).sort()).toEqual([
      'before-restore-20260224T080000000Z',
      'callboard.db',
    ]);
  });

  it('is not spoiled by a log left beside the file, which would spoil a plain copy (reliability D3)', () => {
    const naive = join(createTestFolder(), 'callboard.db');
    copyFileSync(backupPath, naive);
    copyFileSync(`${dataPath}-wal`, `${naive}-wal`);
    let naiveDay: string;
    try {
      naiveDay = dayIn(naive);
    } catch {
      naiveDay = 'cannot be opened';
    }
    expect(naiveDay).not.toBe('monday');
    restore();
    expect(existsSync(`${dataPath}-wal`)).toBe(false);
    expect(dayIn(dataPath)).toBe('monday');
  });

  it('of a copy that lacks its log shows in the content, so the log is part of what is set aside', () => {
    const lonely = join(createTestFolder(), 'callboard.db');
    copyFileSync(dataPath, lonely);
    expect(dayIn(lonely)).not.toBe('friday');
  });

  it('has every refund looked up first that was under way or is younger than 35 days, and changes nothing else', () => {
    test.db.write((tx) => tx.run(`UPDATE refunds SET state = 'succeeded'`));
    const flags = () =>
      look(dataPath, ({ read }) =>
        read.all('SELECT state, reconcile_first, version FROM refunds ORDER BY id'),
      );
    expect(restore(SEED_NOW + 34 * DAY)).toMatchObject({ ok: true, value: { refundsToReconcile: 2 } });
    expect(flags()).toEqual([
      { state: 'succeeded', reconcile_first: 1, version: 2 },
      { state: 'due', reconcile_first: 1, version: 1 },
    ]);
    expect(restore(SEED_NOW + 36 * DAY)).toMatchObject({ ok: true, value: { refundsToReconcile: 1 } });
    expect(flags()).toEqual([
      { state: 'succeeded', reconcile_first: 0, version: 2 },
      { state: 'due', reconcile_first: 1, version: 1 },
    ]);
  });

  it.each([
    ['a file that is no backup', () => writeFileSync(backupPath, 'x'.repeat(9000)), 'DATABASE_UNREADABLE'],
    [
      'a backup with broken books',
      () =>
        look(backupPath, (db) => db.write((tx) => tx.run('UPDATE sessions SET capacity = 1 WHERE id = 2'))),
      'BACKUP_INCONSISTENT',
    ],
  ])('of %s is refused, and what is there stays byte for byte', (_, harm, code) => {
    harm();
    const before = [readFileSync(dataPath), readFileSync(`${dataPath}-wal`)];
    expect(restore()).toMatchObject({ ok: false, error: { code } });
    expect([readFileSync(dataPath), readFileSync(`${dataPath}-wal`)]).toEqual(before);
    expect(dayIn(dataPath)).toBe('friday');
  });

  it('that stopped before its decision left the old database, and one that stopped after it is finished at the next start', () => {
    copyFileSync(backupPath, `${dataPath}.restoring`);
    expect(dayIn(dataPath)).toBe('friday');
    copyFileSync(backupPath, `${dataPath}.restored`);
    for (const suffix of ['', '-wal']) copyFileSync(test.path + suffix, dataPath + suffix);
    expect(dayIn(dataPath)).toBe('monday');
    expect(existsSync(`${dataPath}.restored`)).toBe(false);
  });
});
