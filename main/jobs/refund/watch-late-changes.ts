import * as refunds from '#db/repositories/refund.ts';
import * as settings from '#db/repositories/settings.ts';
import type { RefundState } from '#domain/refund/life.ts';
import type { JobContext } from '../job-context.ts';
import { decidePolled } from './decide.ts';
import { settle } from './executor.ts';

const CURSOR = 'refund_events_since';
/** Providers keep events for about 30 days. */
const KEPT_MS = 30 * 86_400_000;
/** A refund that has not come back by then does not any more. */
const MAY_CHANGE_MS = 60 * 86_400_000;
/** Events may come to be listed a little late: look back a bit further than the newest one seen (reliability A17). */
const OVERLAP_MS = 3_600_000;

/**
 * Asks the provider which refunds have changed since the last look, at start and every quarter of an hour (reliability D5, R10). An event is a
 * hint: the refund itself is fetched. A refund that had arrived and came back opens a task and tells the client. Seeing an
 * event again is harmless, because only the state of the fetched refund counts.
 *
 * How far it has looked is kept in the provider's time: a clock of ours that was ahead would hide events (R19). It moves on
 * only when every refund could be fetched; then it is also noted when it looked, for the job's page. False when the provider could not be asked.
 */
export async function watchLateChanges(ctx: JobContext): Promise<boolean> {
  const seenUntil = settings.get(ctx.db.read, CURSOR, 0);
  const since = Math.max(
    0,
    Math.min(seenUntil - OVERLAP_MS, ctx.clock.now() - OVERLAP_MS),
    ctx.clock.now() - KEPT_MS,
  );
  const gateway = ctx.payments();
  const events = await ctx.pacer.run(() => gateway.listRefundEvents(since));
  if (!events.ok) return false;
  for (const providerId of new Set(events.value.map(({ refundId }) => refundId))) {
    if (ctx.signal.aborted || !(await checkOne(ctx, providerId))) return false;
  }
  const newest = events.value.reduce((latest, { createdAt }) => Math.max(latest, createdAt), seenUntil);
  const now = ctx.clock.now();
  // A studio without recent refunds stays as it is on disk, so that it is not backed up again and again.
  const mayChange = refunds.hasCardRefundSince(ctx.db.read, now - MAY_CHANGE_MS);
  if (newest === seenUntil && !mayChange) return true;
  ctx.db.write((tx) => {
    if (newest > seenUntil) settings.set(tx, CURSOR, newest, now);
    if (mayChange) refunds.noteLateChangesAsked(tx, now);
  });
  if (mayChange) ctx.announce({ topic: 'changed', what: ['jobs'] });
  return true;
}

/** What may still change without us: money on its way, and money that arrived and may come back. */
const WATCHED: readonly RefundState[] = ['pending', 'requires_action', 'succeeded'];

/** False when the provider could not be asked. */
async function checkOne(ctx: JobContext, providerId: string): Promise<boolean> {
  const refund = refunds.findByProviderId(ctx.db.read, providerId);
  if (!refund || !WATCHED.includes(refund.state)) return true;
  const gateway = ctx.payments();
  const answer = await ctx.pacer.run(() => gateway.getRefund(providerId));
  if (!answer.ok) return answer.reason === 'not_found';
  if (answer.value.status === refund.state) return true;
  if (refund.state !== 'succeeded') {
    const decision = decidePolled(refund, answer, ctx.clock.now());
    ctx.db.write((tx) => settle(tx, { row: refund, decision }, ctx.clock.now()));
    if (refund.jobId !== null) ctx.announce({ topic: 'job.progress', jobId: refund.jobId });
    return true;
  }
  if (answer.value.status !== 'failed' && answer.value.status !== 'canceled') return true;
  const { failureCode = 'failed_late' } = answer.value;
  const detail = { answer: answer.value.status, failureCode };
  ctx.db.write((tx) =>
    settle(
      tx,
      { row: refund, decision: { change: { to: 'failed_late', failureCode, detail }, task: 'FAILED_LATE' } },
      ctx.clock.now(),
    ),
  );
  ctx.announce({ topic: 'changed', what: ['tasks', 'messages'] });
  if (refund.jobId !== null) ctx.announce({ topic: 'job.progress', jobId: refund.jobId });
  return true;
}
