import path from 'node:path';
import { backUpBeforeMigrating } from '#db/backup.ts';
import type { Db } from '#db/database.ts';
import { checkFolder } from '#db/folder.ts';
import { lockFolder } from '#db/instance-lock.ts';
import { openDatabase } from '#db/open.ts';
import { openReadOnly, type ReadOnlyDb } from '#db/open-read-only.ts';
import { backupFolder } from '../services/backup/list-backups.ts';
import { type CommandOutcome, failed } from './command.ts';

export const databasePath = (dataDir: string): string => path.join(dataDir, 'callboard.db');

/** Looks at the studio without changing it, also while the app runs. */
export function reading(dataDir: string, work: (db: ReadOnlyDb) => CommandOutcome): CommandOutcome {
  const opened = openReadOnly(databasePath(dataDir));
  if (!opened.ok) return failed(problemSentence(opened.error, dataDir));
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
}

/** Has the folder to itself while `work` does; refused while the app runs. */
export async function alone(
  dataDir: string,
  work: () => CommandOutcome | Promise<CommandOutcome>,
): Promise<CommandOutcome> {
  const allowed = checkFolder(dataDir);
  if (!allowed.ok) return failed(problemSentence(allowed.error, dataDir));
  const lock = lockFolder(dataDir);
  if (!lock.ok) return failed(problemSentence(lock.error, dataDir));
  try {
    return await work();
  } finally {
    lock.value.release();
  }
}

/** As `alone`, with the database open to be changed, of the newest schema. */
export function changing(
  dataDir: string,
  work: (db: Db) => CommandOutcome | Promise<CommandOutcome>,
): Promise<CommandOutcome> {
  return alone(dataDir, async () => {
    const opened = openDatabase({
      path: databasePath(dataDir),
      backUpBeforeMigrating: backUpBeforeMigrating(backupFolder(dataDir), Date.now()),
    });
    if (!opened.ok) return failed(problemSentence(opened.error, dataDir));
    try {
      return await work(opened.value);
    } finally {
      opened.value.close();
    }
  });
}

/** What is wrong, in a sentence; errors that are rare have their code and data named. */
export function problemSentence(error: { readonly code: string }, dataDir: string): string {
  switch (error.code) {
    case 'DATABASE_MISSING':
      return `There is no studio in ${dataDir}. Name its folder with --data.`;
    case 'DATABASE_IN_USE':
      return `Callboard is running on ${dataDir}. Close it first.`;
    case 'DATABASE_NEWER':
      return 'This studio was last used with a newer Callboard. Use that one.';
    case 'DATABASE_FOREIGN':
      return 'This file is a database, but not one of Callboard.';
    case 'FOLDER_SYNCHRONISED':
    case 'FOLDER_ON_NETWORK':
      return `A studio cannot be kept in ${dataDir}: another program or computer writes there too.`;
    default:
      return `That did not work: ${JSON.stringify(error)}`;
  }
}
