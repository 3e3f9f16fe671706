import type { StaffId } from '#domain/values/ids.ts';
import { createRateLimit } from './rate-limit.ts';

/** One window or browser tab. Who is signed in belongs to it; no message ever says who sent it. */
export interface Connection {
  staffId: StaffId | null;
  /** False when it asks for more than `MOST_CALLS_PER_SECOND`. */
  readonly admitCall: () => boolean;
}

/** More than any screen asks for, and far less than would slow the engine down (reliability E6). */
export const MOST_CALLS_PER_SECOND = 500;

/** `monotonicNow` in milliseconds. */
export function createConnection(monotonicNow: () => number): Connection {
  return { staffId: null, admitCall: createRateLimit(MOST_CALLS_PER_SECOND, monotonicNow) };
}
