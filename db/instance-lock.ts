import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '#domain/values/result.ts';

export type LockError =
  /** Another Callboard works in this folder. */
  | { readonly code: 'DATABASE_IN_USE' }
  /** The folder or the lock file cannot be written. `detail` is SQLite's or the system's error code. */
  | { readonly code: 'DATABASE_FOLDER_UNWRITABLE'; readonly detail: string };

export interface InstanceLock {
  /** Gives the folder free. Harmless twice. */
  release(): void;
}

/**
 * Makes this process the only engine of a data folder (reliability B, D1): an exclusive lock on `callboard.lock`, which the
 * operating system takes back when the process ends, however it ends. No waiting: an engine that is there stays there.
 */
export function lockFolder(folder: string): Result<InstanceLock, LockError> {
  let connection: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    connection = new Database(join(folder, 'callboard.lock'), { timeout: 0 });
    const held = connection;
    held.exec('BEGIN EXCLUSIVE');
    locks.add(held);
    return ok({
      release: () => {
        locks.delete(held);
        held.close();
      },
    });
  } catch (error) {
    connection?.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '') throw error;
    return code.startsWith('SQLITE_BUSY')
      ? err({ code: 'DATABASE_IN_USE' })
      : err({ code: 'DATABASE_FOLDER_UNWRITABLE', detail: code });
  }
}

/** Held here too: a lock whose handle nobody kept must last as long as the process, not until memory is tidied up. */
const locks = new Set<Database.Database>();
