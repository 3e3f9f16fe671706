import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as studios from '#db/repositories/studio.ts';
import * as tasks from '#db/repositories/task.ts';
import type { JobId, RefundId } from '#domain/values/ids.ts';
import { isDiskError } from '../disk-error.ts';
import type { JobContext } from '../job-context.ts';
import { type Answered, createProviderLoop, type ProviderLoop } from '../provider-loop.ts';
import { tellLateFailure } from '../outbox/tell-late-failure.ts';
import { askProvider } from './ask-provider.ts';
import { needsLookUp } from '../key-age.ts';
import { type Decision, NEVER } from './decide.ts';

/** Recovers so many refunds in one transaction. */
const REFUNDS_PER_COMMIT = 50;
const AFTER_TROUBLE_MS = 5_000;

/**
 * Sends and settles card refunds until none is due. Safe to run again at any time, from any point of a crash:
 * an attempt is committed before its call; what was in flight when the engine died is looked up before it is sent again;
 * a look-up that finds the refund adopts it; and the key of a refund never changes after an unclear answer.
 */
export type RefundExecutor = ProviderLoop;

type Answer = Answered<refunds.Refund, Decision>;

export function createRefundExecutor(ctx: JobContext): RefundExecutor {
  return createProviderLoop<RefundId, refunds.Refund, Decision>(ctx, {
    listDue: (now, limit) => refunds.listDue(ctx.db.read, now, limit),
    nextDueAt: () => refunds.nextDueAt(ctx.db.read),
    claim,
    ask: (refund) => askProvider(ctx, refund),
    notAsked: (refund, error) => notAsked(ctx, refund, error),
    settle,
    settleAlone: (answer) => settleAlone(ctx, answer),
    announce: (settled) => announce(ctx, settled),
  });
}

/** After a batch that could not be recorded: answer by answer, so that the one that meets a bug is set aside and no other. */
function settleAlone(ctx: JobContext, answer: Answer): void {
  try {
    ctx.db.write((tx) => settle(tx, answer, ctx.clock.now()));
  } catch (error) {
    if (isDiskError(error)) throw error;
    ctx.reportBug(error, `refund ${answer.row.id}`);
    const change = { to: 'unknown' as const, nextTryAt: NEVER, detail: { answer: 'engine_trouble' } };
    ctx.db.write((tx) =>
      settle(tx, { row: answer.row, decision: { change, task: 'ENGINE_TROUBLE' } }, ctx.clock.now()),
    );
  }
}

/** The engine itself failed around the call (a disk that cannot be read): the refund may have been sent, so it is looked up. */
function notAsked(ctx: JobContext, refund: refunds.Refund, error: unknown): Decision {
  if (!isDiskError(error)) throw error;
  const to = refund.state === 'sending' ? 'unknown' : refund.state;
  return {
    change: { to, nextTryAt: ctx.clock.now() + AFTER_TROUBLE_MS, detail: { answer: 'engine_trouble' } },
  };
}

/**
 * Before the executor starts: what a dead engine left as `sending` may or may not have reached the provider, so it is
 * looked up before anything else (reliability R17); so is what had failed by a restored backup, because a later try that the
 * backup does not know of may have succeeded (D6).
 */
export function recoverInFlight(ctx: JobContext): void {
  const left = refunds.listInFlight(ctx.db.read);
  for (let start = 0; start < left.length; start += REFUNDS_PER_COMMIT)
    ctx.db.write((tx) => {
      const now = ctx.clock.now();
      for (const refund of left.slice(start, start + REFUNDS_PER_COMMIT))
        refunds.change(
          tx,
          refund,
          {
            to: 'unknown',
            nextTryAt: now,
            detail: { answer: refund.state === 'failed' ? 'restored' : 'engine_stopped' },
          },
          now,
        );
    });
}

/** Chooses what goes out: new refunds are marked as being sent; those that only need a look-up stay as they are. */
function claim(
  tx: WriteDb,
  flying: ReadonlyMap<RefundId, unknown>,
  now: number,
  room: number,
): refunds.Refund[] {
  const claimed: refunds.Refund[] = [];
  for (const refund of refunds.listDue(tx, now, room + flying.size)) {
    if (flying.has(refund.id) || claimed.length >= room) continue;
    if (refund.state !== 'planned' || refund.reconcileFirst === 1 || needsLookUp(refund, now)) {
      claimed.push(refund);
      continue;
    }
    const change = {
      to: 'sending' as const,
      attempts: refund.attempts + 1,
      firstAttemptAt: refund.firstAttemptAt ?? now,
      detail: { key: refund.idempotencyKey },
    };
    if (refunds.change(tx, refund, change, now))
      claimed.push({ ...refund, ...change, state: 'sending', version: refund.version + 1 });
  }
  return claimed;
}

/** Records an answer: the step, its task, the audit row, and the end of a task that the answer solved. */
export function settle(tx: WriteDb, { row: refund, decision }: Answer, now: number): void {
  const current = refunds.findById(tx, refund.id);
  if (!current || current.version !== refund.version) return;
  if (!refunds.change(tx, current, decision.change, now)) return;
  const { to } = decision.change;
  if (decision.task) {
    const { jobId, clientId, amountMinor } = refund;
    tasks.open(tx, {
      kind: 'stuck_refund',
      code: decision.task,
      jobId,
      refundId: refund.id,
      clientId,
      amountMinor,
      at: now,
    });
  } else if (to === 'succeeded' || to === 'pending' || to === 'settled')
    tasks.finishOfRefund(tx, refund.id, 'solved_by_provider', null, now);
  if (to === 'failed_late') tellLateFailure(tx, studios.get(tx), refund, now);
  if (to !== refund.state)
    append(tx, {
      at: now,
      staffId: null,
      actor: 'Callboard',
      action: `refund.${to}`,
      subjectKind: 'refund',
      subjectId: refund.id,
      data: { jobId: refund.jobId, amountMinor: refund.amountMinor },
    });
}

function announce(ctx: JobContext, settled: readonly Answer[]): void {
  const jobs = new Set<JobId>(settled.flatMap(({ row }) => row.jobId ?? []));
  for (const jobId of jobs) ctx.announce({ topic: 'job.progress', jobId });
  if (settled.some(({ decision }) => decision.task)) ctx.announce({ topic: 'changed', what: ['tasks'] });
  if (settled.some(({ row }) => row.jobId === null)) ctx.announce({ topic: 'changed', what: ['clients'] });
}
