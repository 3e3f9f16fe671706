import type { WriteDb } from '#db/database.ts';
import * as jobs from '#db/repositories/job.ts';
import { isDiskError } from './disk-error.ts';
import type { JobContext } from './job-context.ts';

const LEASE_MS = 30_000;
/** The window's requests share the machine: let others run after so much work at a stretch. */
const STRETCH_MS = 12;
const PROGRESS_EVERY_MS = 200;
/** Nobody else can write during a transaction: a longer one is committed after the item it is at. */
const LONGEST_HOLD_MS = 15;
const LONGEST_WAIT_MS = 200;

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
  /** What is to be done next, at most so much, read in the transaction that does it; empty when nothing is left. */
  readonly next: (tx: WriteDb, atMost: number) => readonly Item[];
  /** Does one, in a part of a transaction under the job's lease. What it did must take the item out of `next`. */
  readonly carryOut: (tx: WriteDb, item: Item, at: number) => void;
  /** Items that may share a commit, and sets one aside that met a bug, so that the others go on. Left out: one by one, and the job is set aside as a whole. */
  readonly together?: {
    readonly atMost: number;
    readonly setAside: (tx: WriteDb, item: Item, at: number) => void;
  };
}

/** Carries out one item after another. True when none is left; false when a person or the end of the app stopped it. */
export async function runSteps<Item>(ctx: JobContext, job: jobs.Job, steps: Steps<Item>): Promise<boolean> {
  const most = steps.together?.atMost ?? 1;
  let stretchEnds = performance.now() + STRETCH_MS;
  let progressAt = 0;
  let leaseAt = ctx.clock.now();
  for (let atMost = 1; ; ) {
    if (ctx.signal.aborted) return false;
    const at = ctx.clock.now();
    const renew = at - leaseAt > LEASE_MS / 3;
    if (renew) leaseAt = at;
    const done = carryOutSome(ctx, job, steps, { at, renew, atMost });
    if (typeof done === 'string') return done === 'none left';
    // As many again as its time allowed, and up to twice that: the first commit comes at once, whatever the machine.
    atMost = Math.min(most, done * 2);
    if (performance.now() - progressAt > PROGRESS_EVERY_MS) {
      progressAt = performance.now();
      ctx.announce({ topic: 'job.progress', jobId: job.id });
    }
    await letOthersWrite(ctx);
    if (performance.now() > stretchEnds) {
      await new Promise((resolve) => setImmediate(resolve));
      stretchEnds = performance.now() + STRETCH_MS;
    }
  }
}

/** Those who wait have the lock within a few ms; should more and more come, the job goes on in between. */
async function letOthersWrite(ctx: JobContext): Promise<void> {
  for (let waited = 0; waited < LONGEST_WAIT_MS && ctx.someoneWaits?.() === true; waited += 1)
    await ctx.clock.sleep(1, ctx.signal);
}

interface Turn {
  readonly at: number;
  readonly renew: boolean;
  readonly atMost: number;
}

/**
 * Asks, takes and does in one transaction: on its own connection, whose pages no commit of this job has made stale. Each item is a part
 * of its own: one that meets a bug leaves nothing behind but the note of `setAside`. Answers how many left `next`.
 */
function carryOutSome<Item>(
  ctx: JobContext,
  job: jobs.Job,
  { next, carryOut, together }: Steps<Item>,
  { at, renew, atMost }: Turn,
): number | 'none left' | 'not wanted' {
  const bugs: unknown[] = [];
  const done = inLease(ctx, job, (tx) => {
    if (jobs.findById(tx, job.id)?.wanted !== 'run') return 'not wanted';
    const items = next(tx, atMost);
    if (items.length === 0) return 'none left';
    if (renew) jobs.claim(tx, job.id, ctx.leaseToken, at, LEASE_MS);
    let count = 0;
    for (const item of items) {
      if (count > 0 && ctx.clock.now() - at > LONGEST_HOLD_MS) break;
      count += 1;
      if (!together) carryOut(tx, item, at);
      else
        tryPart(
          tx,
          () => carryOut(tx, item, at),
          (bug) => {
            bugs.push(bug);
            together.setAside(tx, item, at);
          },
        );
    }
    return count;
  });
  for (const bug of bugs) ctx.reportBug(bug, `job ${job.id}`);
  return done;
}

function tryPart(tx: WriteDb, work: () => void, orElse: (bug: unknown) => void): void {
  try {
    tx.part(work);
  } catch (error) {
    if (isDiskError(error)) throw error;
    orElse(error);
  }
}
