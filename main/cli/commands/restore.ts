import { restoreDatabase } from '#db/restore.ts';
import { type CommandCall, type CommandOutcome, done, failed, wrongUse } from '../command.ts';
import { alone, databasePath, problemSentence } from '../open-for-command.ts';

/** Puts a checked backup in the studio's place. What was there before is set aside, never deleted. */
export function runRestore({ dataDir, file }: CommandCall): Promise<CommandOutcome> | CommandOutcome {
  if (file === null) return wrongUse('restore needs the name of a file.');
  return alone(dataDir, () => {
    const restored = restoreDatabase({ dataPath: databasePath(dataDir), backupPath: file, now: Date.now() });
    if (!restored.ok)
      return failed(
        restored.error.code === 'DATABASE_MISSING'
          ? `There is no backup at ${file}.`
          : problemSentence(restored.error, dataDir),
        'Nothing was changed.',
      );
    const { quarantine, refundsToReconcile } = restored.value;
    return done(
      `Restored ${file}.`,
      `What was there before is in ${quarantine}.`,
      `${refundsToReconcile} refunds will be looked up with the card processor before anything is sent.`,
    );
  });
}
