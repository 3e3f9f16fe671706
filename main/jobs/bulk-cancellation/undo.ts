import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import { clientsStillCanceled, clientsTold } from '#db/repositories/cancellation-notice.ts';
import * as jobs from '#db/repositories/job.ts';
import * as messages from '#db/repositories/message.ts';
import * as refunds from '#db/repositories/refund.ts';
import * as staff from '#db/repositories/staff.ts';
import * as tasks from '#db/repositories/task.ts';
import {
  nextCanceledSession,
  reopenSession,
  restoreLine,
  undoFacts,
} from '#db/repositories/undo-cancellation.ts';
import { planUndo, type UndoLine } from '#domain/cancellation/undo.ts';
import type { RefundId, SessionId } from '#domain/values/ids.ts';
import { followSessions } from '../../invoices/follow-bookings.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import type { JobContext } from '../job-context.ts';
import { writeNotices } from '../outbox/write-notices.ts';
import { bulkCancellation } from './definition.ts';

/**
 * Takes a finished or stopped bulk cancellation back, session by session, each in one transaction (domain.md 7.7). Running it
 * twice is safe: a session leaves `canceled` in the transaction that restores it, and one that stays canceled changes nothing.
 * What cannot be undone becomes a task for the desk; refunds that may have been sent are never "compensated".
 */
export async function undoBulkCancellation(ctx: JobContext, job: jobs.Job): Promise<void> {
  if (ctx.moneyFrozen() > 0) return ctx.holdUp('money_frozen');
  if (job.state !== 'undoing') ctx.db.write((tx) => jobs.setState(tx, job.id, 'undoing', ctx.clock.now()));
  const actor = staff.getById(ctx.db.read, jobs.requesterOf(job)).name;
  let seq = 0;
  for (;;) {
    if (ctx.signal.aborted) return;
    const next = nextCanceledSession(ctx.db.read, job.id, seq);
    if (!next) break;
    seq = next.seq;
    ctx.db.write((tx) => restoreSession(tx, ctx, job, next.sessionId, actor));
    ctx.announce({ topic: 'job.progress', jobId: job.id });
    await new Promise((resolve) => setImmediate(resolve));
  }
  ctx.db.write((tx) => {
    tellRestored(tx, ctx, job);
    jobs.setState(tx, job.id, 'undone', ctx.clock.now());
  });
  ctx.checkMoney();
  ctx.announce({ topic: 'job.progress', jobId: job.id });
  ctx.announce({ topic: 'changed', what: ['sessions', 'jobs', 'tasks', 'messages', 'clients'] });
}

function restoreSession(
  tx: WriteDb,
  ctx: JobContext,
  job: jobs.Job,
  sessionId: SessionId,
  actor: string,
): void {
  const at = ctx.clock.now();
  const lines = planUndo(undoFacts(tx, job.id, sessionId), at);
  const staysCanceled =
    lines.every(({ how, fact }) => how === 'stays' && fact.startsAt <= at) ||
    !reopenSession(tx, job.id, sessionId, at);
  const key = `undo:${sessionId}`;
  if (staysCanceled && jobs.stepResult(tx, job.id, key) !== undefined) return;
  for (const line of lines) if (line.leftover) leaveTask(tx, job, line, at);
  if (staysCanceled) return jobs.finishStep(tx, job.id, key, 'stays', at);
  for (const line of lines) {
    if (line.how === 'stays') continue;
    if (line.withdrawRefund && line.fact.refundId !== null) withdraw(tx, line.fact.refundId, at);
    restoreLine(tx, line, at);
  }
  followSessions(tx, [sessionId], { reason: '', by: job.requestedBy, at });
  append(tx, {
    at,
    staffId: job.requestedBy,
    actor,
    action: 'session.restored',
    subjectKind: 'session',
    subjectId: sessionId,
    data: {
      jobId: job.id,
      places: lines.filter(({ how, fact }) => how !== 'stays' && fact.bookingId !== null).length,
    },
  });
}

function withdraw(tx: WriteDb, refundId: RefundId, at: number): void {
  const refund = refunds.findById(tx, refundId);
  if (!refund || !refunds.change(tx, refund, { to: 'withdrawn', detail: { answer: 'undone' } }, at))
    throw new Error(`refund ${refundId} moved inside its own transaction`);
  tasks.finishOfRefund(tx, refundId, 'withdrawn', null, at);
}

function leaveTask(tx: WriteDb, job: jobs.Job, { fact, leftover, chargeMinor }: UndoLine, at: number): void {
  if (fact.bookingId === null || !leftover) return;
  const code = `UNDO_${leftover.toUpperCase()}`;
  tasks.open(tx, {
    kind: 'undo_leftover',
    code,
    jobId: job.id,
    refundId: null,
    clientId: fact.clientId,
    amountMinor: Math.max(chargeMinor, fact.amountMinor),
    data: { sessionId: fact.sessionId, bookingId: fact.bookingId },
    at,
  });
}

/**
 * Unsent messages of the cancellation are withdrawn; who had got one is told that the place is kept; who lost a place for good and
 * had not been told yet gets a message about just that.
 */
function tellRestored(tx: WriteDb, ctx: JobContext, job: jobs.Job): void {
  const at = ctx.clock.now();
  const { message, reason } = bulkCancellation.parse(job.payload);
  const told = clientsTold(tx, job.id);
  messages.withdrawOfJob(tx, job.id, 'session_canceled');
  writeNotices(tx, {
    jobId: job.id,
    kind: 'session_restored',
    template: readTemplates(tx).sessionRestored,
    reason,
    onlyTo: told,
    at,
  });
  if (message.channel === 'none') return;
  const stillCanceled = new Set([...clientsStillCanceled(tx, job.id)].filter((id) => !told.has(id)));
  writeNotices(tx, {
    jobId: job.id,
    kind: 'session_canceled',
    template: message,
    reason,
    onlyTo: stillCanceled,
    edition: '.corrected',
    at,
  });
}
