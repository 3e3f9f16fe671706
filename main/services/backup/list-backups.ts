import path from 'node:path';
import { type BackupFile, listBackups as filesIn } from '#db/backup.ts';
import type { ServiceContext } from '../context.ts';

/** The studio's backups, newest first. */
export function listBackups({
  upkeep,
}: ServiceContext): Pick<BackupFile, 'name' | 'at' | 'bytes' | 'label'>[] {
  return filesIn(backupFolder(upkeep.dataDir)).map(({ name, at, bytes, label }) => ({
    name,
    at,
    bytes,
    label,
  }));
}

export const backupFolder = (dataDir: string): string => path.join(dataDir, 'backups');
