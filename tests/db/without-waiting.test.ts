import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDb, type TestDb } from '#tests/support/database.ts';

let testDb: TestDb;
beforeEach(() => {
  testDb = createTestDb();
});
afterEach(() => testDb.cleanup());

const FULL = 2;
const NORMAL = 1;
const synchronous = (): unknown =>
  testDb.db.write((tx) => tx.get<{ synchronous: number }>('PRAGMA synchronous'))?.synchronous;

it('waits for the disk again after work that need not, also when that failed', async () => {
  const { db } = testDb;
  expect(synchronous()).toBe(FULL);
  expect(await db.withoutWaiting(() => Promise.resolve(synchronous()))).toBe(NORMAL);
  expect(synchronous()).toBe(FULL);
  await expect(db.withoutWaiting(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(synchronous()).toBe(FULL);
});
