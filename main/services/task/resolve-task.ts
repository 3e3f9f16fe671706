import type { ReadDb, WriteDb } from '#db/database.ts';
import * as charges from '#db/repositories/card-charge.ts';
import * as jobs from '#db/repositories/job.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as views from '#db/repositories/task-view.ts';
import * as tasks from '#db/repositories/task.ts';
import type { TaskId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  type ChangedMeanwhile,
  changedMeanwhile,
  type MoneyFrozen,
  type NotFound,
  notFound,
} from '../errors.ts';
import { actionsFor, type TaskAction } from './list-tasks.ts';
import { recordDeed } from '../record-deed.ts';
import type { RefundLimit } from '../cancellation/refund-authority.ts';
import { readCancellationSettings } from '../../settings/studio-settings.ts';
import { retryRefund } from './retry-refund.ts';
import { moneyFrozenError } from '../money-frozen.ts';

export type ResolveError =
  | NotFound
  | MoneyFrozen
  | ChangedMeanwhile
  | { readonly code: 'TASK_DONE' }
  | RefundLimit
  | { readonly code: 'RESOLUTION_NOT_POSSIBLE'; readonly reason: string };

/**
 * A person solves a stuck refund, hands out cash, or ticks off what an undo left (domain.md 7.5). Only what the state of the
 * refund allows is done; the money's way is booked in the same transaction.
 */
export function resolveTask(
  ctx: ServiceContext,
  actor: Actor,
  input: { readonly id: TaskId; readonly action: TaskAction; readonly note: string },
): Result<undefined, ResolveError> {
  const frozen = input.action === 'done' ? null : moneyFrozenError(ctx);
  if (frozen) return err(frozen);
  const done = commit<Result<undefined, ResolveError>>(ctx, ['tasks', 'jobs', 'clients'], (tx) => {
    const task = views.findTask(tx, input.id);
    if (!task) return notFound('task');
    if (task.state === 'done') return err({ code: 'TASK_DONE' });
    if (!actionsFor(task).includes(input.action))
      return err({ code: 'RESOLUTION_NOT_POSSIBLE', reason: task.refundState ?? task.kind });
    if (isOverLimit(tx, actor, input.action, task.amountMinor))
      return err({ code: 'REFUND_LIMIT', limitMinor: readCancellationSettings(tx).staffRefundLimitMinor });
    if (
      asksProvider(input.action) &&
      task.jobId !== null &&
      jobs.findById(tx, task.jobId)?.state === 'paused'
    )
      return err({ code: 'RESOLUTION_NOT_POSSIBLE', reason: 'job_paused' });
    const refund = task.refundId === null ? undefined : refunds.findById(tx, task.refundId);
    if (task.chargeId !== null && input.action === 'look_up') charges.lookAgain(tx, task.chargeId);
    if (refund && !carryOut(tx, refund, input.action, ctx.now())) return changedMeanwhile('refund');
    // A look-up leaves the task open: only its answer solves it.
    if (input.action !== 'look_up') tasks.finish(tx, task.id, input.action, actor.staffId, ctx.now());
    recordDeed(tx, actor, ctx.now(), {
      action: `task.${input.action}`,
      subjectKind: 'task',
      subjectId: task.id,
      data: { refundId: task.refundId, amountMinor: task.amountMinor, note: input.note },
    });
    return ok(undefined);
  });
  if (done.ok) ctx.wakeJobs();
  return done;
}

/** Staff may hand out what a job decided; giving it back another way is a decision of its own, up to their limit (domain.md 9). */
function isOverLimit(db: ReadDb, { role }: Actor, action: TaskAction, amountMinor: number): boolean {
  const isDecision = action === 'account_credit' || action === 'cash' || action === 'outside';
  return role === 'staff' && isDecision && amountMinor > readCancellationSettings(db).staffRefundLimitMinor;
}

const asksProvider = (action: TaskAction): boolean => action === 'retry' || action === 'look_up';

function carryOut(tx: WriteDb, refund: refunds.Refund, action: TaskAction, at: number): boolean {
  switch (action) {
    case 'retry':
      return retryRefund(tx, refund, at);
    case 'look_up':
      return refunds.change(
        tx,
        refund,
        {
          to: refund.state === 'failed' || refund.state === 'requires_action' ? 'unknown' : refund.state,
          checks: 0,
          nextTryAt: at,
          detail: { answer: 'asked_by_person' },
        },
        at,
      );
    case 'account_credit':
      return refunds.change(
        tx,
        refund,
        { to: 'settled', settledAs: 'account_credit', detail: { answer: 'account_credit' } },
        at,
      );
    case 'cash':
    case 'paid_out':
      return refunds.change(tx, refund, { to: 'settled', settledAs: 'cash', detail: { answer: action } }, at);
    case 'outside':
      return refunds.change(
        tx,
        refund,
        { to: 'settled', settledAs: 'outside', detail: { answer: 'outside' } },
        at,
      );
    case 'done':
      return true;
  }
}
