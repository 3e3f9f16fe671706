import { copyFileSync, rmSync } from 'node:fs';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type BackupError, verifyBackup } from './backup.ts';
import { checkDatabase, type Problem } from './check.ts';
import type { WriteDb } from './database.ts';
import { openDatabase, type OpenError } from './open.ts';
import { raiseRestoreEpoch } from './repositories/studio.ts';
import { decideRestore, preparedPath, quarantine } from './restore-files.ts';

export interface RestoreOptions {
  /** The live database. The caller holds the instance lock and nobody has the file open. */
  readonly dataPath: string;
  readonly backupPath: string;
  readonly now: number;
}

export interface Restored {
  /** Folder beside the database with what was there before. */
  readonly quarantine: string;
  readonly restoreEpoch: number;
  /** Refunds whose provider must be asked before anything is sent. */
  readonly refundsToReconcile: number;
}

export type RestoreError =
  | BackupError
  | OpenError
  /** The backup is whole but its content breaks an invariant, so that money would stay frozen. */
  | { readonly code: 'BACKUP_INCONSISTENT'; readonly problems: readonly Problem[] };

/**
 * Puts a backup in the place of the live database (reliability D11). The backup is checked and made ready beside it; then
 * what was there is copied aside with its log, and one rename decides. A crash leaves either the old database or the new.
 * Refunds that were under way, or are young enough that the provider may know more than the backup, are marked to be looked
 * up first (D6); nothing else is changed.
 */
export function restoreDatabase(options: RestoreOptions): Result<Restored, RestoreError> {
  const { dataPath, backupPath, now } = options;
  const verified = verifyBackup(backupPath);
  if (!verified.ok) return verified;
  const prepared = prepare(preparedPath(dataPath), backupPath, now);
  if (!prepared.ok) return prepared;
  const stamp = new Date(now).toISOString().replaceAll(/[-:.]/g, '');
  const folder = quarantine(dataPath, `before-restore-${stamp}`);
  decideRestore(dataPath);
  return ok({ quarantine: folder, ...prepared.value });
}

/** Long enough for a refund that succeeded to have failed since, or for one of yesterday to have been sent after the backup. */
const YOUNG_REFUND_MS = 35 * 24 * 3_600_000;

function prepare(
  path: string,
  backupPath: string,
  now: number,
): Result<Omit<Restored, 'quarantine'>, RestoreError> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  copyFileSync(backupPath, path);
  const opened = openDatabase({ path });
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const { problems } = checkDatabase(db.read, 'full');
    const grave = problems.filter(({ area }) => area !== 'jobs');
    if (grave.length > 0) return err({ code: 'BACKUP_INCONSISTENT', problems: grave });
    return ok(
      db.write((tx) => ({
        restoreEpoch: raiseRestoreEpoch(tx),
        refundsToReconcile: reconcileFirst(tx, now),
      })),
    );
  } finally {
    // The last one out moves the log into the file, so that a single file is renamed.
    db.close();
  }
}

function reconcileFirst(tx: WriteDb, now: number): number {
  tx.run(
    `UPDATE card_charges SET reconcile_first = 1 WHERE state NOT IN ('succeeded', 'canceled') AND (state <> 'failed' OR created_at > ?)`,
    [now - YOUNG_REFUND_MS],
  );
  return tx.run(
    `UPDATE refunds SET reconcile_first = 1
     WHERE state <> 'withdrawn'
       AND (state IN ('planned', 'sending', 'unknown', 'pending', 'requires_action', 'failed', 'failed_late', 'due')
         OR created_at > ?)`,
    [now - YOUNG_REFUND_MS],
  ).changes;
}
