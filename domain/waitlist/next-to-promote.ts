import type { WaitlistEntryId } from '../values/ids.ts';

/** Why somebody who waits cannot have a place that is free, the weightiest first. */
export const SKIP_CODES = [
  'session_started',
  'closed',
  'client_archived',
  'already_booked',
  'time_conflict',
  'no_credit',
  'not_prepaid',
] as const;
export type SkipCode = (typeof SKIP_CODES)[number];

/** How the place is to be paid once there is one. */
export const WAITLIST_FUNDINGS = ['package', 'account', 'free'] as const;
export type WaitlistFunding = (typeof WAITLIST_FUNDINGS)[number];

export interface WaitedForSession {
  readonly startsAt: number;
  /** A closure lies over it. */
  readonly isClosed: boolean;
}

/** Somebody in the queue, as things stand now. */
export interface WaitingFact {
  readonly entryId: WaitlistEntryId;
  readonly funding: WaitlistFunding;
  readonly isArchived: boolean;
  readonly isBooked: boolean;
  /** The same person has a place in another session at that time. */
  readonly hasConflict: boolean;
  /** A lot of the client could pay for this session. */
  readonly hasCredit: boolean;
  /** Session control asks for nothing that the client lacks, or somebody has let them in all the same. */
  readonly isPrepaid: boolean;
}

export interface Promotion {
  readonly entryId: WaitlistEntryId | null;
  /** Those before it in the queue, and why each was passed over. */
  readonly skipped: readonly { readonly entryId: WaitlistEntryId; readonly code: SkipCode }[];
}

/**
 * Who of the queue gets the one place that is free: the first who can have it. Pure; `queue` in the order in which it is
 * served. Nobody gets a place in a session that has begun or is closed.
 */
export function nextToPromote(
  session: WaitedForSession,
  queue: readonly WaitingFact[],
  now: number,
): Promotion {
  const skipped: { entryId: WaitlistEntryId; code: SkipCode }[] = [];
  for (const fact of queue) {
    const code = reasonAgainst(session, fact, now);
    if (code === null) return { entryId: fact.entryId, skipped };
    skipped.push({ entryId: fact.entryId, code });
  }
  return { entryId: null, skipped };
}

/** Why this one cannot have a place; null when nothing stands against it. */
export function reasonAgainst(session: WaitedForSession, fact: WaitingFact, now: number): SkipCode | null {
  if (session.startsAt <= now) return 'session_started';
  if (session.isClosed) return 'closed';
  if (fact.isArchived) return 'client_archived';
  if (fact.isBooked) return 'already_booked';
  if (fact.hasConflict) return 'time_conflict';
  if (fact.funding === 'package' && !fact.hasCredit) return 'no_credit';
  return fact.isPrepaid ? null : 'not_prepaid';
}
