import { createBackup } from '../../services/backup/create-backup.ts';
import { listBackups } from '../../services/backup/list-backups.ts';
import { restoreBackup } from '../../services/backup/restore-backup.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const backupHandlers = {
  list: os.backup.list.handler(({ context }) => listBackups(context.services)),
  create: os.backup.create.handler(async ({ context }) =>
    answer(await createBackup(context.services, context.actor())),
  ),
  restore: os.backup.restore.handler(({ context, input }) =>
    answer(restoreBackup(context.services, context.actor(), input.name)),
  ),
};
