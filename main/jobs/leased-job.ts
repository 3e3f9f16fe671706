import type { WriteDb } from '#db/database.ts';
import * as jobs from '#db/repositories/job.ts';
import { isDiskError } from './disk-error.ts';
import type { JobContext } from './job-context.ts';

const LEASE_MS = 30_000;
/** The window's requests share the machine: let others run after so much work at a stretch. */
const STRETCH_MS = 12;
const PROGRESS_EVERY_MS = 200;

/** Takes the job for this runner; false while another one holds it. */
export function claimJob(ctx: JobContext, job: jobs.Job): boolean {
  return ctx.db.write((tx) => jobs.claim(tx, job.id, ctx.leaseToken, ctx.clock.now(), LEASE_MS));
}

/** Runs a transaction of the job only while this runner holds its lease (reliability S13). */
export function inLease<T>(ctx: JobContext, job: jobs.Job, fn: (tx: WriteDb) => T): T {
  return ctx.db.write<{ readonly value: T }>((tx) => {
    if (!jobs.holds(tx, job.id, ctx.leaseToken)) throw new LeaseLost(job.id);
    return { value: fn(tx) };
  }).value;
}

class LeaseLost extends Error {
  constructor(id: jobs.Job['id']) {
    super(`job ${id} is held by another runner`);
  }
}

/** A safe copy of the database before the job's first step; after a restart it is not made again. */
export async function backUpOnce(ctx: JobContext, job: jobs.Job): Promise<void> {
  if (!ctx.backUp || jobs.stepResult(ctx.db.read, job.id, 'backup') !== undefined) return;
  const made = await ctx.backUp('before-job');
  inLease(ctx, job, (tx) => jobs.finishStep(tx, job.id, 'backup', made, ctx.clock.now()));
}

export function moveJob(ctx: JobContext, job: jobs.Job, state: 'paused' | 'running'): void {
  ctx.db.write((tx) => jobs.setState(tx, job.id, state, ctx.clock.now()));
  ctx.announce({ topic: 'job.progress', jobId: job.id });
}

export interface Steps<Item> {
  /** What is to be done next, read in the transaction that does it; undefined when nothing is left. */
  readonly next: (tx: WriteDb) => Item | undefined;
  /** Does it, in a transaction of its own under the job's lease. What it did must take the item out of `next`. */
  readonly carryOut: (tx: WriteDb, item: Item, at: number) => void;
  /** Sets an item aside that met a bug, so that the others go on; left out, the job is set aside as a whole. */
  readonly setAside?: (tx: WriteDb, item: Item, at: number) => void;
}

/** Carries out one item after another. True when none is left; false when a person or the end of the app stopped it. */
export async function runSteps<Item>(ctx: JobContext, job: jobs.Job, steps: Steps<Item>): Promise<boolean> {
  let stretchEnds = performance.now() + STRETCH_MS;
  let progressAt = 0;
  let leaseAt = ctx.clock.now();
  for (;;) {
    if (ctx.signal.aborted) return false;
    const at = ctx.clock.now();
    const renew = at - leaseAt > LEASE_MS / 3;
    if (renew) leaseAt = at;
    const step = carryOutNext(ctx, job, steps, { at, renew });
    if (step !== 'done') return step === 'none left';
    if (performance.now() - progressAt > PROGRESS_EVERY_MS) {
      progressAt = performance.now();
      ctx.announce({ topic: 'job.progress', jobId: job.id });
    }
    if (performance.now() > stretchEnds) {
      await new Promise((resolve) => setImmediate(resolve));
      stretchEnds = performance.now() + STRETCH_MS;
    }
  }
}

/** Asks, takes and does in one transaction: on its own connection, whose pages no commit of this job has made stale. */
function carryOutNext<Item>(
  ctx: JobContext,
  job: jobs.Job,
  { next, carryOut, setAside }: Steps<Item>,
  { at, renew }: { readonly at: number; readonly renew: boolean },
): 'done' | 'none left' | 'not wanted' {
  let item: Item | undefined;
  try {
    return inLease(ctx, job, (tx) => {
      if (jobs.findById(tx, job.id)?.wanted !== 'run') return 'not wanted';
      item = next(tx);
      if (item === undefined) return 'none left';
      if (renew) jobs.claim(tx, job.id, ctx.leaseToken, at, LEASE_MS);
      carryOut(tx, item, at);
      return 'done';
    });
  } catch (error) {
    const unlucky = item;
    if (unlucky === undefined || !setAside || error instanceof LeaseLost || isDiskError(error)) throw error;
    ctx.reportBug(error, `job ${job.id}`);
    inLease(ctx, job, (tx) => setAside(tx, unlucky, at));
    return 'done';
  }
}
