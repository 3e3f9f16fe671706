import { setTimeout as wait } from 'node:timers/promises';

import type { PacerClock } from './pacer.ts';

/** The machine's monotonic clock: a changed wall clock neither stalls nor floods the provider (R19). */
export const systemPacerClock: PacerClock = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, signal && { signal });
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
