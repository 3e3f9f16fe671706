import * as links from '#db/repositories/card-link.ts';
import type { JobContext } from '../job-context.ts';

/** How long a page waits that nobody could be asked about. */
export const AGAIN_MS = 5_000;

/** The end of a page; its address is forgotten. */
export const over = (
  to: 'completed' | 'expired' | 'canceled' | 'failed',
  endedAt: number,
  failureCode: string | null = null,
): links.LinkChange => ({ to, endedAt, failureCode, url: null });

/** Nobody could be asked: it stays what it is, until `retryAfterMs` (else a moment) has passed. */
export function later(ctx: JobContext, link: links.CardLink, retryAfterMs: number | undefined): void {
  const nextTryAt = ctx.clock.now() + (retryAfterMs ?? AGAIN_MS);
  ctx.db.write((tx) => links.change(tx, link, { to: link.state, nextTryAt }));
}
