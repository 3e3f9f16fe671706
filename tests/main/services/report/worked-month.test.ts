import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import { journalPostings } from '#db/repositories/report-ledger.ts';
import { iterateReportRows } from '#db/repositories/report-rows.ts';
import { type ReportColumnKind, type ReportGroup, type ReportName, REPORTS } from '#domain/report/report.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import { localDate } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { openDesk } from '#tests/support/desk.ts';
import { wrongReports } from '#tests/support/report-truth.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';
import type { MonthDesk } from './month-desk.ts';
import { playMonth } from './play-month.ts';

/** The books of a month on paper: what the events of docs/worked-month.md come to, worked out there by hand. */
const PAPER = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/worked-month.md'), 'utf8');
const MARCH = { from: localDate('2026-03-01'), to: localDate('2026-04-01') };
const LAST_DAY = { from: localDate('2026-03-31'), to: MARCH.to };

let test: TestDb;
let month: MonthDesk;
beforeAll(async () => {
  test = createTestDb();
  const studio = seedStudio(test.db);
  const clock = { at: 0 };
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => clock.at });
  month = { db: test.db, desk, studio, owner: desk.callAs(studio.owner), clock };
  await playMonth(month);
});
afterAll(() => test.cleanup());

describe('the worked month', () => {
  it('stands in the journal line by line as it stands on paper', () => {
    const rows = [...iterateReportRows(test.db.read, 'posting', journalPostings(MARCH))];
    const money = (minor: number): string => moneyToDecimal(minor, 'EUR');
    const lines = rows.map(({ day, account, client, value }) => [
      day,
      account === 'client' ? client.replace(' Example', '') : (account ?? ''),
      value > 0 ? money(value) : '',
      value < 0 ? money(-value) : '',
    ]);
    expect(lines).toEqual(tableUnder('The journal').map(([, ...cells]) => cells));
  });

  it.each<readonly [title: string, name: ReportName, group: ReportGroup]>([
    ['Revenue by week', 'revenue', 'week'],
    ['Revenue by service', 'revenue', 'service'],
    ['Payments by method', 'payments', 'method'],
    ['Refunds by state', 'refunds', 'state'],
    ['Package liability', 'liability', 'package'],
    ['Attendance', 'attendance', 'service'],
    ['Practitioners', 'practitioners', 'practitioner'],
    ['Outstanding balances on 31 March', 'balances', 'client'],
    ['Trial balance', 'trial-balance', 'account'],
  ])('%s is what was worked out by hand', async (title, name, group) => {
    const days = REPORTS[name].isStanding ? LAST_DAY : MARCH;
    const table = await month.owner.report.get({ name, group, ...days });
    const kinds = REPORTS[name].columns.map(({ kind }) => kind);
    const cells = (values: readonly (number | null)[]): string[] =>
      values.map((value, index) => written(value, kinds[index] ?? 'count'));
    const lines = table.lines.map(({ key, label, values }) => [
      (label || key || '–').replace(' Example', ''),
      ...cells(values),
    ]);
    expect([...lines, ['Total', ...cells(table.totals)]]).toEqual(tableUnder(title));
  });

  it('leaves the books in order, and every figure the sum of its rows', () => {
    expect(wrongReports(test.db.read, MARCH)).toEqual([]);
    expect(checkDatabase(test.db.read, 'full').problems).toEqual([]);
  });
});

function written(value: number | null, kind: ReportColumnKind): string {
  if (value === null) return '';
  if (kind === 'money') return moneyToDecimal(value, 'EUR');
  return kind === 'percent' || kind === 'hours'
    ? String(value / (kind === 'hours' ? 60 : 100))
    : String(value);
}

/** The rows of the table under a heading of the document, without its head. */
function tableUnder(heading: string): string[][] {
  const [, after = ''] = PAPER.split(`# ${heading}\n`);
  const lines = after.split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(2, end === -1 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
