import type { WriteDb } from '#db/database.ts';
import * as jobs from '#db/repositories/job.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as tasks from '#db/repositories/task.ts';
import { undoFacts } from '#db/repositories/undo-cancellation.ts';
import { countMessages, listUndoNames } from '#db/repositories/undo-view.ts';
import { planUndo } from '#domain/cancellation/undo.ts';
import type { JobId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type Forbidden, forbidden, type MoneyFrozen, type NotFound, notFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { retryRefund } from '../task/retry-refund.ts';
import { moneyFrozenError } from '../money-frozen.ts';

/** Canceled at once, place by place; only its refunds are left to do, and Undo is at the desk. */
export interface JobOfBookings {
  readonly code: 'JOB_OF_BOOKINGS';
}

export interface JobStateError {
  readonly code: 'JOB_STATE';
  readonly state: jobs.JobState;
}

export type JobRefused = NotFound | JobStateError | JobOfBookings | Forbidden;

const ALLOWED: Readonly<Record<jobs.JobWish, readonly jobs.JobState[]>> = {
  pause: ['queued', 'running'],
  run: ['queued', 'running', 'paused'],
  stop: ['queued', 'running', 'paused'],
  undo: ['done', 'stopped'],
};

/**
 * Says what a person wants of a job; the runner carries it out between two steps (domain.md 7.5, 7.7). Staff may only steer jobs
 * they started themselves. Repeating a wish is harmless.
 */
export function controlJob(
  ctx: ServiceContext,
  actor: Actor,
  id: JobId,
  wanted: jobs.JobWish,
): Result<undefined, JobRefused | MoneyFrozen> {
  const frozen = wanted === 'undo' ? moneyFrozenError(ctx) : null;
  if (frozen) return err(frozen);
  const done = commit(ctx, ['jobs'], (tx) => wishJob(tx, ctx, actor, id, wanted));
  if (done.ok) ctx.wakeJobs();
  return done;
}

/** The same in the caller's transaction, who wakes the jobs afterwards and has looked whether money is frozen. */
export function wishJob(
  tx: WriteDb,
  ctx: Pick<ServiceContext, 'now'>,
  actor: Actor,
  id: JobId,
  wanted: jobs.JobWish,
): Result<undefined, JobRefused> {
  const job = jobs.findById(tx, id);
  if (!job) return notFound('job');
  if (actor.role === 'staff' && job.requestedBy !== actor.staffId) return forbidden('owner', 'admin');
  // A place that was given up may be somebody else's by now.
  if (job.kind === 'booking_cancellation' && (wanted === 'stop' || wanted === 'undo'))
    return err({ code: 'JOB_OF_BOOKINGS' });
  // An invoice that went out is taken back by a credit note, not by undoing the run.
  if (job.kind === 'auto_invoice' && wanted === 'undo') return err({ code: 'JOB_STATE', state: job.state });
  if (!jobs.wish(tx, id, wanted, ALLOWED[wanted])) return err({ code: 'JOB_STATE', state: job.state });
  recordDeed(tx, actor, ctx.now(), { action: `job.${wanted}`, subjectKind: 'job', subjectId: id });
  return ok(undefined);
}

/** Sends every refund of the job again that a person may simply retry. Returns how many. */
export function retryFailed(
  ctx: ServiceContext,
  actor: Actor,
  id: JobId,
): Result<{ retried: number }, NotFound | JobStateError | Forbidden | MoneyFrozen> {
  const frozen = moneyFrozenError(ctx);
  if (frozen) return err(frozen);
  const done = commit<Result<{ retried: number }, NotFound | JobStateError | Forbidden>>(
    ctx,
    ['jobs', 'tasks'],
    (tx) => {
      const job = jobs.findById(tx, id);
      if (!job) return notFound('job');
      if (actor.role === 'staff' && job.requestedBy !== actor.staffId) return forbidden('owner', 'admin');
      if (job.state === 'paused') return err({ code: 'JOB_STATE', state: job.state });
      const retried = refunds.listRetryable(tx, id).filter((refund) => retryRefund(tx, refund, ctx.now()));
      for (const { id: refundId } of retried)
        tasks.finishOfRefund(tx, refundId, 'retry', actor.staffId, ctx.now());
      recordDeed(tx, actor, ctx.now(), {
        action: 'job.retry_failed',
        subjectKind: 'job',
        subjectId: id,
        data: { retried: retried.length },
      });
      return ok({ retried: retried.length });
    },
  );
  if (done.ok) ctx.wakeJobs();
  return done;
}

export type UndoPreview = Extract<ReturnType<typeof previewUndo>, { readonly ok: true }>['value'];

/** What undoing would bring back and what it cannot; changes nothing. */
export function previewUndo({ db, now }: ServiceContext, id: JobId) {
  if (!jobs.findById(db.read, id)) return notFound('job');
  const at = now();
  const lines = planUndo(undoFacts(db.read, id), at);
  const kept = lines.filter(({ how }) => how !== 'stays');
  const restored = new Set(lines.filter(({ fact }) => fact.startsAt > at).map(({ fact }) => fact.sessionId));
  const names = listUndoNames(db.read, id);
  const { withdrawable, sent } = countMessages(db.read, id);
  return ok({
    sessions: restored.size,
    bookings: new Set(kept.flatMap(({ fact }) => fact.bookingId ?? [])).size,
    creditsTaken: kept.reduce((sum, { fact, how }) => sum + (how === 'as_before' ? fact.credits : 0), 0),
    refundsWithdrawn: kept.filter(({ withdrawRefund }) => withdrawRefund).length,
    messagesWithdrawn: withdrawable,
    leftovers: [
      ...lines.flatMap(({ fact, leftover, chargeMinor }) =>
        leftover === null || fact.bookingId === null
          ? []
          : [
              {
                code: leftover,
                client: names.clients.get(fact.clientId ?? 0) ?? '',
                title: names.sessions.get(fact.sessionId)?.title ?? '',
                date: names.sessions.get(fact.sessionId)?.date ?? '',
                amountMinor: Math.max(chargeMinor, fact.amountMinor),
              },
            ],
      ),
      ...sent.map((client) => ({
        code: 'message_sent' as const,
        client,
        title: '',
        date: '',
        amountMinor: 0,
      })),
    ],
  });
}
