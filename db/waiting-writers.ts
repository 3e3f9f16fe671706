/** How many of the engine wait to write or are writing just now; memory that its threads share. */
export type WaitingWriters = Int32Array<SharedArrayBuffer>;

/**
 * SQLite does not queue writers: one that finds the database locked tries again now and then, and a job that commits without a pause
 * can keep it out for seconds. So writers count themselves here, and a job waits while anybody is counted.
 */
export const createWaitingWriters = (): WaitingWriters => new Int32Array(new SharedArrayBuffer(4));

/** Counts the caller for as long as `write` takes. */
export function countedIn<T>(waiting: WaitingWriters, write: () => T): T {
  Atomics.add(waiting, 0, 1);
  try {
    return write();
  } finally {
    Atomics.sub(waiting, 0, 1);
  }
}

export const isAnyoneWaiting = (waiting: WaitingWriters): boolean => Atomics.load(waiting, 0) > 0;
