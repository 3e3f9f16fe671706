import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { Worker } from 'node:worker_threads';
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

export interface ToReportThread {
  readonly id: number;
  readonly work: ReportWork;
}

export type FromReportThread =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: Error };

export interface ReportThread extends ReportReader {
  /** Ends the thread; what it still had to answer is rejected. */
  readonly stop: () => Promise<void>;
}

/** Long enough for a person to look at one report and ask for the next. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Works reports out in a thread and on a connection of its own (decision 020): a report of ten years takes seconds, in which windows are
 * answered as ever. The thread starts with the first question and ends when nobody has asked for a minute.
 */
export function createReportThread(databasePath: string): ReportThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;
  const ask = <Answer>(work: ReportWork): Promise<Answer> => {
    clearTimeout(idle);
    worker ??= start();
    lastId += 1;
    const message: ToReportThread = { id: lastId, work };
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(message.id, { resolve: resolve as Waiting['resolve'], reject });
      worker?.postMessage(message);
    });
  };
  const stop = async (): Promise<void> => {
    clearTimeout(idle);
    await worker?.terminate();
  };
  const start = (): Worker => {
    removeLeftovers(path.dirname(databasePath));
    const started = new Worker(entry(), { workerData: databasePath });
    started.on('message', (message: FromReportThread) => {
      const asker = waiting.get(message.id);
      waiting.delete(message.id);
      if ('error' in message) asker?.reject(message.error);
      else asker?.resolve(message.answer);
      if (waiting.size === 0) idle = setTimeout(() => void stop(), IDLE_MS).unref();
    });
    const end = (error: Error): void => {
      if (worker !== started) return;
      worker = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('error', end);
    started.on('exit', () => end(new Error('the report was given up')));
    return started;
  };
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

/** Beside this file as it is written; built, this code may lie in a chunk below the folder of the entries. */
function entry(): string {
  if (import.meta.filename.endsWith('.ts')) return path.join(import.meta.dirname, 'report-worker.ts');
  return path.join(import.meta.dirname.replace(/[\\/]chunks$/, ''), 'report-worker.js');
}
