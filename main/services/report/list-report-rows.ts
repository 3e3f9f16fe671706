import type { ReadDb } from '#db/database.ts';
import { isAge, postingsOfClients, unpaidCharges } from '#db/repositories/report-balances.ts';
import { postingsOfBalance, sumOfPage } from '#db/repositories/report-ledger.ts';
import {
  iterateReportRows,
  listReportRows,
  type ReportRow,
  type RowPage,
} from '#db/repositories/report-rows.ts';
import { pageOfRows, type ReportRowKind, sumOfRows } from '#db/repositories/report-source.ts';
import { REPORT_SOURCES } from '#db/repositories/report-sources.ts';
import * as studio from '#db/repositories/studio.ts';
import { bucketsOf } from '#domain/report/period.ts';
import { isTimeGroup, REPORTS } from '#domain/report/report.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { addDays } from '#domain/values/time.ts';
import { groupOf, storedKey } from './get-report.ts';
import type { Figure, NoRows, PageOf, ReportQuery, ReportRows } from './report-query.ts';

/** The rows that a figure is made of, oldest first: what they sum to is the figure. */
export function listFigureRows(
  db: ReadDb,
  query: ReportQuery,
  figure: Figure,
  page: PageOf,
): Result<ReportRows, NoRows> {
  const list = rowsOfFigure(db, query, figure);
  if (!list) return err({ code: 'NOT_FOUND' });
  return ok({ ...list.sum(), rows: listReportRows(db, list.kind, list.page, page) });
}

/** All of them, for a file; not read before they are asked for. */
export function iterateFigureRows(
  db: ReadDb,
  query: ReportQuery,
  figure: Figure,
): (() => IterableIterator<ReportRow>) | null {
  const list = rowsOfFigure(db, query, figure);
  return list && (() => iterateReportRows(db, list.kind, list.page));
}

interface FigureList {
  readonly kind: ReportRowKind;
  readonly page: RowPage;
  readonly sum: () => { readonly total: number; readonly sum: number };
}

function rowsOfFigure(db: ReadDb, query: ReportQuery, { key, column }: Figure): FigureList | null {
  if (!REPORTS[query.name].columns.some((known) => known.key === column && known.opens)) return null;
  const page = pageOfFigure(query, key, column);
  if (page) return { kind: 'posting', page, sum: () => sumOfPage(db, page) };
  const source = REPORT_SOURCES[query.name]?.find(({ measures }) => column in measures);
  if (!source) return null;
  const group = groupOf(query);
  const days = key !== null && isTimeGroup(group) ? daysOf(db, query, group, key) : query;
  if (!days) return null;
  const filter = { ...query, ...days };
  const figure = { measure: column, group, key: key === null ? undefined : storedKey(group, key) };
  return {
    kind: source.kind,
    page: pageOfRows(source, figure, filter),
    sum: () => sumOfRows(db, source, figure, filter),
  };
}

/** Of the reports that read the ledger as a whole. */
function pageOfFigure(query: ReportQuery, key: string | null, column: string): RowPage | null {
  const asOf = addDays(query.to, -1);
  if (query.name === 'balances') {
    const client = key === null ? undefined : (Number(key) as ClientId);
    if (isAge(column)) return unpaidCharges(column, client, asOf);
    return postingsOfClients(column as 'owed' | 'credit' | 'balance', client, asOf);
  }
  if (query.name !== 'trial-balance') return null;
  return postingsOfBalance(column as 'opening' | 'debit' | 'credit' | 'closing', key ?? undefined, query);
}

/** The days of a line by time; null if the period has no such line. */
function daysOf(db: ReadDb, query: ReportQuery, unit: 'day' | 'week' | 'month', key: string) {
  const bucket = bucketsOf(query, unit, studio.get(db).weekStartsOn).find((each) => each.key === key);
  return bucket && { from: bucket.from, to: bucket.to };
}
