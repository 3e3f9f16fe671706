import type { WriteDb } from '#db/database.ts';
import * as messages from '#db/repositories/message.ts';
import * as offers from '#db/repositories/offer.ts';
import type { SessionId } from '#domain/values/ids.ts';
import type { EndedOffer } from '../undo/reschedule.ts';

/** The name of the message that asks the client to choose. */
export function offerMessageUid({ uid }: Pick<offers.RescheduleOffer, 'uid'>): string {
  return `reschedule_offer.${uid}`;
}

/**
 * Withdraws the offer that the session's client has not answered, and its message if it has not gone; answers what puts both back,
 * null when no offer was open. What nobody means to undo is done by the database itself (migration 0080).
 */
export function endOpenOffer(tx: WriteDb, sessionId: SessionId, at: number): EndedOffer | null {
  return endOpenOffers(tx, [sessionId], at)[0] ?? null;
}

/** The same for several sessions at once. */
export function endOpenOffers(tx: WriteDb, sessionIds: readonly SessionId[], at: number): EndedOffer[] {
  return offers.listOpenOf(tx, sessionIds).map((before) => endOffer(tx, before, 'withdrawn', at));
}

/** Closes an open offer; its message, if it has not gone, has become pointless. */
export function endOffer(
  tx: WriteDb,
  before: offers.RescheduleOffer,
  state: 'chosen' | 'expired' | 'withdrawn',
  at: number,
  chosen?: Pick<offers.RescheduleOffer, 'chosenDate' | 'chosenTime'>,
): EndedOffer {
  offers.update(tx, before.id, before.version, { state, answeredAt: at, ...chosen });
  const withdrawn = messages.withdrawUids(tx, [offerMessageUid(before)]);
  return { offer: { id: before.id, before, versionAfter: before.version + 1 }, withdrawn };
}
