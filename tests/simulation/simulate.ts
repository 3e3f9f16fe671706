import { rmSync } from 'node:fs';
import type { JobId, SessionId } from '#domain/values/ids.ts';
import { controlJob } from '#main/services/job/control-job.ts';
import { requestCsv } from '#main/services/cancellation/write-cancellation-csv.ts';
import { runForDays } from '#tests/support/job-harness.ts';
import { anOwner } from '#tests/support/service-context.ts';
import { NO_SABOTAGE, type Sabotage } from './sabotage.ts';
import { unsound } from './sound.ts';
import { submitThese, takeStep } from './steps.ts';
import { createWorld, servicesOf, tick, type World } from './world.ts';

export interface Outcome {
  readonly seed: number;
  readonly problems: readonly string[];
  /** What happened, in order; printed when something is wrong. */
  readonly story: readonly string[];
  readonly crashes: number;
  readonly refunds: number;
}

/**
 * One studio's weeks by the dice of a seed: cancellations of overlapping selections, faults of the provider at any call, crashes
 * at any statement or call, clocks that jump, people who pause, stop, undo and retry, refunds made elsewhere, disputes, late
 * failures, a restored backup. Ends with a month of calm; then everything must be sound to the cent.
 */
export async function simulate(seed: number, sabotage: Sabotage = NO_SABOTAGE): Promise<Outcome> {
  const world = await createWorld(seed, sabotage);
  try {
    const steps = world.chance.between(8, 26);
    for (let step = 0; step < steps; step += 1) await takeStep(world);
    await calmDown(world);
    const problems = [
      ...unsound(world.engine.db, world.stripe),
      ...mailProblems(world),
      ...csvProblems(world),
    ];
    const refunds = world.stripe.allRefunds().length;
    return { seed, problems, story: world.story, crashes: world.crashes, refunds };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, problems: [text], story: world.story, crashes: world.crashes, refunds: 0 };
  } finally {
    world.engine.abandon();
    await world.stripe.close();
    rmSync(world.folder, { recursive: true, force: true });
  }
}

/** Faults end, everything on its way arrives, nothing stays paused; then two months pass. */
async function calmDown(world: World): Promise<void> {
  world.stripe.faults.clear();
  world.stripe.doHeld();
  await tick();
  const { engine, stripe } = world;
  engine.dieAfter(Number.POSITIVE_INFINITY);
  const resume = (): void => {
    const { ctx } = servicesOf(world);
    for (const { id } of engine.db.read.all<{ id: JobId }>(
      `SELECT id FROM jobs WHERE state = 'paused' OR wanted = 'pause'`,
    ))
      controlJob(ctx, anOwner(world.owner), id, 'run');
  };
  resume();
  await runForDays(engine.harness, engine.db, 15);
  stripe.settle();
  await engine.watch();
  if (world.story.some((line) => line.startsWith('restore'))) {
    const all = engine.db.read.all<{ id: SessionId }>('SELECT id FROM sessions').map(({ id }) => id);
    await submitThese(world, all);
  }
  await runForDays(engine.harness, engine.db, 40);
  stripe.settle();
  await engine.watch();
  await runForDays(engine.harness, engine.db, 10);
}

function mailProblems({ mails }: World): string[] {
  return [...Map.groupBy(mails, ({ id }) => id).values()]
    .filter((same) => new Set(same.map(({ text }) => text)).size > 1)
    .map(([first]) => `message ${first?.id} went out with different words`);
}

function csvProblems(world: World): string[] {
  return [...world.requestLists].flatMap(([uid, saved]) => {
    const job = world.engine.db.read.get<{ id: JobId }>('SELECT id FROM jobs WHERE request_uid = ?', [uid]);
    if (!job || saved === '') return [];
    return [...requestCsv(world.engine.db.read, job.id)].join('') === saved
      ? []
      : [`request list of job ${job.id} changed`];
  });
}
