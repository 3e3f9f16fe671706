import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDb, openOrThrow, type TestDb } from '#tests/support/database.ts';

let engine: TestDb;
beforeEach(() => {
  engine = createTestDb();
});
afterEach(() => engine.cleanup());

test('another program that opens and closes the database leaves its log alone, also after the job thread has opened it', () => {
  engine.db.write((tx) => tx.run(`INSERT INTO settings (key, value, changed_at) VALUES ('a', '1', 1)`));
  const jobThread = openOrThrow({ path: engine.path, migrated: true });
  const log = statSync(`${engine.path}-wal`).ino;

  const visitor = `import Database from 'better-sqlite3'; const db = new Database(process.argv[1]); db.prepare('SELECT COUNT(*) FROM settings').get(); db.close();`;
  const visit = spawnSync(process.execPath, ['--input-type=module', '-e', visitor, engine.path], {
    encoding: 'utf8',
  });
  expect(visit.stderr).toBe('');

  expect(statSync(`${engine.path}-wal`).ino).toBe(log);
  jobThread.write((tx) => tx.run(`INSERT INTO settings (key, value, changed_at) VALUES ('b', '2', 2)`));
  jobThread.close();
  const seen = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      visitor.replace(
        'db.close()',
        "console.log(db.prepare('SELECT COUNT(*) AS n FROM settings').get().n); db.close()",
      ),
      engine.path,
    ],
    { encoding: 'utf8' },
  );
  expect(seen.stdout.trim()).toBe('2');
});
