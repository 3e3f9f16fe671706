import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { createIdleThread } from './idle-thread.ts';
import type {
  Figure,
  PageOf,
  ReportQuery,
  ReportReader,
  ReportTable,
} from './services/report/report-query.ts';

export type ReportWork =
  | { readonly do: 'table'; readonly query: ReportQuery; readonly page: PageOf }
  | { readonly do: 'rows'; readonly query: ReportQuery; readonly figure: Figure; readonly page: PageOf }
  | {
      readonly do: 'csv';
      readonly query: ReportQuery;
      readonly figure: Figure | null;
      readonly file: string;
    };

export interface ReportThread extends ReportReader {
  /** Ends the thread; what it still had to answer is rejected. */
  readonly stop: () => Promise<void>;
}

/**
 * Works reports out in a thread and on a connection of its own (decision 028): a report of ten years takes seconds, in which windows are
 * answered as ever.
 */
export function createReportThread(databasePath: string): ReportThread {
  const { ask, stop } = createIdleThread<ReportWork>({
    entry: 'report-worker',
    data: databasePath,
    beforeStart: () => removeLeftovers(path.dirname(databasePath)),
  });
  return {
    table: (query, page) => ask<ReportTable>({ do: 'table', query, page }),
    rows: (query, figure, page) => ask({ do: 'rows', query, figure, page }),
    csv: async (query, figure) => {
      const file = path.join(path.dirname(databasePath), `${TEMPORARY}${randomBytes(8).toString('hex')}`);
      const isThere = await ask<boolean>({ do: 'csv', query, figure, file });
      return isThere ? { pieces: () => piecesOf(file), end: () => rmSync(file, { force: true }) } : null;
    },
    stop,
  };
}

const TEMPORARY = '.callboard-report-';
const READ_BYTES = 64 * 1024;

/** What an engine that was killed while a report was saved has left. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(TEMPORARY)) rmSync(path.join(folder, name), { force: true });
}

function* piecesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  const decoder = new StringDecoder('utf8');
  const bytes = Buffer.alloc(READ_BYTES);
  try {
    for (let read = readSync(descriptor, bytes); read > 0; read = readSync(descriptor, bytes))
      yield decoder.write(bytes.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
}
