import type { ReadDb } from '#db/database.ts';
import { getReport } from './get-report.ts';
import { listFigureRows } from './list-report-rows.ts';
import { reportCsv } from './report-csv.ts';
import type { ReportReader } from './report-query.ts';

/** Reads them at once, on the connection given. */
export function readReports(db: ReadDb): ReportReader {
  return {
    table: (query, page) => Promise.resolve(getReport(db, query, page)),
    rows: (query, figure, page) => Promise.resolve(listFigureRows(db, query, figure, page)),
    csv: (query, figure) => {
      const isThere = reportCsv(db, query, figure) !== null;
      const pieces = (): Iterable<string> => reportCsv(db, query, figure) ?? [];
      return Promise.resolve(isThere ? { pieces, end: () => undefined } : null);
    },
  };
}
