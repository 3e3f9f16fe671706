import { setTimeout as wait } from 'node:timers/promises';
import type { ReadDb } from '#db/database.ts';
import type { JobClock } from './job-context.ts';

/**
 * The machine's clock, never earlier than what the database has seen: a clock set back neither makes an old key look young nor
 * puts rows before their cause (reliability R19, A5). While the wall clock lies behind, time goes on by the machine's monotonic one.
 */
export function createForwardClock(db: ReadDb): JobClock {
  const base = Math.max(lastKnownInstant(db), Date.now());
  const startedAt = performance.now();
  let latest = base;
  return {
    now: () => {
      latest = Math.max(latest, Date.now(), base + Math.floor(performance.now() - startedAt));
      return latest;
    },
    sleep: async (ms, signal) => {
      try {
        await wait(ms, undefined, signal && { signal });
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
  };
}

/** The latest of what was written down; a slip of the clock into a far future is forgiven after a day. */
function lastKnownInstant(db: ReadDb): number {
  const row = db.get<{ at: number | null }>(
    'SELECT MAX(at) AS at FROM (SELECT at FROM audit_log ORDER BY id DESC LIMIT 1)',
  );
  const at = row?.at ?? 0;
  return at > Date.now() + 86_400_000 ? Date.now() : at;
}
