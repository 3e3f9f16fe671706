import path from 'node:path';
import { Worker } from 'node:worker_threads';

export interface ToIdleThread<Work> {
  readonly id: number;
  readonly work: Work;
}

export type FromIdleThread =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: Error };

export interface IdleThread<Work> {
  /** Answers come in the order of the questions. Rejects with what the work threw, or when the thread ends before it. */
  readonly ask: <Answer>(work: Work) => Promise<Answer>;
  /** Questions that are not answered yet. */
  readonly waiting: () => number;
  /** Ends the thread; what it still had to answer is rejected. The next question starts it anew. */
  readonly stop: () => Promise<void>;
}

/** Long enough for a person to look at one answer and ask for the next. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread for work that would keep windows waiting. It starts with the first question and ends when nobody has asked for a minute, so
 * that an engine at rest does not carry it.
 */
export function createIdleThread<Work>(options: {
  /** The file beside this one, without its ending, that calls `answerQuestions`; an entry of the build. */
  readonly entry: 'report-worker' | 'pdf-worker';
  readonly data?: unknown;
  readonly beforeStart?: () => void;
}): IdleThread<Work> {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;
  const letGo = (why: Error): void => {
    clearTimeout(idle);
    worker = null;
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  };
  const stop = async (): Promise<void> => {
    const stopped = worker;
    letGo(new Error(`${options.entry} was ended`));
    await stopped?.terminate();
  };
  const start = (): Worker => {
    options.beforeStart?.();
    const started = new Worker(fileOf(options.entry), { workerData: options.data });
    started.on('message', (message: FromIdleThread) => {
      const asker = waiting.get(message.id);
      waiting.delete(message.id);
      if ('error' in message) asker?.reject(message.error);
      else asker?.resolve(message.answer);
      if (waiting.size === 0) idle = setTimeout(() => void stop(), IDLE_MS).unref();
    });
    const end = (why: Error): void => {
      if (worker === started) letGo(why);
    };
    started.on('error', end);
    started.on('exit', () => end(new Error(`${options.entry} ended`)));
    return started;
  };
  return {
    ask: <Answer>(work: Work): Promise<Answer> => {
      clearTimeout(idle);
      worker ??= start();
      lastId += 1;
      const message: ToIdleThread<Work> = { id: lastId, work };
      return new Promise<Answer>((resolve, reject) => {
        waiting.set(message.id, { resolve: resolve as Waiting['resolve'], reject });
        worker?.postMessage(message);
      });
    },
    waiting: () => waiting.size,
    stop,
  };
}

/** Beside this file as it is written; built, this code may lie in a chunk below the folder of the entries. */
function fileOf(entry: string): string {
  if (import.meta.filename.endsWith('.ts')) return path.join(import.meta.dirname, `${entry}.ts`);
  return path.join(import.meta.dirname.replace(/[\\/]chunks$/, ''), `${entry}.js`);
}
