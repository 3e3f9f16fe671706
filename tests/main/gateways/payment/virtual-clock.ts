import type { PacerClock } from '#main/gateways/payment/pacer.ts';

/** A clock that stands until everything waits, and then jumps to the next sleeper. */
export interface VirtualClock extends PacerClock {
  /** Runs until `done` settles. Fails when nobody sleeps and it has not. */
  runUntil<T>(done: Promise<T>): Promise<T>;
}

export function createVirtualClock(): VirtualClock {
  let nowMs = 0;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { at: nowMs + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          resolve();
        });
      }),
    async runUntil(done) {
      let isDone = false;
      const settled = done.finally(() => {
        isDone = true;
      });
      settled.catch(() => {});
      while (!isDone) {
        // One turn of the event loop lets every promise that can go on do so.
        await new Promise((resolve) => setImmediate(resolve));
        if (isDone) break;
        const next = sleepers.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) throw new Error('everything waits and nobody sleeps');
        sleepers = sleepers.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.at);
        next.wake();
      }
      return settled;
    },
  };
}

/** Same numbers for the same seed; at least 0, below 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
