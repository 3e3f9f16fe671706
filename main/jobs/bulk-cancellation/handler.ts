import * as cancellations from '#db/repositories/cancellation.ts';
import { releasePlanned } from '#db/repositories/cancel-session.ts';
import * as jobs from '#db/repositories/job.ts';
import * as staff from '#db/repositories/staff.ts';
import * as studios from '#db/repositories/studio.ts';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { followSessions } from '../../invoices/follow-bookings.ts';
import { finishWhen } from '../finish-when.ts';
import type { JobContext } from '../job-context.ts';
import { writeNotices } from '../outbox/write-notices.ts';
import { backUpOnce, claimJob, inLease, moveJob, runSteps } from '../leased-job.ts';
import { cancelOneSession } from './cancel-one-session.ts';
import { bulkCancellation } from './definition.ts';
import { undoBulkCancellation } from './undo.ts';

/**
 * Carries a bulk cancellation as far as it goes without a provider: each session in one transaction, then the messages. Card
 * refunds are the refund executor's. Running it twice is safe: a session leaves `planned` in the transaction that cancels it,
 * the messages are written together with the step that says so, and every transaction that changes what was planned first checks that the lease still holds.
 */
export async function runBulkCancellation(ctx: JobContext, job: jobs.Job): Promise<void> {
  // Only the provider is waited for: woken for something else, the job writes nothing.
  if (isLocalPartDone(ctx, job)) return finishIfSettled(ctx, job.id);
  if (!claimJob(ctx, job)) return;
  switch (job.wanted) {
    case 'pause':
      return moveJob(ctx, job, 'paused');
    case 'stop':
      return stop(ctx, job);
    case 'undo':
      return undoBulkCancellation(ctx, job);
    case 'run':
      if (ctx.moneyFrozen() > 0) return ctx.holdUp('money_frozen');
      return run(ctx, job);
  }
}

function isLocalPartDone({ db, moneyFrozen }: JobContext, job: jobs.Job): boolean {
  return (
    job.state === 'running' &&
    job.wanted === 'run' &&
    moneyFrozen() === 0 &&
    jobs.stepResult(db.read, job.id, 'notices') !== undefined &&
    cancellations.nextPlannedSession(db.read, job.id) === undefined
  );
}

async function run(ctx: JobContext, job: jobs.Job): Promise<void> {
  if (job.state !== 'running') moveJob(ctx, job, 'running');
  await backUpOnce(ctx, job);
  if (!(await cancelPlannedSessions(ctx, job))) return;
  if (inLease(ctx, job, (tx) => tellClients(tx, ctx, job)))
    ctx.announce({ topic: 'changed', what: ['sessions', 'messages', 'clients'] });
  finishIfSettled(ctx, job.id);
}

/** True when no planned session is left; false when a person or the end of the app stopped it. */
function cancelPlannedSessions(ctx: JobContext, job: jobs.Job): Promise<boolean> {
  const { reason } = bulkCancellation.parse(job.payload);
  const { tenantUid, restoreEpoch } = studios.get(ctx.db.read);
  const actor = staff.getById(ctx.db.read, jobs.requesterOf(job)).name;
  return runSteps(ctx, job, {
    next: (tx) => [cancellations.nextPlannedSession(tx, job.id)].filter((id) => id !== undefined),
    carryOut: (tx, sessionId, at) =>
      cancelOneSession(tx, {
        job,
        sessionId,
        reason,
        actor,
        tenantUid,
        restored: restoreEpoch > 0,
        newUid: ctx.newUid,
        at,
      }),
  });
}

/** Messages to those whose booking was really canceled, once: the step is recorded in the same transaction. False the second time. */
function tellClients(tx: WriteDb, ctx: JobContext, job: jobs.Job): boolean {
  const { message, reason } = bulkCancellation.parse(job.payload);
  if (jobs.stepResult(tx, job.id, 'notices') !== undefined) return false;
  const at = ctx.clock.now();
  const written =
    message.channel === 'none'
      ? 0
      : writeNotices(tx, { jobId: job.id, kind: 'session_canceled', template: message, reason, at });
  jobs.finishStep(tx, job.id, 'notices', written, at);
  return true;
}

/** What is done stays done and is told; what is not reached is open again. Refunds of the canceled part go on. */
function stop(ctx: JobContext, job: jobs.Job): void {
  inLease(ctx, job, (tx) => {
    const at = ctx.clock.now();
    // What was paid of their invoices meanwhile pays for the places again.
    followSessions(tx, releasePlanned(tx, job.id, at), { reason: '', by: job.requestedBy, at });
    tellClients(tx, ctx, job);
    jobs.setState(tx, job.id, 'stopped', ctx.clock.now());
  });
  ctx.announce({ topic: 'job.progress', jobId: job.id });
  ctx.announce({ topic: 'changed', what: ['sessions', 'messages', 'jobs', 'clients'] });
}

/** A job is done when every session is canceled, the messages are written, and no card refund waits to be sent or looked up. */
export function finishIfSettled(ctx: JobContext, jobId: jobs.Job['id']): void {
  finishWhen(ctx, jobId, isSettled, ['jobs']);
}

function isSettled(db: ReadDb | WriteDb, jobId: jobs.Job['id']): boolean {
  const job = jobs.findById(db, jobId);
  return (
    job?.state === 'running' &&
    job.wanted === 'run' &&
    jobs.stepResult(db, jobId, 'notices') !== undefined &&
    !jobs.hasUnsettledRefunds(db, jobId)
  );
}
