import { setTimeout as wait } from 'node:timers/promises';
import { backUp, rotateBackups } from '#db/backup.ts';
import type { Db } from '#db/database.ts';

const EVERY_MS = 300_000;

export interface UpkeepParts {
  readonly db: Db;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onBackup: (name: string) => void;
}

/** Every five minutes, if something has changed since: a checked copy of the database, and old copies cleared away (reliability D11). */
export async function keepBackups({ db, folder, signal, onBackup }: UpkeepParts): Promise<void> {
  let copied = db.changeMark();
  while (await slept(EVERY_MS, signal)) {
    const mark = db.changeMark();
    if (mark === copied) continue;
    const made = await backUp(db, { folder, label: 'auto', now: Date.now() });
    if (!made.ok) continue;
    copied = mark;
    rotateBackups(folder, Date.now());
    onBackup(made.value.name);
  }
}

/** False when the signal ended it. */
async function slept(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
