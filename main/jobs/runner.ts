import * as jobs from '#db/repositories/job.ts';
import * as messages from '#db/repositories/message.ts';
import { finishIfSettled } from './bulk-cancellation/handler.ts';
import type { HoldUp } from '#domain/job/hold-up.ts';
import { isDiskError } from './disk-error.ts';
import type { JobContext } from './job-context.ts';
import { sendDueMessages } from './outbox/send-messages.ts';
import { createRefundExecutor, recoverInFlight, type RefundExecutor } from './refund/executor.ts';
import { watchLateChanges } from './refund/watch-late-changes.ts';
import { handlers } from './registry.ts';

/** How often the provider is asked for late changes of refunds. */
const WATCH_EVERY_MS = 3_600_000;
/** How long everything waits when the disk refuses to write (reliability R18): nothing is sent without a committed attempt. */
const DISK_RETRY_MS = 5_000;

export interface Runner {
  /** Works until the context's signal is aborted. */
  run(): Promise<void>;
  /** There may be work: a job, a wish, a message. */
  wake(): void;
  /** For tests and the command line: works until nothing is due at the clock's present time. */
  runUntilIdle(): Promise<void>;
}

/**
 * Three loops that share one thread: jobs (local work), refunds (provider calls), messages. Jobs are rows; whatever an engine
 * that died left half done is picked up by `recover` (architecture, rule 4).
 */
export function createRunner(ctx: JobContext): Runner {
  const refunds = createRefundExecutor(ctx);
  const sleepers = new Set<AbortController>();
  let recovered = false;

  const recover = (): void => {
    if (recovered) return;
    ctx.db.write((tx) => {
      jobs.dropLeases(tx);
      messages.requeueInFlight(tx);
    });
    recoverInFlight(ctx);
    recovered = true;
  };
  const wake = (): void => {
    for (const sleeper of sleepers) sleeper.abort();
  };
  const sleepUntil = async (at: number | undefined): Promise<void> => {
    const sleeper = new AbortController();
    sleepers.add(sleeper);
    const delay = at === undefined ? 60_000 : Math.min(60_000, Math.max(0, at - ctx.clock.now()));
    await ctx.clock.sleep(delay, AbortSignal.any([ctx.signal, sleeper.signal]));
    sleepers.delete(sleeper);
  };
  const loop = async (pass: () => Promise<boolean>, nextDueAt: () => number | undefined): Promise<void> => {
    while (!ctx.signal.aborted) {
      const worked = await guardDisk(ctx, pass);
      if (worked === true) continue;
      await sleepUntil(worked === 'disk' ? ctx.clock.now() + DISK_RETRY_MS : nextDueAt());
    }
  };
  const jobsPass = async (): Promise<boolean> => {
    const worked = await runJobs(ctx);
    if (worked) wake();
    return false;
  };
  const refundsPass = async (): Promise<boolean> => {
    const worked = await refundPass(ctx, refunds);
    if (worked) wake();
    return worked;
  };

  return {
    wake,
    async run() {
      recover();
      await Promise.all([
        loop(jobsPass, () => undefined),
        loop(refundsPass, () => refunds.nextDueAt()),
        loop(
          () => sendDueMessages(ctx),
          () => messages.nextDueAt(ctx.db.read),
        ),
        loop(watchOnTheHour(ctx), () => ctx.clock.now() + WATCH_EVERY_MS),
      ]);
    },
    async runUntilIdle() {
      recover();
      for (let worked = true; worked && !ctx.signal.aborted; ) {
        const ran = await runJobs(ctx);
        const refunded = await refundPass(ctx, refunds);
        const sent = await sendDueMessages(ctx);
        worked = ran || refunded || sent;
      }
    },
  };
}

/** Every runnable job as far as it goes. True if one changed. */
async function runJobs(ctx: JobContext): Promise<boolean> {
  let worked = false;
  for (const job of jobs.listRunnable(ctx.db.read)) {
    if (ctx.signal.aborted) return worked;
    await handlers[job.kind](ctx, job);
    worked ||= jobs.findById(ctx.db.read, job.id)?.version !== job.version;
  }
  return worked;
}

async function refundPass(ctx: JobContext, executor: RefundExecutor): Promise<boolean> {
  const worked = await executor.pass();
  if (worked) for (const job of jobs.listRunnable(ctx.db.read)) finishIfSettled(ctx, job.id);
  return worked;
}

function watchOnTheHour(ctx: JobContext): () => Promise<boolean> {
  let watchedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (ctx.clock.now() - watchedAt < WATCH_EVERY_MS) return false;
    watchedAt = ctx.clock.now();
    await watchLateChanges(ctx);
    return false;
  };
}

/** Runs a pass; a disk that is full, read-only or failing holds everything up and is tried again, anything else is a bug. */
async function guardDisk(ctx: JobContext, pass: () => Promise<boolean>): Promise<boolean | 'disk'> {
  try {
    return await pass();
  } catch (error) {
    if (!isDiskError(error)) throw error;
    ctx.holdUp('disk' satisfies HoldUp);
    return 'disk';
  }
}
