import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as studios from '#db/repositories/studio.ts';
import * as tasks from '#db/repositories/task.ts';
import type { JobId } from '#domain/values/ids.ts';
import type { JobContext } from '../job-context.ts';
import { type Answered, createProviderLoop, type ProviderLoop } from '../provider/provider-loop.ts';
import { tellLateFailure } from '../outbox/tell-late-failure.ts';
import { askProvider } from './ask-provider.ts';
import type { RefundDecision } from './decide.ts';

/**
 * Sends and settles card refunds until none is due. Safe to run again at any time, from any point of a crash:
 * an attempt is committed before its call; what was in flight when the engine died is looked up before it is sent again;
 * a look-up that finds the refund adopts it; and the key of a refund never changes after an unclear answer.
 */
export type RefundExecutor = ProviderLoop;

type Answer = Answered<refunds.Refund, RefundDecision>;

export function createRefundExecutor(ctx: JobContext): RefundExecutor {
  return createProviderLoop<refunds.Refund, RefundDecision>(ctx, {
    what: 'refund',
    rows: refunds,
    ask: (refund) => askProvider(ctx, refund),
    settle,
    announce: (settled) => announce(ctx, settled),
  });
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
