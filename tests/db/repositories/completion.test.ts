import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReadDb } from '#db/database.ts';
import * as completions from '#db/repositories/completion.ts';
import * as facts from '#db/repositories/completion-facts.ts';
import { listPastOpen } from '#db/repositories/past-open.ts';
import type { FundingId, LotId, SessionId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';

let test: TestDb;
beforeAll(() => {
  test = createTestDb();
});
afterAll(() => test.cleanup());

const ids = [1 as SessionId];

it.each<[string, (db: ReadDb) => unknown]>([
  ['past open sessions', (db) => listPastOpen(db, { before: 1, practitionerId: null, limit: 10 })],
  ['sessions to save', (db) => facts.listSessions(db, ids)],
  ['their bookings', (db) => facts.listBookings(db, ids)],
  ['their fundings', (db) => facts.listFundings(db, ids)],
  ['what credits are worth', (db) => facts.listLotEarnings(db, [1 as LotId])],
  ['what was saved', (db) => completions.listActive(db, 1 as SessionId)],
  ['its wages', (db) => completions.listActiveWageLines(db, 1 as SessionId)],
  ['its postings', (db) => completions.postingsOf(db, 'completion', 1)],
  ['overdrawn payments', (db) => completions.listOverdrawnPayments(db, [1 as FundingId])],
])('reads %s by indexes, however long the history is', (_, read) => {
  const plans: string[] = [];
  const { read: db } = test.db;
  read({
    ...db,
    all: (sql, params) => {
      const steps = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
      plans.push(steps.map(({ detail }) => detail).join('\n'));
      return db.all(sql, params);
    },
  });
  expect(plans).toHaveLength(1);
  // What is asked for by its ids may be walked; tables may not.
  expect(plans[0]).not.toMatch(/SCAN (?!j\b|json_each\b|CONSTANT)/);
});

it('finds past open sessions by their end, sorting nothing', () => {
  const steps: string[] = [];
  const { read: db } = test.db;
  listPastOpen(
    {
      ...db,
      all: (sql, params) => {
        steps.push(
          ...db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params).map(({ detail }) => detail),
        );
        return [];
      },
    },
    { before: 1, practitionerId: null, limit: 10 },
  );
  expect(steps[0]).toContain('USING INDEX sessions_open');
  expect(steps.join('\n')).not.toContain('TEMP B-TREE');
});
