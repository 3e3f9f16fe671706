/**
 * The import thread: takes one file in on a connection of its own, in one transaction, and ends. Ended before that, by a crash or
 * by a person, it has written nothing.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#db/open.ts';
import type { FromImportThread, ImportThreadData } from './import-thread.ts';
import { applyFile } from './services/import/apply-import.ts';

/** As often as a person can follow. */
const TELL_MS = 100;

const { databasePath, work } = workerData as ImportThreadData;
const opened = openDatabase({ path: databasePath, migrated: true });
if (!opened.ok) throw new Error(opened.error.code);
const db = opened.value;
const say = (message: FromImportThread): void => parentPort?.postMessage(message);
let toldAt = 0;
const result = applyFile(
  {
    db,
    now: () => work.now,
    announce: (event) => say({ type: 'event', event }),
    moneyFrozen: () => work.violations,
  },
  work.actor,
  work.file,
  work.options,
  (done, total) => {
    const now = performance.now();
    if (now - toldAt < TELL_MS) return;
    toldAt = now;
    say({ type: 'progress', done, total });
  },
);
db.close();
say({ type: 'done', result });
