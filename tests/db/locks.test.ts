import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDb, openOrThrow, type TestDb } from '#tests/support/database.ts';

let engine: TestDb;
beforeEach(() => {
  engine = createTestDb();
});
afterEach(() => engine.cleanup());

/**
 * Without its lock, SQLite cannot tell another program that the database is in use; that program, closing it, would take the
 * write-ahead log away with everything in it that is not in the file yet.
 */
test.runIf(existsSync('/proc/locks'))(
  'the database stays locked when the job thread opens it beside the engine',
  () => {
    engine.db.write((tx) => tx.run(`INSERT INTO settings (key, value, changed_at) VALUES ('a', '1', 1)`));
    expect(isLocked(engine.path)).toBe(true);
    const jobThread = openOrThrow({ path: engine.path, migrated: true });
    expect(isLocked(engine.path)).toBe(true);
    jobThread.close();
    expect(isLocked(engine.path)).toBe(true);
  },
);

/** The system lists each lock with the process that holds it and the file as `major:minor:inode`. */
function isLocked(path: string): boolean {
  const file = `:${statSync(path).ino}`;
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .some((fields) => fields[4] === String(process.pid) && fields[5]?.endsWith(file));
}
