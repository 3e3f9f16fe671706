/**
 * The report thread: works reports out on a connection of its own, one after another, so that a year of movements keeps no window
 * waiting. It writes nothing but the text of the files it is asked for.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '#db/open.ts';
import { answerQuestions } from './answer-questions.ts';
import type { ReportWork } from './report-thread.ts';
import { getReport } from './services/report/get-report.ts';
import { listFigureRows } from './services/report/list-report-rows.ts';
import { reportCsv } from './services/report/report-csv.ts';

const opened = openDatabase({ path: workerData as string, migrated: true });
if (!opened.ok) throw new Error(opened.error.code);
const { read } = opened.value;

answerQuestions(carryOut);

function carryOut(work: ReportWork): unknown {
  switch (work.do) {
    case 'table':
      return getReport(read, work.query, work.page);
    case 'rows':
      return listFigureRows(read, work.query, work.figure, work.page);
    case 'csv': {
      const text = reportCsv(read, work.query, work.figure);
      if (text) write(work.file, text);
      return text !== null;
    }
  }
}

/** Some hundred lines at a time. */
const WRITE_CHARS = 64 * 1024;

function write(file: string, text: Iterable<string>): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    let waiting = '';
    const flush = (): void => {
      writeSync(descriptor, waiting);
      waiting = '';
    };
    for (const line of text) {
      waiting += line;
      if (waiting.length >= WRITE_CHARS) flush();
    }
    flush();
  } finally {
    closeSync(descriptor);
  }
}
