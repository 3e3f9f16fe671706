import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, listBackups, rotateBackups, verifyBackup } from '#db/backup.ts';
import { backupName, keepBackups, parseBackupName } from '#db/backup-names.ts';
import * as settings from '#db/repositories/settings.ts';
import { createTestDb, createTestFolder, openOrThrow, type TestDb } from '#tests/support/database.ts';
import { aCanceledWeek } from './canceled-week.ts';

const NOW = Date.UTC(2026, 2, 2, 8);
let test: TestDb;
let folder: string;
beforeEach(() => {
  test = createTestDb();
  folder = join(test.dir, 'backups');
});
afterEach(() => test.cleanup());

const takeBackup = () => backUp(test.db, { folder, label: 'manual', now: NOW });

describe('a backup', () => {
  it('is one checked file with everything that was committed, made while the studio goes on', async () => {
    aCanceledWeek(test);
    const running = takeBackup();
    test.db.write((tx) => settings.set(tx, 'colour', 'blue', 1));
    const made = await running;
    expect(made).toMatchObject({
      ok: true,
      value: { name: 'callboard-20260302T080000000Z-manual.db', problems: [] },
    });
    expect(readdirSync(folder)).toEqual(['callboard-20260302T080000000Z-manual.db']);
    const path = join(folder, 'callboard-20260302T080000000Z-manual.db');
    expect(verifyBackup(path)).toEqual({ ok: true, value: { problems: [] } });
    expect(readdirSync(folder)).toEqual(['callboard-20260302T080000000Z-manual.db']);
    copyFileSync(path, join(test.dir, 'opened.db'));
    const copy = openOrThrow({ path: join(test.dir, 'opened.db') });
    expect(copy.read.get('SELECT COUNT(*) AS n FROM bookings')).toEqual({ n: 7 });
    copy.close();
    expect(listBackups(folder)).toMatchObject([{ at: NOW, label: 'manual', path }]);
  });

  it('says when what it copied was already wrong, and is kept all the same', async () => {
    aCanceledWeek(test);
    test.db.write((tx) => tx.run('UPDATE sessions SET capacity = 1 WHERE id = 2'));
    expect(await takeBackup()).toMatchObject({
      ok: true,
      value: { problems: [{ code: 'SESSION_OVERBOOKED' }] },
    });
  });

  it('that does not pass its checks leaves no file', async () => {
    const problems = [{ area: 'file', code: 'FILE_DAMAGED', data: {} }] as const;
    const verify = (path: string) => {
      expect(existsSync(path)).toBe(true);
      return { ok: false, error: { code: 'BACKUP_DAMAGED', problems } } as const;
    };
    const result = await backUp(test.db, { folder, label: 'auto', now: NOW, verify });
    expect(result).toEqual({ ok: false, error: { code: 'BACKUP_DAMAGED', problems } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('clears away what a crash in the middle of another left', async () => {
    const leftover = join(createTestFolder(), 'callboard-20260301T080000000Z-auto.db.part');
    folder = join(leftover, '..');
    writeFileSync(leftover, 'half');
    await takeBackup();
    expect(readdirSync(folder)).toEqual(['callboard-20260302T080000000Z-manual.db']);
  });

  it('into a place that is no folder is refused with the reason', async () => {
    writeFileSync(folder, 'a file');
    expect(await takeBackup()).toMatchObject({ ok: false, error: { code: 'BACKUP_FOLDER' } });
    expect(readFileSync(folder, 'utf8')).toBe('a file');
  });
});

describe('a check of a backup refuses', () => {
  const harmed = async (harm: (path: string) => void) => {
    const made = await takeBackup();
    if (!made.ok) throw new Error(made.error.code);
    harm(made.value.path);
    return verifyBackup(made.value.path);
  };
  const withSql = (sql: string) => (path: string) => {
    const connection = new Database(path);
    connection.exec(sql);
    connection.close();
  };

  it.each<[string, (path: string) => void, string]>([
    ['half a file', (path) => truncateSync(path, 8192), 'BACKUP_DAMAGED'],
    ['an empty file', (path) => truncateSync(path, 0), 'DATABASE_MISSING'],
    ['another format', (path) => writeFileSync(path, 'x'.repeat(5000)), 'DATABASE_UNREADABLE'],
    ['another program', withSql('PRAGMA application_id = 7'), 'DATABASE_FOREIGN'],
    ['a newer Callboard', withSql('PRAGMA user_version = 990'), 'DATABASE_NEWER'],
    [
      'a reference to nothing',
      withSql(
        "PRAGMA foreign_keys = OFF; INSERT INTO rooms (location_id, name, capacity) VALUES (99, 'Nowhere', 1)",
      ),
      'BACKUP_DAMAGED',
    ],
  ])('%s', async (_, harm, code) => {
    expect(await harmed(harm)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('old backups', () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  it('are thinned out to 12 of five minutes, 24 hours, 14 days and 8 weeks', () => {
    let names: string[] = [];
    for (let at = NOW - 70 * DAY; at <= NOW; at += 5 * MINUTE)
      names = keepBackups([...names, backupName(at, 'auto')], at);
    const ages = names.map((name) => NOW - (parseBackupName(name)?.at ?? 0)).sort((a, b) => a - b);
    const expectAges = (unit: number, count: number) =>
      expect(new Set(ages.map((age) => Math.floor((NOW - age) / unit))).size).toBeGreaterThanOrEqual(count);
    expectAges(5 * MINUTE, 12);
    expectAges(HOUR, 24);
    expectAges(DAY, 14);
    expectAges(7 * DAY, 8);
    expect(names.length).toBeLessThanOrEqual(12 + 24 + 14 + 8);
  });

  it('stay, however long the studio was closed', () => {
    const names = [1, 2, 3].map((day) => backupName(NOW - 400 * DAY - day * DAY, 'auto'));
    expect(keepBackups(names, NOW)).toEqual(names);
  });

  it('before a migration, by hand, from the future or not ours are never dropped; the newest never is', () => {
    const backup = fc.record({
      at: fc.integer({ min: NOW - 300 * DAY, max: NOW }),
      label: fc.constantFrom(
        'auto' as const,
        'before-job' as const,
        'manual' as const,
        'before-migration' as const,
      ),
    });
    fc.assert(
      fc.property(fc.array(backup, { minLength: 1, maxLength: 200 }), (backups) => {
        const names = [...new Set(backups.map(({ at, label }) => backupName(at, label)))];
        const others = ['notes.txt', 'callboard-20260302-auto.db', backupName(NOW + 1, 'auto')];
        const kept = keepBackups([...names, ...others], NOW);
        expect(kept).toEqual(expect.arrayContaining(others));
        expect(kept).toEqual(expect.arrayContaining(names.filter((name) => /manual|migration/.test(name))));
        expect(kept).toContain(names.toSorted((a, b) => (a.slice(0, 29) < b.slice(0, 29) ? -1 : 1)).at(-1));
        expect(keepBackups(kept, NOW)).toEqual(kept);
      }),
    );
  });

  it('are removed from the folder, and only they', () => {
    const here = createTestFolder();
    const names = [0, 1, 2].map((minute) => backupName(NOW + minute * MINUTE, 'auto'));
    for (const name of [...names, 'notes.txt']) writeFileSync(join(here, name), '');
    expect(rotateBackups(here, NOW + HOUR)).toEqual(names.slice(0, 2));
    expect(readdirSync(here).sort()).toEqual([names[2], 'notes.txt']);
  });
});
