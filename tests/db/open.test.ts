import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { APPLICATION_ID, newestVersion } from '#db/migrate.ts';
import { configure, openDatabase, PRAGMAS } from '#db/open.ts';
import * as settings from '#db/repositories/settings.ts';
import { createWaitingWriters, isAnyoneWaiting } from '#db/waiting-writers.ts';
import { createTestDb, createTestFolder, openOrThrow, type TestDb } from '#tests/support/database.ts';

const opened: TestDb[] = [];
afterEach(() => opened.splice(0).forEach(({ cleanup }) => cleanup()));
const testDb = (): TestDb => {
  const test = createTestDb();
  opened.push(test);
  return test;
};

describe('a transaction', () => {
  it('leaves nothing behind when it throws', () => {
    const { db } = testDb();
    expect(() =>
      db.write((tx) => {
        settings.set(tx, 'colour', 'blue', 1);
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(settings.get(db.read, 'colour', 'none')).toBe('none');
  });

  it('undoes a part that throws alone, and keeps what comes before and after it', () => {
    const { db } = testDb();
    db.write((tx) => {
      settings.set(tx, 'first', 'kept', 1);
      expect(() =>
        tx.part(() => {
          settings.set(tx, 'first', 'spoilt', 1);
          settings.set(tx, 'second', 'spoilt', 1);
          throw new Error('this one not');
        }),
      ).toThrow('this one not');
      tx.part(() => settings.set(tx, 'third', 'kept', 1));
      return 0;
    });
    const stored = ['first', 'second', 'third'].map((key) => settings.get(db.read, key, 'none'));
    expect(stored).toEqual(['kept', 'none', 'kept']);
  });

  it('leaves nothing of its parts behind when it throws after them', () => {
    const { db } = testDb();
    expect(() =>
      db.write((tx) => {
        tx.part(() => settings.set(tx, 'colour', 'blue', 1));
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(settings.get(db.read, 'colour', 'none')).toBe('none');
  });

  it('counts who writes for the jobs to see, also one that fails, and nobody else', () => {
    const waiting = createWaitingWriters();
    const db = openOrThrow({ path: testDb().path, waiting });
    expect(db.write(() => isAnyoneWaiting(waiting))).toBe(true);
    expect(() =>
      db.write(() => {
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(isAnyoneWaiting(waiting)).toBe(false);
    db.close();
  });

  it('refuses a promise by its type, and at run time undoes what was done', () => {
    const { db } = testDb();
    expect(() =>
      // @ts-expect-error a transaction is synchronous: it would commit at the first await
      db.write(async (tx) => {
        settings.set(tx, 'colour', 'blue', 1);
        await Promise.resolve();
      }),
    ).toThrow('a transaction cannot be asynchronous');
    expect(settings.get(db.read, 'colour', 'none')).toBe('none');
  });

  it('is the only place where its handle can write', () => {
    const { db } = testDb();
    const escaped = db.write((tx) => ({ tx }));
    expect(() => settings.set(escaped.tx, 'colour', 'blue', 1)).toThrow('outside its transaction');
  });

  it('hands readers a connection that cannot write', () => {
    const { db } = testDb();
    expect(() => db.read.all('DELETE FROM settings RETURNING key')).toThrow(/readonly/);
  });
});

describe('the settings of SQLite', () => {
  it('hold on the connection that was opened', () => {
    const { db } = testDb();
    for (const [name, , wanted] of PRAGMAS)
      expect([name, String(Object.values(db.read.get<object>(`PRAGMA ${name}`) ?? {})[0])]).toEqual([
        name,
        wanted,
      ]);
  });

  it.each(PRAGMAS)('are refused if %s does not take', (name) => {
    expect(configure(lyingConnection({ liesAbout: name }))).toMatchObject({
      code: 'DATABASE_PRAGMA',
      pragma: name,
    });
  });

  it('are refused from an SQLite that can corrupt its log', () => {
    expect(configure(lyingConnection({ version: '3.51.2' }))).toEqual({
      code: 'DATABASE_OLD_ENGINE',
      version: '3.51.2',
    });
    expect(configure(lyingConnection({ version: '3.51.3' }))).toBeUndefined();
  });
});

describe('a file that is not for us', () => {
  it('from a newer Callboard is refused and stays as it was', () => {
    const { path, db } = testDb();
    db.close();
    const newer = new Database(path);
    newer.pragma('user_version = 990');
    newer.close();
    const before = readFileSync(path);
    expect(openDatabase({ path })).toEqual({
      ok: false,
      error: { code: 'DATABASE_NEWER', version: 990, newestKnown: newestVersion() },
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([
    [
      'with its own application id',
      'PRAGMA application_id = 1234; CREATE TABLE theirs (id INTEGER)',
      'DELETE',
      1234,
    ],
    ['without an application id', 'CREATE TABLE theirs (id INTEGER)', 'DELETE', 0],
    ['that has a version but no table yet', 'PRAGMA user_version = 3', 'DELETE', 0],
    ['in write-ahead mode', 'CREATE TABLE theirs (id INTEGER)', 'WAL', 0],
  ])('of another program %s is refused and stays byte for byte', (_, sql, journal, applicationId) => {
    const path = join(createTestFolder(), 'callboard.db');
    const foreign = new Database(path);
    foreign.pragma(`journal_mode = ${journal}`);
    foreign.exec(sql);
    foreign.close();
    const before = readFileSync(path);
    expect(openDatabase({ path })).toEqual({ ok: false, error: { code: 'DATABASE_FOREIGN', applicationId } });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('of another program at work, whose tables are still in its log, is refused with file and log as they were', () => {
    const folder = createTestFolder();
    const live = new Database(join(folder, 'live.db'));
    live.pragma('journal_mode = WAL');
    live.exec('CREATE TABLE theirs (id INTEGER)');
    const path = join(folder, 'callboard.db');
    for (const suffix of ['', '-wal']) copyFileSync(join(folder, `live.db${suffix}`), path + suffix);
    live.close();
    const before = [readFileSync(path), readFileSync(`${path}-wal`)];
    expect(openDatabase({ path })).toMatchObject({ ok: false, error: { code: 'DATABASE_FOREIGN' } });
    expect([readFileSync(path), readFileSync(`${path}-wal`)]).toEqual(before);
  });

  it('of no database at all is refused and stays byte for byte', () => {
    const path = join(createTestFolder(), 'callboard.db');
    writeFileSync(path, 'Dear diary, '.repeat(50));
    expect(openDatabase({ path })).toEqual({
      ok: false,
      error: { code: 'DATABASE_UNREADABLE', detail: 'SQLITE_NOTADB' },
    });
    expect(readFileSync(path, 'utf8')).toBe('Dear diary, '.repeat(50));
  });
});

it('opens a database of ours that was killed before its first checkpoint', () => {
  const folder = createTestFolder();
  const db = openOrThrow({ path: join(folder, 'live.db') });
  db.write((tx) => settings.set(tx, 'colour', 'blue', 1));
  const path = join(folder, 'killed.db');
  for (const suffix of ['', '-wal']) copyFileSync(join(folder, `live.db${suffix}`), path + suffix);
  db.close();
  const killed = openOrThrow({ path });
  expect(settings.get(killed.read, 'colour', 'none')).toBe('blue');
  expect(killed.read.get<object>('PRAGMA application_id')).toEqual({ application_id: APPLICATION_ID });
  killed.close();
});

/** A connection that says it did as told. */
function lyingConnection(lie: { readonly liesAbout?: string; readonly version?: string }) {
  const answers = new Map(PRAGMAS.map(([name, , readBack]) => [name, readBack]));
  return {
    prepare: () => ({ get: () => ({ version: lie.version ?? '3.53.4' }) }),
    pragma: (text: string) => (text === lie.liesAbout ? 'something else' : answers.get(text)),
  } as unknown as Parameters<typeof configure>[0];
}
