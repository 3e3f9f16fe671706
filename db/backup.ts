import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '#domain/values/result.ts';
import {
  type BackupLabel,
  type BackupName,
  backupName,
  keepBackups,
  parseBackupName,
} from './backup-names.ts';
import { checkDatabase, checkFile, type Problem } from './check.ts';
import type { Db } from './database.ts';
import { newestVersion } from './migrate.ts';
import { openReadOnly, type OpenReadOnlyError, type ReadOnlyDb } from './open-read-only.ts';
import { syncFile, syncFolder } from './sync-file.ts';

export interface BackupFile extends BackupName {
  readonly path: string;
  readonly bytes: number;
}

export type BackupError =
  /** The copy did not pass its checks and was thrown away. */
  | { readonly code: 'BACKUP_DAMAGED'; readonly problems: readonly Problem[] }
  /** The folder cannot be written: missing, full or read-only. `detail` is the system's error code. */
  | { readonly code: 'BACKUP_FOLDER'; readonly detail: string }
  | OpenReadOnlyError;

export interface BackupOptions {
  /** Made if missing. */
  readonly folder: string;
  readonly label: BackupLabel;
  readonly now: number;
  /** Checks the copy; `verifyBackup` by default. The engine hands in one that works off its own thread. */
  readonly verify?: (path: string) => Promise<VerifyResult> | VerifyResult;
}

/** `problems` are broken invariants, if any: the copy is sound, but what was copied was already wrong. */
export type VerifyResult = Result<{ readonly problems: readonly Problem[] }, BackupError>;

/**
 * Copies the live database into the folder while it goes on working: online backup to a temporary name, fsync, opened again
 * read-only and checked, and only then named as a backup (reliability D11). A crash leaves at most a temporary file, which
 * the next backup removes.
 */
export async function backUp(
  db: Db,
  options: BackupOptions,
): Promise<Result<BackupFile & { readonly problems: readonly Problem[] }, BackupError>> {
  const name = backupName(options.now, options.label);
  const temporary = join(options.folder, `${name}${TEMPORARY}`);
  try {
    prepareFolder(options.folder);
    await db.backupTo(temporary);
    sealCopy(temporary);
    const verified = await (options.verify ?? verifyBackup)(temporary);
    if (!verified.ok) {
      removeTemporary(temporary);
      return verified;
    }
    return ok({ ...publish(options.folder, name, temporary), problems: verified.value.problems });
  } catch (error) {
    removeTemporary(temporary);
    return err(folderError(error));
  }
}

/**
 * A backup for `openDatabase` to make before it migrates. A backup that fails throws, which stops the opening: better an
 * update that waits than a migration without a way back. Invariants are not checked: they speak of the newest schema.
 */
export function backUpBeforeMigrating(folder: string, now: number): (writer: Database.Database) => void {
  return (writer) => {
    const name = backupName(now, 'before-migration');
    const temporary = join(folder, `${name}${TEMPORARY}`);
    prepareFolder(folder);
    writer.prepare('VACUUM INTO ?').run(temporary);
    sealCopy(temporary);
    const verified = verifyCopy(temporary, () => []);
    if (!verified.ok)
      throw new Error(`the backup before migrating failed: ${JSON.stringify(verified.error)}`);
    publish(folder, name, temporary);
  };
}

/** Checks a backup without changing it: ours, not from a newer Callboard, whole, and every reference leads to a row. */
export function verifyBackup(path: string): VerifyResult {
  return verifyCopy(path, (copy) =>
    // The invariants are written for the newest tables; an older backup gets them when it has been migrated.
    copy.version === newestVersion() ? checkDatabase(copy.read, 'quick').problems : [],
  );
}

function verifyCopy(path: string, look: (copy: ReadOnlyDb) => readonly Problem[]): VerifyResult {
  const opened = openReadOnly(path);
  if (!opened.ok) return opened;
  const copy = opened.value;
  try {
    const damage = checkFile(copy.read, 'full');
    if (damage.length > 0) return err({ code: 'BACKUP_DAMAGED', problems: damage });
    return ok({ problems: look(copy).filter(({ area }) => area !== 'jobs') });
  } finally {
    copy.close();
  }
}

/** Newest first; none when the folder is missing. */
export function listBackups(folder: string): BackupFile[] {
  return namesIn(folder)
    .map(parseBackupName)
    .filter((backup) => backup !== undefined)
    .map((backup) => ({
      ...backup,
      path: join(folder, backup.name),
      bytes: statSync(join(folder, backup.name)).size,
    }))
    .sort((a, b) => b.at - a.at);
}

/** Removes what `keepBackups` does not keep. Returns the names it removed. */
export function rotateBackups(folder: string, now: number): string[] {
  const names = namesIn(folder);
  const kept = new Set(keepBackups(names, now));
  const dropped = names.filter((name) => !kept.has(name));
  for (const name of dropped) rmSync(join(folder, name), { force: true });
  return dropped;
}

const TEMPORARY = '.part';

function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of namesIn(folder))
    if (name.startsWith('callboard-') && name.includes(`.db${TEMPORARY}`))
      rmSync(join(folder, name), { force: true });
}

/** Makes the copy one file without a log, so that opening it to read leaves nothing beside it, and puts it on the disk. */
function sealCopy(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
  syncFile(path);
}

function publish(folder: string, name: string, temporary: string): BackupFile {
  const path = join(folder, name);
  renameSync(temporary, path);
  syncFolder(folder);
  const parsed = parseBackupName(name);
  if (!parsed) throw new Error(`not a backup's name: ${name}`);
  return { ...parsed, path, bytes: statSync(path).size };
}

function removeTemporary(path: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm'])
    try {
      rmSync(path + suffix, { force: true });
    } catch {
      // The folder itself is gone or no folder; the caller reports why, and the next backup clears away.
    }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function folderError(error: unknown): BackupError {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return { code: 'BACKUP_FOLDER', detail: error.code };
  throw error;
}
