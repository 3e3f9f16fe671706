/**
 * The life of a link to a page of the card processor, where a client leaves a card (`setup`) or pays (`payment`). A page made
 * twice does no harm: nobody knows the address of the first. What counts is that a paid one is taken down once.
 *
 * planned → sending → open → completed | expired | canceling → canceled;  sending → planned | failed;
 * planned | sending → canceling, which ends without a page if there never was one;  canceling → completed, if the client was quicker
 */
export const LINK_STATES = [
  'planned',
  'sending',
  'open',
  'canceling',
  'completed',
  'expired',
  'canceled',
  'failed',
] as const;
export type LinkState = (typeof LINK_STATES)[number];
export type LinkKind = 'setup' | 'payment';

/** The client may still use it, or soon will. */
export function isLinkOpen(state: LinkState): boolean {
  return state === 'planned' || state === 'sending' || state === 'open';
}

/** `cb1:<studio>:<link>:<epoch>`; the epoch rises when the provider may have forgotten the key. */
export function linkKey(tenantUid: string, linkUid: string, epoch: number): string {
  return `cb1:${tenantUid}:l:${linkUid}:${epoch}`;
}

/** The processor knows the client under this key from the first link on. */
export function customerKey(tenantUid: string, customerUid: string): string {
  return `cb1:${tenantUid}:k:${customerUid}`;
}

/**
 * When to look at an open page again, in ms after `openedMs` that it has been open: often while somebody may sit in front of it, and
 * ever more seldom later; what is missed the events tell (reliability D5).
 */
export function nextLook(openedMs: number): number {
  return Math.min(Math.max(openedMs / 4, 15_000), 900_000);
}
