import * as studio from '#db/repositories/studio.ts';
import { buildDemo } from '../../demo/build-demo.ts';
import { DEMO_SEED } from '../../services/studio/create-demo.ts';
import { type CommandCall, type CommandOutcome, done, failed } from '../command.ts';
import { changing } from '../open-for-command.ts';

/** Fills an empty studio with invented data. Refused once a studio exists. */
export function runDemo({ dataDir, size }: CommandCall): Promise<CommandOutcome> {
  return changing(dataDir, async (db) => {
    if (studio.find(db.read))
      return failed(`There is a studio in ${dataDir} already. Name an empty folder with --data.`);
    await buildDemo(db, { size, now: Date.now(), seed: DEMO_SEED, onProgress: showProgress });
    return done(`Made a demo studio (${size}) in ${dataDir}.`);
  });
}

/** On one line of a terminal; a log would only fill up. */
function showProgress(days: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${days} of ${total} days${days === total ? '\n' : ''}`);
}
