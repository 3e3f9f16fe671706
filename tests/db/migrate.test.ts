import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { backUpBeforeMigrating } from '#db/backup.ts';
import { migrate } from '#db/migrate.ts';
import type { Migration } from '#db/migration.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { STEPS } from './migrate-kill.ts';

const parents: Migration = {
  version: 10,
  name: 'parents',
  sql: `CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE) STRICT;`,
};
const REBUILD = `CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER) STRICT;
  INSERT INTO parents_new (id, name) SELECT id, name FROM parents;
  DROP TABLE parents;
  ALTER TABLE parents_new RENAME TO parents;`;

function family(): Database.Database {
  const connection = new Database(':memory:');
  connection.pragma('foreign_keys = ON');
  migrate(connection, { list: [parents] });
  connection.exec(`INSERT INTO parents VALUES (1, 'Ada'); INSERT INTO children VALUES (1, 1), (2, 1);`);
  return connection;
}
const countChildren = (connection: Database.Database) =>
  connection.prepare('SELECT COUNT(*) AS n FROM children').get();

describe('rebuilding a table that others point at', () => {
  it('would drop their rows if foreign keys were on', () => {
    const connection = family();
    connection.transaction(() => connection.exec(REBUILD))();
    expect(countChildren(connection)).toEqual({ n: 0 });
  });

  it('keeps their rows in a migration, which also turns foreign keys on again', () => {
    const connection = family();
    migrate(connection, { list: [parents, { version: 20, name: 'age', sql: REBUILD }] });
    expect(countChildren(connection)).toEqual({ n: 2 });
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});

describe('a migration that would leave harm', () => {
  it.each([
    ['a loose table', 'CREATE TABLE loose (id INTEGER PRIMARY KEY)', 'not STRICT'],
    ['a reference to nothing', 'DELETE FROM parents', 'breaks 2 references'],
    ['half its statements', 'DELETE FROM children; SELECT nonsense', 'no such column'],
  ])('is undone whole: %s', (_, sql, message) => {
    const connection = family();
    expect(() => migrate(connection, { list: [parents, { version: 20, name: 'bad', sql }] })).toThrow(
      message,
    );
    expect(connection.pragma('user_version', { simple: true })).toBe(10);
    expect(countChildren(connection)).toEqual({ n: 2 });
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});

it('leaves a kill at a boundary between two steps, wherever it strikes, and goes on from there', async () => {
  let kill = 1;
  for (; ; kill += 1) {
    const path = join(createTestFolder(), 'callboard.db');
    const finished = await migrateAndDie(path, kill);
    if (finished) break;
    expect(boundaryOf(path)).toBe(true);
    openOrThrow({ path, list: STEPS }).close();
    expect(versionAndTables(path)).toEqual({ version: 20, tables: ['one', 'two'] });
  }
  expect(kill).toBeGreaterThan(12);
}, 120_000);

it('makes a checked backup before it touches data that is there, and none for a new file', () => {
  const folder = createTestFolder();
  const path = join(folder, 'callboard.db');
  const backups = join(folder, 'backups');
  const backUpBeforeMigratingHere = backUpBeforeMigrating(backups, Date.UTC(2026, 2, 2, 8));
  const first = STEPS.slice(0, 1);
  openOrThrow({ path, list: first, backUpBeforeMigrating: backUpBeforeMigratingHere }).close();
  expect(readdirSync(folder)).toEqual(['callboard.db']);
  // The stored copy is at version 10, which today's Callboard knows, so its checks can open it.
  openOrThrow({ path, list: STEPS, backUpBeforeMigrating: backUpBeforeMigratingHere }).close();
  expect(readdirSync(backups)).toEqual(['callboard-20260302T080000000Z-before-migration.db']);
  expect(versionAndTables(join(backups, 'callboard-20260302T080000000Z-before-migration.db'))).toEqual({
    version: 10,
    tables: ['one'],
  });
  expect(versionAndTables(path).version).toBe(20);
});

it('does not migrate when the backup before it fails', () => {
  const path = join(createTestFolder(), 'callboard.db');
  openOrThrow({ path, list: STEPS.slice(0, 1) }).close();
  const failing = () => {
    throw new Error('the disk is full');
  };
  expect(() => openOrThrow({ path, list: STEPS, backUpBeforeMigrating: failing })).toThrow(
    'the disk is full',
  );
  expect(versionAndTables(path)).toEqual({ version: 10, tables: ['one'] });
});

/** True when the process came to its end, false when it was killed at its statement. */
async function migrateAndDie(path: string, kill: number): Promise<boolean> {
  const script = new URL('./migrate-kill.ts', import.meta.url).pathname;
  try {
    await promisify(execFile)(process.execPath, [script, path, String(kill)]);
    return true;
  } catch (error) {
    if ((error as { signal?: string }).signal !== 'SIGKILL') throw error;
    return false;
  }
}

function boundaryOf(path: string): boolean {
  const { version, tables } = versionAndTables(path);
  const expected = ['one', 'two'].slice(0, version / 10).sort();
  return JSON.stringify(tables) === JSON.stringify(expected);
}

function versionAndTables(path: string): { version: number; tables: string[] } {
  const connection = new Database(path);
  try {
    const tables = connection
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
      .all();
    return {
      version: Number(connection.pragma('user_version', { simple: true })),
      tables: tables.map((row) => (row as { name: string }).name),
    };
  } finally {
    connection.close();
  }
}
