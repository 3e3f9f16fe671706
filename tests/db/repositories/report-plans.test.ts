import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadDb } from '#db/database.ts';
import * as runs from '#db/repositories/invoice-run-view.ts';
import * as ledger from '#db/repositories/report-ledger.ts';
import { listReportRows } from '#db/repositories/report-rows.ts';
import { pageOfRows, type ReportSource, sumByGroup, sumOfRows } from '#db/repositories/report-source.ts';
import { REPORT_SOURCES } from '#db/repositories/report-sources.ts';
import { listTotals } from '#db/repositories/wage-entry.ts';
import type { ReportGroup } from '#domain/report/report.ts';
import type { InvoiceRunId, LocationId, PractitionerId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { plansOf, wholeTablesOf } from '#tests/support/query-plans.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
beforeAll(() => {
  test = createTestDb();
  seedStudio(test.db);
});
afterAll(() => test.cleanup());

const page = { limit: 50, offset: 0 };
const month = { from: localDate('2026-03-01'), to: localDate('2026-04-01') };
const all = { ...month, locationId: null, practitionerId: null };
const one = { ...month, locationId: 1 as LocationId, practitionerId: 1 as PractitionerId };

/** What a click on each figure of a report asks for, and the report itself. */
function* figures(): Generator<readonly [name: string, read: (db: ReadDb) => unknown]> {
  for (const [report, sources] of Object.entries(REPORT_SOURCES))
    for (const source of sources)
      for (const measure of Object.keys(source.measures))
        for (const group of groupsOf(source))
          for (const filter of [all, one])
            yield [
              `${report}: ${measure} by ${group}${filter === one ? ' of one practitioner' : ''}`,
              (db) => drillDown(db, source, { measure, group }, filter),
            ];
}

const groupsOf = (source: ReportSource): ReportGroup[] => [
  'day',
  ...(Object.keys(source.groups) as ReportGroup[]),
];

function drillDown(
  db: ReadDb,
  source: ReportSource,
  { measure, group }: { readonly measure: string; readonly group: ReportGroup },
  filter: typeof all | typeof one,
): void {
  const figure = { measure, group, key: group === 'day' ? undefined : 1 };
  sumByGroup(db, source, group, filter);
  sumOfRows(db, source, figure, filter);
  listReportRows(db, source.kind, pageOfRows(source, figure, filter), page);
}

describe('a report and what its figures open look their rows up', () => {
  it('for every figure, group and filter', () => {
    const scans = [...figures()].flatMap(([name, read]) =>
      plansOf(test.db.read, read)
        .flatMap(wholeTablesOf)
        .map((step) => `${name}: ${step}`),
    );
    expect(scans).toEqual([]);
  });

  it.each(['opening', 'debit', 'credit', 'closing'] as const)('for the trial balance, %s', (column) => {
    const opened = ledger.postingsOfBalance(column, 'client', month);
    const plans = plansOf(test.db.read, (db) => {
      ledger.trialBalance(db, month);
      ledger.sumOfPage(db, opened);
      listReportRows(db, 'posting', opened, page);
    });
    expect(plans.flatMap(wholeTablesOf)).toEqual([]);
  });

  it('for the journal', () => {
    const plans = plansOf(test.db.read, (db) => {
      ledger.countJournal(db, month);
      listReportRows(db, 'posting', ledger.journalPostings(month), page);
    });
    expect(plans.flatMap(wholeTablesOf)).toEqual([]);
  });
});

describe('the totals of wages read the days asked for, and of those before only what is not paid', () => {
  it.each([
    ['of all', null],
    ['of one practitioner', 1 as PractitionerId],
  ] as const)('%s', (_, practitionerId) => {
    const [plan = ''] = plansOf(test.db.read, (db) => listTotals(db, { ...month, practitionerId }));
    const steps = plan.split('\n').filter((step) => /(SCAN|SEARCH) wage_/.test(step));
    // Each kind of entry: its days, and the unpaid ones before; what was paid and taken back is rare, and has an index of its own.
    expect(
      steps.filter((step) => !/>\? AND \w+<\?|USING INDEX wage_\w+_(unpaid|taken_back)/.test(step)),
    ).toEqual([]);
    expect(steps).toHaveLength(6);
  });
});

describe('the history of automatic invoicing', () => {
  it('reads the rows of the runs on its page, the newest first, and no others', () => {
    const [plan = ''] = plansOf(test.db.read, (db) => runs.listRuns(db, page));
    expect(wholeTablesOf(plan)).toEqual(['SCAN r']);
    expect(plan).not.toContain('TEMP B-TREE');
  });

  it.each(['all', 'problems', 'paid', 'unpaid', 'nothing'] as const)(
    'looks up the rows of a run: %s',
    (result) => {
      const filter = { runId: 1 as InvoiceRunId, result, search: 'a', ...page };
      const plans = plansOf(test.db.read, (db) => runs.listRows(db, filter));
      expect(plans.flatMap(wholeTablesOf)).toEqual([]);
      for (const plan of plans) expect(plan).toMatch(/SEARCH w USING INDEX \w+ \(run_id=\?/);
    },
  );
});
