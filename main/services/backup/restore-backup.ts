import { listBackups, verifyBackup } from '#db/backup.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { backupFolder } from './list-backups.ts';
import { recordDeed } from '../record-deed.ts';

/**
 * Checks a backup and has the engine start again on it, everybody signed out; what was there is set aside. Refused, with
 * nothing changed, for a name that is not one of the listed and for a backup that is not whole.
 */
export function restoreBackup(
  context: ServiceContext,
  actor: Actor,
  name: string,
): Result<void, NotFound | { readonly code: 'BACKUP_BAD'; readonly reason: string }> {
  // Only names from the list: a path, however written, is none of them.
  const backup = listBackups(backupFolder(context.upkeep.dataDir)).find((file) => file.name === name);
  if (!backup) return notFound('backup');
  const verified = verifyBackup(backup.path);
  if (!verified.ok) return err({ code: 'BACKUP_BAD', reason: verified.error.code });
  if (verified.value.problems.length > 0) return err({ code: 'BACKUP_BAD', reason: 'BACKUP_INCONSISTENT' });
  // Written to what is about to be set aside: there it says why it was.
  context.db.write((tx) => {
    const deed = { action: 'backup.restored', subjectKind: 'studio', subjectId: 1, data: { name } };
    recordDeed(tx, actor, context.now(), deed);
  });
  context.upkeep.restoreSoon(backup.path);
  return ok(undefined);
}
