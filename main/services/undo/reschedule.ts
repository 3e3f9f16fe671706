import * as messages from '#db/repositories/message.ts';
import * as offers from '#db/repositories/offer.ts';
import * as sessions from '#db/repositories/session.ts';
import { QUIET_MS } from '#domain/message/message-kind.ts';
import type { OfferId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type SessionChange, undoSessionChange } from './session.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** What moving a session, or a deed about its offer, has changed. */
export interface Rescheduling {
  readonly session: SessionChange | null;
  /** `before` is null for an offer that was made by this deed. */
  readonly offer: {
    readonly id: OfferId;
    readonly before: offers.RescheduleOffer | null;
    readonly versionAfter: number;
  } | null;
  /** Messages by uid: written by the deed, and kept by it from going out. */
  readonly queued: readonly string[];
  readonly withdrawn: readonly string[];
}

/** An offer that a deed ended together with something else, and its message that was kept from going out. */
export type EndedOffer = Pick<Rescheduling, 'offer' | 'withdrawn'>;

/**
 * The session at its old time, the offer as it was, the new messages withdrawn and the old ones on their way again. Refused once a
 * client has been told: they would come at the wrong time.
 */
export function undoRescheduling(call: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { session, offer, queued, withdrawn } = data as Rescheduling;
  const { tx } = call;
  if (messages.hasLeft(tx, queued)) return err({ code: 'UNDO_NOT_POSSIBLE', reason: 'told' });
  if (session) {
    const undone = undoSessionChange(call, session);
    if (!undone.ok) return undone;
  }
  if (!putOffersBack(call, [{ offer, withdrawn }]))
    return err({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
  messages.withdrawUids(tx, queued);
  return ok(undefined);
}

/**
 * Offers as they were and their messages on their way again; their sessions are open again already. False once one of them was
 * touched or could not be open any more: its deadline is over, or another one waits.
 */
export function putOffersBack(call: UndoCall, ended: readonly EndedOffer[]): boolean {
  return ended.every(({ offer, withdrawn }) => {
    if (offer && !putOfferBack(call, offer)) return false;
    messages.putBackByUid(call.tx, withdrawn, call.now + QUIET_MS);
    return true;
  });
}

function putOfferBack(
  { tx, now }: UndoCall,
  { id, before, versionAfter }: NonNullable<Rescheduling['offer']>,
): boolean {
  const present = offers.findById(tx, id);
  if (present?.version !== versionAfter) return false;
  if (before === null) {
    offers.remove(tx, id);
    return true;
  }
  const wouldBeOpen = before.state === 'open';
  const mayBeOpen =
    before.deadlineAt > now &&
    sessions.findById(tx, before.sessionId)?.state === 'open' &&
    (offers.findOpen(tx, before.sessionId)?.id ?? id) === id;
  if (wouldBeOpen && !mayBeOpen) return false;
  const { id: _, version: __, ...columns } = before;
  return offers.update(tx, id, versionAfter, columns) !== undefined;
}
