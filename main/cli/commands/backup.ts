import { backUp } from '#db/backup.ts';
import { backupFolder } from '../../services/backup/list-backups.ts';
import { type CommandCall, type CommandOutcome, done, failed } from '../command.ts';
import { changing, databasePath, problemSentence, reading } from '../open-for-command.ts';

/** Makes a backup by hand: copied, checked, and only then named as one. */
export async function runBackup({ dataDir }: CommandCall): Promise<CommandOutcome> {
  // An empty studio would be made by opening it to write.
  const there = reading(dataDir, () => done());
  if (there.code !== 0) return there;
  return changing(dataDir, async (db) => {
    const made = await backUp(db, { folder: backupFolder(dataDir), label: 'manual', now: Date.now() });
    if (!made.ok) return failed(problemSentence(made.error, dataDir));
    const { path, bytes, problems } = made.value;
    const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
    return problems.length === 0
      ? done(`Backed up ${databasePath(dataDir)} to ${path} (${size}).`)
      : failed(`Backed up to ${path} (${size}), but the studio itself has problems: run check.`);
  });
}
