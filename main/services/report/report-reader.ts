import type { ReadDb } from '#db/database.ts';
import type { Result } from '#domain/values/result.ts';
import { getReport } from './get-report.ts';
import { listFigureRows, type NoRows } from './list-report-rows.ts';
import { reportCsv } from './report-csv.ts';
import type { Figure, PageOf, ReportQuery, ReportRows, ReportTable } from './report-query.ts';

/** Works reports out: in a thread of their own, or at once where nobody waits for anything else. */
export interface ReportReader {
  readonly table: (query: ReportQuery, page: PageOf) => Promise<ReportTable>;
  readonly rows: (query: ReportQuery, figure: Figure, page: PageOf) => Promise<Result<ReportRows, NoRows>>;
  /** The text of the report's file, or of that of the rows of a figure, or null if it opens none. */
  readonly csv: (query: ReportQuery, figure: Figure | null) => Promise<CsvText | null>;
}

export interface CsvText {
  /** From the beginning, each time it is called. */
  readonly pieces: () => Iterable<string>;
  /** It is not needed any more. */
  readonly end: () => void;
}

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
