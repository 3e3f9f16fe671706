import type { ReadDb, WriteDb } from '#db/database.ts';
import type { RescheduleOffer } from '#db/repositories/offer.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { makePlan } from '../cancellation/cancellation-plan.ts';
import type { Actor } from '../context.ts';
import { findActor } from '../staff/find-actor.ts';
import { refundAuthority, refundRefusal, type RefundRefused } from '../cancellation/refund-authority.ts';

/** Why the person may not cancel the session by themselves today; undefined if they may. */
export function overAuthority(
  db: ReadDb | WriteDb,
  actor: Actor,
  sessionId: SessionId,
  now: number,
): RefundRefused | undefined {
  const plan = makePlan(db, { sessionIds: [sessionId] }, now);
  return refundRefusal(refundAuthority(db, actor, plan, now), plan, null);
}

/** What keeps an unanswered offer from being ended as agreed; `person_left`: who made it may not cancel any more. */
export type FallbackTrouble = 'money_frozen' | 'person_left' | 'refund_limit' | 'second_person';

/**
 * Why the fallback of an offer cannot run now; null when it can. `violations`: how many invariants are broken. Asked afresh each
 * time: what stands in its way may be gone, and then it runs within a minute.
 */
export function fallbackTrouble(
  db: ReadDb | WriteDb,
  { fallback, offeredBy, sessionId }: Pick<RescheduleOffer, 'fallback' | 'offeredBy' | 'sessionId'>,
  { violations, now }: { readonly violations: number; readonly now: number },
): FallbackTrouble | null {
  if (fallback === 'keep') return null;
  if (violations > 0) return 'money_frozen';
  const actor = findActor(db, offeredBy);
  // Who is a practitioner by now may not cancel any more.
  if (!actor || actor.role === 'practitioner') return 'person_left';
  const over = overAuthority(db, actor, sessionId, now);
  if (!over) return null;
  return over.code === 'REFUND_LIMIT' ? 'refund_limit' : 'second_person';
}
