import * as jobs from '#db/repositories/job.ts';
import * as cards from '#db/repositories/card.ts';
import * as cardLinks from '#db/repositories/card-link.ts';
import * as messages from '#db/repositories/message.ts';
import * as autoCharges from '#db/repositories/invoice-run-charge.ts';
import { followCharges } from './auto-invoice/follow-charges.ts';
import { finishIfSettled } from './bulk-cancellation/handler.ts';
import type { HoldUp } from '#domain/job/hold-up.ts';
import { isDiskError } from './disk-error.ts';
import type { JobContext } from './job-context.ts';
import { sendDueMessages } from './outbox/send-messages.ts';
import { createChargeExecutor } from './charge/executor.ts';
import { linkPass } from './charge/links.ts';
import { removalPass } from './charge/refresh-cards.ts';
import { watchCardEvents } from './charge/watch-card-events.ts';
import { createRefundExecutor, type RefundExecutor } from './refund/executor.ts';
import { watchLateChanges } from './refund/watch-late-changes.ts';
import { handlers } from './registry.ts';

/** How often the provider is asked for late changes of refunds, and for news of cards. */
const WATCH_EVERY_MS = 900_000;
/** How long everything waits when the disk refuses to write (reliability R18): nothing is sent without a committed attempt. */
const DISK_RETRY_MS = 5_000;
const LONGEST_SLEEP_MS = 60_000;

export interface Runner {
  /** Works until the context's signal is aborted. */
  run(): Promise<void>;
  /** There may be work: a job, a wish, a message. */
  wake(): void;
  /** The provider's key or settings have changed: what waited for it is tried at once. */
  providerChanged(): void;
  /** For tests and the command line: works until nothing is due at the clock's present time. */
  runUntilIdle(): Promise<void>;
}

/**
 * Loops that share one thread: jobs (local work), refunds and charges (provider calls), pages of clients, messages, news. Jobs are rows;
 * whatever an engine that died left half done is picked up by `recover` (architecture, rule 4).
 */
export function createRunner(outer: JobContext): Runner {
  const holdUps = createHoldUps(outer);
  const ctx: JobContext = { ...outer, holdUp: holdUps.set };
  const refunds = createRefundExecutor(ctx);
  const charges = createChargeExecutor(ctx);
  const sleepers = createSleepers(ctx);
  let recovered = false;

  const recover = (): void => {
    if (recovered) return;
    ctx.db.write((tx) => {
      jobs.dropLeases(tx);
      messages.requeueInFlight(tx);
    });
    refunds.recover();
    charges.recover();
    recovered = true;
  };
  const loop = async (pass: () => Promise<boolean>, nextDueAt: () => number | undefined): Promise<void> => {
    while (!ctx.signal.aborted) {
      const wakes = sleepers.wakes();
      const worked = await guardDisk(ctx, holdUps, pass);
      if (worked === true) sleepers.wake();
      else
        await sleepers.sleepUntil(worked === 'disk' ? ctx.clock.now() + DISK_RETRY_MS : nextDueAt(), wakes);
    }
  };

  /** At the start too a disk may be full for a while. */
  const untilDone = async (pass: () => Promise<boolean>): Promise<void> => {
    while (!ctx.signal.aborted && (await guardDisk(ctx, holdUps, pass)) !== true)
      await sleepers.sleepUntil(ctx.clock.now() + DISK_RETRY_MS, sleepers.wakes());
  };

  return {
    wake: sleepers.wake,
    providerChanged: () => {
      refunds.tryAgain();
      charges.tryAgain();
      sleepers.wake();
    },
    async run() {
      await untilDone(async () => {
        recover();
        return true;
      });
      await Promise.all([
        loop(
          () => runJobs(ctx),
          () => undefined,
        ),
        loop(
          () => refundPass(ctx, refunds),
          () => refunds.nextDueAt(),
        ),
        loop(
          () => charges.pass(),
          () => charges.nextDueAt(),
        ),
        loop(
          () => pagePass(ctx),
          () => earliest(cardLinks.nextDueAt(ctx.db.read), cards.nextRemovalAt(ctx.db.read)),
        ),
        loop(
          () => Promise.resolve(followCharges(ctx)),
          () => autoCharges.nextTryAt(ctx.db.read),
        ),
        loop(
          () => sendDueMessages(ctx),
          () => messages.nextDueAt(ctx.db.read),
        ),
        loop(nowAndThen(ctx, watchLateChanges), () => ctx.clock.now() + WATCH_EVERY_MS),
        loop(
          nowAndThen(ctx, watchCardEvents, cardNewsEvery(ctx)),
          () => ctx.clock.now() + cardNewsEvery(ctx)(),
        ),
      ]);
    },
    async runUntilIdle() {
      recover();
      for (let worked = true; worked && !ctx.signal.aborted; ) {
        const ran = await runJobs(ctx);
        const refunded = await refundPass(ctx, refunds);
        const charged = await charges.pass();
        const paged = await pagePass(ctx);
        const followed = followCharges(ctx);
        const sent = await sendDueMessages(ctx);
        worked = ran || refunded || charged || paged || followed || sent;
      }
    },
  };
}

