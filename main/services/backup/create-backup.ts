import { backUp } from '#db/backup.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { backupFolder } from './list-backups.ts';
import { recordDeed } from '../record-deed.ts';

export type BackupFailure =
  | { readonly code: 'SAVE_FAILED'; readonly reason: string }
  | { readonly code: 'BACKUP_BAD'; readonly reason: string };

/** Copies the database while everything goes on, and checks the copy before it counts as a backup. */
export async function createBackup(
  context: ServiceContext,
  actor: Actor,
): Promise<Result<{ name: string }, BackupFailure>> {
  const folder = backupFolder(context.upkeep.dataDir);
  const made = await backUp(context.db, { folder, label: 'manual', now: context.now() });
  if (!made.ok)
    return made.error.code === 'BACKUP_FOLDER'
      ? err({ code: 'SAVE_FAILED', reason: made.error.detail })
      : err({ code: 'BACKUP_BAD', reason: made.error.code });
  const { name, bytes } = made.value;
  return commit(context, ['backups'], (tx) => {
    const deed = { action: 'backup.created', subjectKind: 'studio', subjectId: 1, data: { name, bytes } };
    recordDeed(tx, actor, context.now(), deed);
    return ok({ name });
  });
}
