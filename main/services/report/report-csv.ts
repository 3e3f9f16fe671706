import type { ReadDb } from '#db/database.ts';
import { type ClientBalance, iterateBalances } from '#db/repositories/report-balances.ts';
import { journalPostings } from '#db/repositories/report-ledger.ts';
import { iterateReportRows, type ReportRow } from '#db/repositories/report-rows.ts';
import * as studio from '#db/repositories/studio.ts';
import { COLUMN_HEADS } from '#domain/report/column-heads.ts';
import { type ReportColumnKind, REPORTS } from '#domain/report/report.ts';
import { CSV_BOM, csvLine } from '#domain/values/csv.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import { addDays } from '#domain/values/time.ts';
import { ROW_HEADS } from './row-heads.ts';
import { findOrphans } from '../auto-invoice/list-runs.ts';
import { getReport, orphanRow, orphansOf } from './get-report.ts';
import { iterateFigureRows } from './list-report-rows.ts';
import type { Figure, Figures, ReportQuery } from './report-query.ts';

/**
 * The file of a report, or of the rows of one figure, line by line from the database; null for a figure that opens none. Nothing is
 * read before the first line is asked for.
 */
export function reportCsv(db: ReadDb, query: ReportQuery, figure: Figure | null): Iterable<string> | null {
  if (query.name === 'journal' && figure === null)
    return rowLines(db, 'money', () => iterateReportRows(db, 'posting', journalPostings(query)));
  if (query.name === 'orphans' && figure === null) return rowLines(db, 'money', () => orphanRows(db, query));
  if (figure === null) return query.name === 'balances' ? balanceLines(db, query) : tableLines(db, query);
  const kind = REPORTS[query.name].columns.find(({ key }) => key === figure.column)?.kind;
  const rows = iterateFigureRows(db, query, figure);
  return rows && kind ? rowLines(db, kind, rows) : null;
}

/** Few, in a studio that saves and invoices: they fit into memory. */
const orphanRows = (db: ReadDb, query: ReportQuery): ReportRow[] =>
  findOrphans(db, { ...orphansOf(query), limit: 1_000_000, offset: 0 }).rows.map(orphanRow);

function* tableLines(db: ReadDb, query: ReportQuery): Generator<string> {
  const table = getReport(db, query, { limit: 0, offset: 0 });
  const { columns } = REPORTS[query.name];
  const heads = columns.map(({ key }) => COLUMN_HEADS[key] ?? key);
  yield CSV_BOM +
    csvLine([table.group, ...heads, ...(table.before ? heads.map((head) => `${head}, before`) : [])]);
  const write = figureWriter(db, query);
  const line = (label: string, values: Figures, before: Figures | null): string =>
    csvLine([label, ...write(values), ...(table.before ? write(before ?? []) : [])]);
  for (const { key, label, values, before } of table.lines)
    yield line(label === '' ? key : label, values, before);
  yield line('Total', table.totals, table.totalsBefore);
}

function* balanceLines(db: ReadDb, query: ReportQuery): Generator<string> {
  const { columns } = REPORTS[query.name];
  yield CSV_BOM + csvLine(['client number', 'client', ...columns.map(({ key }) => COLUMN_HEADS[key] ?? key)]);
  const write = figureWriter(db, query);
  const totals = columns.map(() => 0);
  for (const row of iterateBalances(db, addDays(query.to, -1))) {
    const values = columns.map(({ key }) => Number(row[key as keyof ClientBalance]));
    for (const [index, value] of values.entries()) totals[index] = (totals[index] ?? 0) + value;
    yield csvLine([String(row.clientId), row.client, ...write(values)]);
  }
  yield csvLine(['', 'Total', ...write(totals)]);
}

function* rowLines(db: ReadDb, kind: ReportColumnKind, rows: () => Iterable<ReportRow>): Generator<string> {
  const { currency } = studio.get(db);
  yield CSV_BOM + csvLine(ROW_HEADS);
  for (const row of rows())
    yield csvLine([
      row.day,
      row.kind,
      row.account ?? '',
      row.client,
      row.session,
      row.sessionDate ?? '',
      row.sessionTime ?? '',
      row.paymentId === null ? '' : String(row.paymentId),
      row.transactionId === null ? '' : String(row.transactionId),
      writeFigure(row.value, kind, currency),
    ]);
}

function figureWriter(db: ReadDb, { name }: ReportQuery): (values: Figures) => string[] {
  const { currency } = studio.get(db);
  return (values) =>
    REPORTS[name].columns.map(({ kind }, index) => writeFigure(values[index] ?? null, kind, currency));
}

function writeFigure(value: number | null, kind: ReportColumnKind, currency: string): string {
  if (value === null) return '';
  if (kind === 'money') return moneyToDecimal(value, currency);
  if (kind === 'percent') return (value / 100).toFixed(2);
  return kind === 'hours' ? (value / 60).toFixed(2) : String(value);
}
