import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TopicEvent } from './gateways/topics/port.ts';
import type { ImportOutcome } from './services/import/import-outcome.ts';
import type { ImportProgress, Importer, ImportWork } from './services/context.ts';

export interface ImportThreadData {
  readonly databasePath: string;
  readonly work: ImportWork;
}

export type FromImportThread =
  | { readonly type: 'event'; readonly event: TopicEvent }
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly result: ImportOutcome };

export interface ImportThreads extends Importer {
  /** Ends an import that runs; nothing of it stays. */
  readonly stop: () => Promise<void>;
}

/**
 * Takes files in, each in a thread and a connection of its own: 50,000 bookings take seconds, in which windows are answered
 * as ever (decision 012). A thread that dies rejects; its transaction is gone with it.
 */
export function createImporter(databasePath: string, announce: (event: TopicEvent) => void): ImportThreads {
  let current: { readonly worker: Worker; readonly progress: ImportProgress } | null = null;
  return {
    progress: () => current?.progress ?? null,
    run: (work) => {
      if (current) throw new Error('an import runs already');
      const { uploadUid } = work.options;
      const data: ImportThreadData = { databasePath, work };
      const worker = new Worker(entry(), { workerData: data });
      current = { worker, progress: { uploadUid, done: 0, total: 0 } };
      return new Promise<ImportOutcome>((resolve, reject) => {
        let result: ImportOutcome | null = null;
        worker.on('message', (message: FromImportThread) => {
          if (message.type === 'event') announce(message.event);
          else if (message.type === 'done') result = message.result;
          else if (current) current = { worker, progress: { uploadUid, ...count(message) } };
        });
        worker.on('error', reject);
        worker.on('exit', () => {
          current = null;
          if (result) resolve(result);
          else reject(new Error('the import was ended'));
        });
      });
    },
    stop: async () => {
      await current?.worker.terminate();
    },
  };
}

/** Beside this file as it is written; built, this code may lie in a chunk below the folder of the entries. */
function entry(): string {
  if (import.meta.filename.endsWith('.ts')) return path.join(import.meta.dirname, 'import-worker.ts');
  return path.join(import.meta.dirname.replace(/[\\/]chunks$/, ''), 'import-worker.js');
}

function count({ done, total }: { readonly done: number; readonly total: number }) {
  return { done, total };
}
