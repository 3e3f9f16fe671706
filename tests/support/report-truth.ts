import type { ReadDb } from '#db/database.ts';
import * as studio from '#db/repositories/studio.ts';
import { REPORT_NAMES, type ReportGroup, type ReportName, REPORTS } from '#domain/report/report.ts';
import type { DayRange } from '#domain/values/day-range.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import { getReport } from '#main/services/report/get-report.ts';
import { listFigureRows } from '#main/services/report/list-report-rows.ts';
import { reportCsv } from '#main/services/report/report-csv.ts';
import type { ReportQuery, ReportTable } from '#main/services/report/report-query.ts';

const EVERYTHING = { limit: 1_000_000, offset: 0 };

/** Sums of the ledger that a report must come to, each asked for without any of the reports' own statements. */
const TRUTHS: readonly { readonly name: ReportName; readonly column: string; readonly sql: string }[] = [
  { name: 'revenue', column: 'gross', sql: posted(`'revenue', 'tax', 'forfeited', 'fees'`, -1) },
  { name: 'revenue', column: 'net', sql: posted(`'revenue', 'forfeited', 'fees'`, -1) },
  { name: 'revenue', column: 'tax', sql: posted(`'tax'`, -1) },
  { name: 'revenue', column: 'forfeited', sql: posted(`'forfeited'`, -1) },
  { name: 'revenue', column: 'fees', sql: posted(`'fees'`, -1) },
  { name: 'payments', column: 'movement', sql: posted(`'cash', 'bank', 'card_processor', 'other_money'`, 1) },
  { name: 'practitioners', column: 'revenue', sql: posted(`'revenue'`, -1) },
  { name: 'practitioners', column: 'wages', sql: posted(`'wages'`, 1) },
  { name: 'liability', column: 'closing', sql: postedUntil(`'deferred'`, -1) },
  { name: 'balances', column: 'balance', sql: postedUntil(`'client'`, -1) },
  { name: 'trial-balance', column: 'closing', sql: `SELECT 0 AS sum, @from AS f, @to AS t` },
  {
    name: 'trial-balance',
    column: 'debit',
    sql: `SELECT TOTAL(MAX(p.amount_minor, 0)) AS sum FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.transaction_id
      WHERE t.day >= @from AND t.day < @to`,
  },
  {
    name: 'journal',
    column: 'credit',
    sql: `SELECT TOTAL(MAX(-p.amount_minor, 0)) AS sum FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.transaction_id
      WHERE t.day >= @from AND t.day < @to`,
  },
  {
    name: 'refunds',
    column: 'amount',
    sql: `SELECT -TOTAL(p.amount_minor) AS sum FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.transaction_id
      JOIN ledger_accounts a ON a.id = p.account_id WHERE t.day >= @from AND t.day < @to AND a.kind = 'refunds_due' AND t.kind = 'refund_planned'`,
  },
  {
    name: 'attendance',
    column: 'booked',
    sql: `SELECT COUNT(*) AS sum FROM bookings WHERE state = 'booked' AND session_id IN
      (SELECT id FROM sessions WHERE state <> 'deleted' AND local_date >= @from AND local_date < @to)`,
  },
  {
    name: 'attendance',
    column: 'places',
    sql: `SELECT TOTAL(capacity) AS sum FROM sessions WHERE state NOT IN ('deleted', 'canceled', 'canceling')
      AND local_date >= @from AND local_date < @to`,
  },
];

/** Columns that come to another one. */
const SUMS: Readonly<Partial<Record<ReportName, readonly (readonly [whole: string, ...parts: string[]])[]>>> =
  {
    revenue: [
      ['net', 'sessions', 'packages', 'forfeited', 'fees', 'lines'],
      ['gross', 'net', 'tax'],
    ],
    payments: [['movement', 'taken', 'voided', 'refunded', 'disputed', 'other']],
    refunds: [['amount', 'settled', 'waiting', 'failed', 'dropped']],
    balances: [
      ['owed', 'age0', 'age30', 'age60', 'age90'],
      ['credit', 'owed', 'balance'],
    ],
  };

/**
 * What is wrong with the reports of a period; empty when all are right: every total is that of the ledger, every group comes to the
 * same total, every figure is the sum of the rows that it opens, a filter shows what its line does, and the file ends with the same totals.
 */
export function wrongReports(db: ReadDb, period: DayRange): string[] {
  const problems: string[] = [];
  for (const name of REPORT_NAMES)
    for (const group of REPORTS[name].groups) problems.push(...wrongTable(db, { name, group, ...period }));
  return problems;
}

