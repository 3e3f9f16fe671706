import type { JobRow } from '#contract/desktop/job.ts';

/** What the card processor allows on one endpoint; Callboard keeps just below it. */
const CARD_REFUNDS_PER_SECOND = 25;

/**
 * Seconds until the last card refund is sent, at the pace the processor allows; everything else is done in moments. null when
 * there is nothing to wait for or no telling (paused, held up).
 */
export function secondsLeft(job: Pick<JobRow, 'state' | 'wanted' | 'holdUp' | 'progress'>): number | null {
  if (job.state !== 'queued' && job.state !== 'running') return null;
  if (job.wanted !== 'run') return null;
  if (job.holdUp !== null && job.holdUp !== 'rate_limited') return null;
  const { toSend } = job.progress.refunds;
  return toSend === 0 ? null : Math.ceil(toSend / CARD_REFUNDS_PER_SECOND);
}

/** How much of the whole is done, 0 to 1: every session, every item that needs no card, and every card refund count as one. */
export function doneShare(progress: JobRow['progress']): number {
  const { sessions, items, refunds } = progress;
  const total = sessions.total + items.total + refunds.total;
  const done = sessions.done + sessions.released + items.done + (refunds.total - refunds.toSend);
  return total === 0 ? 1 : Math.min(1, done / total);
}
