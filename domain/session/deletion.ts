import type { SessionState } from './state.ts';

/** What decides whether a session may be deleted. */
export interface DeletionFacts {
  readonly state: SessionState;
  /** A payment was made for one of its bookings, at whatever state, or a charge was posted. */
  readonly hasMoneyMoved: boolean;
  /** A client was asked to choose another time and has not answered. */
  readonly hasOpenOffer: boolean;
}

/** Why a session stays. `money` and `canceled`: its cancellation, now or then, is what the books tell. */
export const DELETION_REFUSALS = [
  'unknown',
  'deleted',
  'canceling',
  'canceled',
  'saved',
  'money',
  'offer',
] as const;
export type DeletionRefusal = (typeof DELETION_REFUSALS)[number];

/** Null when it may be deleted: only an open session, and only while no money has moved for it (domain.md 4). */
export function refusalToDelete(facts: DeletionFacts): DeletionRefusal | null {
  if (facts.state === 'completed' || facts.state === 'missed') return 'saved';
  if (facts.state !== 'open') return facts.state;
  if (facts.hasMoneyMoved) return 'money';
  return facts.hasOpenOffer ? 'offer' : null;
}
