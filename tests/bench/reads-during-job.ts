import path from 'node:path';
import { localDate } from '#domain/values/time.ts';
import { startJobThread } from '#main/jobs/job-thread.ts';
import { listSessionsInRange } from '#main/services/session/list-sessions.ts';
import { createTestFolder, openOrThrow } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { type CancelStudio, copyDatabase, writeCancelStudio } from './cancel-studio.ts';
import { type Benchmark, quantile, ratioRow } from './measure.ts';
import { submitAll } from './submit-all.ts';
import { NO_FILTERS } from './week-query.ts';

const NAME = 'reads-during-job';
const ROUNDS = 5;
/** Between two reads, as long as a quick person's clicks would be at the least. */
const PAUSE_MS = 3;

export const readsDuringJob: Benchmark = {
  name: NAME,
  about: 'The week query while the job thread cancels 1,000 sessions, and the same in peace',
  run: async ({ say }) => {
    const template = path.join(createTestFolder(), 'open.db');
    const studio = writeCancelStudio(template, {
      sessions: 1000,
      bookingsASession: 10,
      byCard: 0,
      byPackage: 5,
    });
    const samples = { ours: [] as number[], floor: [] as number[] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { during, idle } = await oneRound(template, studio);
      if (round === 0) continue;
      samples.ours.push(...during);
      samples.floor.push(...idle);
    }
    say(`${samples.ours.length} reads during jobs`);
    const { windowRows } = await import('./window-during-job.ts');
    return [
      ratioRow({ name: NAME, what: 'week query, p95', unit: 'ms' }, samples, 1.5, (values) =>
        quantile(values, 0.95),
      ),
      ratioRow({ name: NAME, what: 'week query, median', unit: 'ms' }, samples, 1.5),
      ...(await windowRows(NAME, say)),
    ];
  },
};

async function oneRound(template: string, studio: CancelStudio) {
  const dataDir = createTestFolder();
  const databasePath = path.join(dataDir, 'callboard.db');
  copyDatabase(template, databasePath);
  const db = openOrThrow({ path: databasePath });
  const { ctx } = createTestServices(db);
  const actor = anOwner(studio.owner);
  const week = { from: localDate('2026-03-09'), to: localDate('2026-03-16'), filters: NO_FILTERS };
  const read = (): number => {
    const startedAt = performance.now();
    listSessionsInRange(ctx, actor, week);
    return performance.now() - startedAt;
  };
  const thread = startJobThread({
    databasePath,
    dataDir,
    paymentApi: null,
    onMessage: () => undefined,
    onCrash: (error) => {
      throw error;
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const idle = await collect(read, (count) => count >= 200);
  await submitAll(db, studio, { wakeJobs: thread.wake });
  const state = (): string | undefined => db.read.get<{ state: string }>('SELECT state FROM jobs')?.state;
  while (state() === 'queued') await pause();
  const during = await collect(read, () => state() === 'done');
  await thread.stop();
  db.close();
  return { during, idle };
}

async function collect(read: () => number, isEnough: (count: number) => boolean): Promise<number[]> {
  const took: number[] = [];
  while (!isEnough(took.length)) {
    took.push(read());
    await pause();
  }
  return took;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
