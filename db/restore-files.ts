import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFile, syncFolder } from './sync-file.ts';

/** The three files of a live database: without its log a copy can lack the last days, and a stale log can ruin it (D3). */
const TRIO = ['', '-wal', '-shm'];

/** Copies what is there into a folder of its own beside the database, never to be deleted by us. Returns that folder. */
export function quarantine(dataPath: string, name: string): string {
  const folder = join(dirname(dataPath), name);
  mkdirSync(folder, { recursive: true });
  for (const suffix of TRIO) {
    if (!existsSync(dataPath + suffix)) continue;
    const copy = join(folder, `callboard.db${suffix}`);
    copyFileSync(dataPath + suffix, copy);
    syncFile(copy);
  }
  syncFolder(folder);
  syncFolder(dirname(dataPath));
  return folder;
}

/** Where a restored database is made ready. Nothing reads it before `decideRestore`. */
export const preparedPath = (dataPath: string): string => `${dataPath}.restoring`;

/**
 * The moment of the restore: before it a crash leaves the old database as it was, after it `finishRestore` puts the prepared
 * one in its place, now or at the next start.
 */
export function decideRestore(dataPath: string): void {
  syncFile(preparedPath(dataPath));
  renameSync(preparedPath(dataPath), decidedPath(dataPath));
  syncFolder(dirname(dataPath));
  finishRestore(dataPath);
}

/** Ends a restore that was decided; does nothing when none was. May be repeated. */
export function finishRestore(dataPath: string): void {
  if (!existsSync(decidedPath(dataPath))) return;
  for (const suffix of ['-wal', '-shm']) rmSync(dataPath + suffix, { force: true });
  syncFolder(dirname(dataPath));
  renameSync(decidedPath(dataPath), dataPath);
  syncFolder(dirname(dataPath));
}

const decidedPath = (dataPath: string): string => `${dataPath}.restored`;
