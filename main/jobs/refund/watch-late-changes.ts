import * as refunds from '#db/repositories/refund.ts';
import * as settings from '#db/repositories/settings.ts';
import type { JobContext } from '../job-context.ts';
import { settle } from './executor.ts';

const CURSOR = 'refund_events_since';
/** Providers keep events for about 30 days. */
const KEPT_MS = 30 * 86_400_000;
/** Events may come to be listed a little late: look back a bit further than the last look (reliability A17). */
const OVERLAP_MS = 3_600_000;

/**
 * Asks the provider which refunds have changed since the last look, at start and every hour (reliability D5, R10). An event is a
 * hint: the refund itself is fetched. A refund that had arrived and came back opens a task and tells the client. Seeing an
 * event again is harmless, because only the state of the fetched refund counts.
 */
export async function watchLateChanges(ctx: JobContext): Promise<void> {
  const startedAt = ctx.clock.now();
  const since = Math.max(settings.get(ctx.db.read, CURSOR, 0) - OVERLAP_MS, startedAt - KEPT_MS);
  const gateway = ctx.payments();
  const events = await ctx.pacer.run(() => gateway.listRefundEvents(since));
  if (!events.ok) return;
  for (const providerId of new Set(events.value.map(({ refundId }) => refundId))) {
    if (ctx.signal.aborted) return;
    await checkOne(ctx, providerId);
  }
  ctx.db.write((tx) => settings.set(tx, CURSOR, startedAt, startedAt));
}

async function checkOne(ctx: JobContext, providerId: string): Promise<void> {
  const refund = refunds.findByProviderId(ctx.db.read, providerId);
  if (refund?.state !== 'succeeded') return;
  const gateway = ctx.payments();
  const answer = await ctx.pacer.run(() => gateway.getRefund(providerId));
  if (!answer.ok || (answer.value.status !== 'failed' && answer.value.status !== 'canceled')) return;
  const { failureCode = 'failed_late' } = answer.value;
  const detail = { answer: answer.value.status, failureCode };
  ctx.db.write((tx) =>
    settle(
      tx,
      { refund, decision: { change: { to: 'failed_late', failureCode, detail }, task: 'FAILED_LATE' } },
      ctx.clock.now(),
    ),
  );
  ctx.announce({ topic: 'changed', what: ['tasks', 'messages'] });
  ctx.announce({ topic: 'job.progress', jobId: refund.jobId });
}