interface Sleepers {
  readonly wake: () => void;
  /** How often somebody has called; given to `sleepUntil`, so that a call during a pass is not lost. */
  readonly wakes: () => number;
  readonly sleepUntil: (at: number | undefined, wakesSeen: number) => Promise<void>;
}

function createSleepers(ctx: JobContext): Sleepers {
  const asleep = new Set<AbortController>();
  let wakes = 0;
  return {
    wakes: () => wakes,
    wake: () => {
      wakes += 1;
      for (const sleeper of asleep) sleeper.abort();
    },
    sleepUntil: async (at, wakesSeen) => {
      if (wakes !== wakesSeen) return;
      const sleeper = new AbortController();
      asleep.add(sleeper);
      const delay =
        at === undefined ? LONGEST_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, Math.max(0, at - ctx.clock.now()));
      await ctx.clock.sleep(delay, AbortSignal.any([ctx.signal, sleeper.signal]));
      asleep.delete(sleeper);
    },
  };
}

interface HoldUps {
  readonly set: (reason: HoldUp | null) => void;
  /** Ends this reason, if it is the one. */
  readonly clear: (reason: HoldUp) => void;
}

/** Tells only changes, and forgets a reason once it is over. */
function createHoldUps(ctx: JobContext): HoldUps {
  let held: HoldUp | null = null;
  const set = (reason: HoldUp | null): void => {
    if (reason === held) return;
    held = reason;
    ctx.holdUp(reason);
  };
  return { set, clear: (reason) => (held === reason ? set(null) : undefined) };
}

/** Every runnable job as far as it goes. True if one changed. A job that meets a bug is paused for a person; the others go on. */
async function runJobs(ctx: JobContext): Promise<boolean> {
  let worked = false;
  for (const job of jobs.listRunnable(ctx.db.read)) {
    if (ctx.signal.aborted) return worked;
    try {
      await handlers[job.kind](ctx, job);
    } catch (error) {
      if (isDiskError(error)) throw error;
      ctx.reportBug(error, `job ${job.id}`);
      ctx.db.write((tx) => jobs.park(tx, job.id));
    }
    worked ||= jobs.findById(ctx.db.read, job.id)?.version !== job.version;
  }
  return worked;
}

async function refundPass(ctx: JobContext, executor: RefundExecutor): Promise<boolean> {
  const worked = await executor.pass();
  if (worked) for (const job of jobs.listRunnable(ctx.db.read)) finishIfSettled(ctx, job.id);
  return worked;
}

const earliest = (...instants: readonly (number | undefined)[]): number | undefined => {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** Pages that clients use, and cards that the desk has taken out of use. */
async function pagePass(ctx: JobContext): Promise<boolean> {
  const paged = await linkPass(ctx);
  return (await removalPass(ctx)) || paged;
}

/** The simulator costs nobody anything to ask, and whoever tries it waits for what it does. */
const cardNewsEvery = (ctx: JobContext) => (): number =>
  ctx.cards().kind === 'simulator' ? 60_000 : WATCH_EVERY_MS;

function nowAndThen(
  ctx: JobContext,
  watch: (ctx: JobContext) => Promise<boolean>,
  every: () => number = () => WATCH_EVERY_MS,
): () => Promise<boolean> {
  let watchedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (ctx.clock.now() - watchedAt < every()) return false;
    if (await watch(ctx)) watchedAt = ctx.clock.now();
    return false;
  };
}

/** Runs a pass; a disk that is full, read-only or failing holds everything up and is tried again, anything else is a bug. */
async function guardDisk(
  ctx: JobContext,
  holdUps: HoldUps,
  pass: () => Promise<boolean>,
): Promise<boolean | 'disk'> {
  try {
    if (ctx.moneyFrozen() === 0) holdUps.clear('money_frozen');
    const worked = await pass();
    if (worked) holdUps.clear('disk');
    return worked;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    holdUps.set('disk');
    return 'disk';
  }
}