function wrongTable(
  db: ReadDb,
  asked: { readonly name: ReportName; readonly group: ReportGroup } & DayRange,
): string[] {
  const query: ReportQuery = {
    ...asked,
    locationId: null,
    practitionerId: null,
    compare: true,
    at: Date.UTC(2030, 0),
  };
  const { name, group, from, to } = query;
  const where = `${name} by ${group}, ${from} to ${to}`;
  const table = getReport(db, query, EVERYTHING);
  const keys = REPORTS[name].columns.map(({ key }) => key);
  const totalOf = (column: string): number => table.totals[keys.indexOf(column)] ?? 0;
  const problems: string[] = [];
  for (const truth of TRUTHS.filter((each) => each.name === name)) {
    const sum = db.get<{ sum: number }>(truth.sql, { from, to })?.sum ?? 0;
    if (sum !== totalOf(truth.column))
      problems.push(`${where}: ${truth.column} is ${totalOf(truth.column)} instead of ${sum}`);
  }
  for (const [whole, ...parts] of SUMS[name] ?? []) {
    const sum = parts.reduce((total, part) => total + totalOf(part), 0);
    if (sum !== totalOf(whole)) problems.push(`${where}: ${whole} is ${totalOf(whole)}, its parts ${sum}`);
  }
  return [
    ...problems,
    ...wrongFigures(db, query, table, where),
    ...wrongFilter(db, query, table, where),
    ...wrongFile(db, query, table, where),
  ];
}

const FILTERS = { location: 'locationId', practitioner: 'practitionerId' } as const;

/** The report of one location or practitioner alone is their line of the report of all. */
function wrongFilter(db: ReadDb, query: ReportQuery, table: ReportTable, where: string): string[] {
  const { name, group } = query;
  if ((group !== 'location' && group !== 'practitioner') || !REPORTS[name].filters.includes(group)) return [];
  return table.lines
    .filter(({ key }) => key !== '')
    .flatMap(({ key, values }) => {
      const alone = getReport(db, { ...query, [FILTERS[group]]: Number(key) }, EVERYTHING);
      return JSON.stringify(alone.totals) === JSON.stringify(values)
        ? []
        : [`${where}: of ${key} alone it is ${alone.totals.join()} instead of ${values.join()}`];
    });
}

/** The file ends with the totals of the screen. */
function wrongFile(db: ReadDb, query: ReportQuery, { totals }: ReportTable, where: string): string[] {
  const { name } = query;
  if (name === 'journal' || name === 'orphans') return [];
  const lines = [...(reportCsv(db, query, null) ?? [])].join('').trim().split('\r\n');
  const last = lines.at(-1)?.split(',') ?? [];
  const { columns } = REPORTS[name];
  const { currency } = studio.get(db);
  const first = last.indexOf('Total') + 1;
  return columns.flatMap(({ key, kind }, index) => {
    const shown = totals[index] ?? null;
    const written = last[first + index];
    return kind !== 'money' || shown === null || written === moneyToDecimal(shown, currency)
      ? []
      : [`${where}: the file says ${written} of ${key}, the screen ${moneyToDecimal(shown, currency)}`];
  });
}

function wrongFigures(db: ReadDb, query: ReportQuery, table: ReportTable, where: string): string[] {
  const problems: string[] = [];
  const { columns } = REPORTS[query.name];
  for (const [index, { key: column, opens, kind }] of columns.entries()) {
    const sum = table.lines.reduce((total, { values }) => total + (values[index] ?? 0), 0);
    if (kind !== 'percent' && sum !== (table.totals[index] ?? 0))
      problems.push(`${where}: the lines of ${column} come to ${sum} instead of ${table.totals[index]}`);
    if (!opens) continue;
    const figures = [
      ...table.lines.map(({ key, values }) => ({ key, value: values[index] ?? 0 })),
      { key: null, value: table.totals[index] ?? 0 },
    ];
    for (const { key, value } of figures) {
      // A day without anything has nothing to open, and most days of a long period are of this kind.
      if (value === 0 && key !== null) continue;
      const rows = listFigureRows(db, query, { key, column }, EVERYTHING);
      if (!rows.ok) problems.push(`${where}: ${column} of ${key} does not open`);
      else if (
        rows.value.sum !== value ||
        rows.value.rows.reduce((total, row) => total + row.value, 0) !== value
      )
        problems.push(`${where}: ${column} of ${key} is ${value}, but opens rows of ${rows.value.sum}`);
    }
  }
  return problems;
}

function posted(kinds: string, sign: 1 | -1): string {
  return `SELECT ${sign} * TOTAL(p.amount_minor) AS sum FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.transaction_id
    JOIN ledger_accounts a ON a.id = p.account_id WHERE a.kind IN (${kinds}) AND t.day >= @from AND t.day < @to`;
}

function postedUntil(kinds: string, sign: 1 | -1): string {
  return `SELECT ${sign} * TOTAL(p.amount_minor) AS sum, @from AS f FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.transaction_id
    JOIN ledger_accounts a ON a.id = p.account_id WHERE a.kind IN (${kinds}) AND t.day < @to`;
}
