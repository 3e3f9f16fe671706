import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SecretName } from '../gateways/key-store/port.ts';
import type { FromJobThread, JobThreadData, ToJobThread } from './thread-messages.ts';

export interface JobThread {
  readonly wake: () => void;
  readonly setSecret: (name: SecretName, value: string | null) => void;
  /** Finishes the step in hand and ends the thread. */
  readonly stop: () => Promise<void>;
}

export interface JobThreadOptions extends JobThreadData {
  readonly onMessage: (message: FromJobThread) => void;
  /** A bug ended the thread; it is started again, and jobs go on where they were. */
  readonly onCrash: (error: unknown) => void;
  /** How long the first start waits, unless it is woken: the window is starting too, and has no core to give away. */
  readonly waitMs?: number;
}

const STOP_MS = 4_000;
const RESTART_MS = [500, 2_000, 10_000, 60_000];

/**
 * Runs the jobs in a thread of their own with a connection of their own, so that no job makes a window wait (measured in
 * docs/decisions). If the thread dies it comes back, more slowly each time.
 */
export function startJobThread({ onMessage, onCrash, waitMs, ...data }: JobThreadOptions): JobThread {
  const secrets = new Map<SecretName, string | null>();
  let worker: Worker | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let stopping = false;
  let crashes = 0;

  const send = (message: ToJobThread): void => worker?.postMessage(message);
  const start = (): void => {
    waiting = undefined;
    worker = new Worker(entry(), { workerData: data });
    worker.on('message', onMessage);
    worker.on('error', onCrash);
    worker.on('exit', () => {
      worker = undefined;
      if (stopping) return;
      setTimeout(start, RESTART_MS[Math.min(crashes, RESTART_MS.length - 1)]).unref();
      crashes += 1;
    });
    for (const [name, value] of secrets) send({ type: 'secret', name, value });
  };
  if (waitMs === undefined) start();
  else waiting = setTimeout(start, waitMs);

  return {
    wake: () => {
      if (!waiting) return send({ type: 'wake' });
      clearTimeout(waiting);
      start();
    },
    setSecret: (name, value) => {
      secrets.set(name, value);
      send({ type: 'secret', name, value });
    },
    stop: async () => {
      stopping = true;
      clearTimeout(waiting);
      const live = worker;
      if (!live) return;
      const ended = new Promise<void>((resolve) => live.once('exit', () => resolve()));
      send({ type: 'stop' });
      const timer = setTimeout(() => void live.terminate(), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Beside this file as it is written; built, this code may lie in a chunk below the folder of the entries. */
function entry(): string {
  if (import.meta.filename.endsWith('.ts')) return path.join(import.meta.dirname, 'worker.ts');
  return path.join(import.meta.dirname.replace(/[\\/]chunks$/, ''), 'worker.js');
}
