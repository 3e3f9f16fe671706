import type { StaffId } from '#domain/values/ids.ts';
import type { ServiceContext } from '../services/context.ts';
import { createRateLimit } from './rate-limit.ts';

type Db = ServiceContext['db'];

/** One window or browser tab. Who is signed in belongs to it; no message ever says who sent it. */
export interface Connection {
  /** Null while nobody is, and whenever the database has been put back to a backup since. */
  readonly staffId: (db: Db) => StaffId | null;
  readonly signIn: (db: Db, staffId: StaffId) => void;
  readonly signOut: () => void;
  /** False when it asks for more than `MOST_CALLS_PER_SECOND`. */
  readonly admitCall: () => boolean;
}

/** More than any screen asks for, and far less than would slow the engine down (reliability E6). */
export const MOST_CALLS_PER_SECOND = 500;

/** `monotonicNow` in milliseconds. */
export function createConnection(monotonicNow: () => number): Connection {
  let signedIn: { readonly db: Db; readonly staffId: StaffId } | null = null;
  return {
    // An id means nobody in particular in a database that was opened since.
    staffId: (db) => (signedIn?.db === db ? signedIn.staffId : null),
    signIn: (db, staffId) => {
      signedIn = { db, staffId };
    },
    signOut: () => {
      signedIn = null;
    },
    admitCall: createRateLimit(MOST_CALLS_PER_SECOND, monotonicNow),
  };
}
