import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as ledger from '#db/repositories/ledger.ts';
import { localDate } from '#domain/values/time.ts';
import { createReportThread, type ReportThread } from '#main/report-thread.ts';
import { readReports } from '#main/services/report/report-reader.ts';
import type { ReportQuery } from '#main/services/report/report-query.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { SEED_NOW, seedStudio } from '#tests/support/seed-studio.ts';

const query: ReportQuery = {
  name: 'journal',
  from: localDate('2026-01-01'),
  to: localDate('2027-01-01'),
  group: null,
  locationId: null,
  practitionerId: null,
  compare: false,
  at: SEED_NOW,
};
const page = { limit: 50, offset: 0 };

let test: TestDb;
let thread: ReportThread;
beforeEach(() => {
  test = createTestDb();
  seedStudio(test.db);
  test.db.write((tx) => {
    for (let index = 1; index <= 3_000; index += 1)
      ledger.postTransaction(
        tx,
        { kind: 'Ünïcode', subjectKind: 'payment', subjectId: index, at: SEED_NOW },
        [
          { accountId: ledger.accountOf(tx, 'cash'), amountMinor: index },
          { accountId: ledger.accountOf(tx, 'revenue'), amountMinor: -index },
        ],
      );
  });
  thread = createReportThread(test.path);
});
afterEach(async () => {
  await thread.stop();
  test.cleanup();
});

describe('reports in a thread of their own', { timeout: 60_000 }, () => {
  it('are what they are anywhere else, however many are asked for at once', async () => {
    const here = readReports(test.db.read);
    const names = ['revenue', 'payments', 'balances', 'trial-balance', 'journal'] as const;
    const there = await Promise.all(names.map((name) => thread.table({ ...query, name }, page)));
    expect(there).toEqual(await Promise.all(names.map((name) => here.table({ ...query, name }, page))));
    const figure = { key: null, column: 'movement' };
    expect(await thread.rows({ ...query, name: 'payments' }, figure, page)).toEqual(
      await here.rows({ ...query, name: 'payments' }, figure, page),
    );
  });

  it('sees what was committed a moment ago', async () => {
    const total = async () => (await thread.table(query, page)).total;
    expect(await total()).toBe(6_000);
    test.db.write((tx) =>
      ledger.postTransaction(tx, { kind: 'payment', subjectKind: 'payment', subjectId: 1, at: SEED_NOW }, [
        { accountId: ledger.accountOf(tx, 'cash'), amountMinor: 1 },
        { accountId: ledger.accountOf(tx, 'revenue'), amountMinor: -1 },
      ]),
    );
    expect(await total()).toBe(6_002);
  });

  it('hands a file over letter by letter, twice if asked, and leaves nothing behind', async () => {
    const text = await thread.csv(query, null);
    const here = await readReports(test.db.read).csv(query, null);
    const whole = [...(here?.pieces() ?? [])].join('');
    expect(whole.length).toBeGreaterThan(200_000);
    expect([...(text?.pieces() ?? [])].join('')).toBe(whole);
    expect([...(text?.pieces() ?? [])].join('')).toBe(whole);
    text?.end();
    expect(readdirSync(test.dir).filter((name) => name.includes('report'))).toEqual([]);
  });

  it('answers a figure that opens nothing with null, and goes on after a stop', async () => {
    expect(await thread.csv({ ...query, name: 'attendance' }, { key: null, column: 'fill' })).toBeNull();
    const given = thread.table(query, page);
    const refused = expect(given).rejects.toThrow();
    await thread.stop();
    await refused;
    expect((await thread.table(query, page)).total).toBe(6_000);
  });
});
