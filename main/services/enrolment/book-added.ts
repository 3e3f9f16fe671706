import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Series } from '#db/schema/series.ts';
import type { BookingId, SessionId } from '#domain/values/ids.ts';
import type { Actor } from '../context.ts';
import { freezePolicy } from '../prepayment/client-policy.ts';
import { waive } from '../prepayment/require-prepayment.ts';
import { type AddedPlace, planAdded } from './plan-added.ts';

/**
 * Gives everybody who is enrolled in the class a place in sessions that an edit has added, in the transaction of the edit, as
 * `planAdded` says. A seat beyond the capacity carries the reason that the enrolment was let in with.
 */
export function bookAdded(
  tx: WriteDb,
  actor: Actor,
  row: Series,
  sessionIds: readonly SessionId[],
  at: number,
): { readonly places: number; readonly leftOut: readonly AddedPlace[] } {
  const idByDate = new Map(sessionIds.map((id) => [sessions.getById(tx, id).localDate, id]));
  const { priceMinor, given, leftOut } = planAdded(tx, actor, row, [...idByDate.keys()]);
  if (given.length === 0) return { places: 0, leftOut };
  const policyId = freezePolicy(tx, at);
  const taken = new Map<SessionId, number>();
  for (const place of inOrder(given)) {
    const sessionId = idByDate.get(place.date);
    if (sessionId === undefined) throw new Error(`no session on ${place.date}`);
    const seat = taken.get(sessionId) ?? 0;
    taken.set(sessionId, seat + 1);
    const { id: enrolmentId, clientId, participant, overbookReason } = place.enrolled;
    const { id: bookingId } = bookings.insert(tx, {
      sessionId,
      clientId,
      participant,
      priceMinor,
      createdAt: at,
      enrolmentId,
      overbookReason: seat < row.capacity ? '' : overbookReason || 'class',
      policyId,
    });
    pay(tx, place, { bookingId, priceMinor, at });
    if (place.missing)
      waive(tx, actor, { clientId, places: [{ bookingId }], missing: place.missing, by: actor.staffId, at });
  }
  return { places: given.length, leftOut };
}

/** Who was let in over the capacity comes last, as in `listEnrolled`. */
function inOrder(places: readonly AddedPlace[]): AddedPlace[] {
  const rank = ({ enrolled }: AddedPlace): number => Number(enrolled.overbookReason !== '');
  return places.toSorted((a, b) => rank(a) - rank(b) || a.enrolled.id - b.enrolled.id);
}

function pay(
  tx: WriteDb,
  { lotId }: AddedPlace,
  place: { readonly bookingId: BookingId; readonly priceMinor: number; readonly at: number },
): void {
  const { bookingId, priceMinor, at } = place;
  if (lotId !== null) {
    bookings.insertFunding(tx, { bookingId, kind: 'package', amountMinor: 0, lotId });
    if (!creditLots.useCredit(tx, lotId, bookingId, at)) throw new Error(`lot ${lotId} has no credit left`);
  } else if (priceMinor > 0)
    bookings.insertFunding(tx, { bookingId, kind: 'account', amountMinor: priceMinor });
  else bookings.insertFunding(tx, { bookingId, kind: 'free', amountMinor: 0 });
}

/**
 * Takes those places away again, before the sessions go; null if one of them was touched. Credits return; a place that had one stays
 * as canceled, since the credit's history names it: answers the sessions of those, which cannot go without a trace.
 */
export function unbookAdded(
  tx: WriteDb,
  sessionIds: readonly SessionId[],
  places: number,
  at: number,
): ReadonlySet<SessionId> | null {
  if (places === 0) return new Set();
  const byCredit = enrolments.listUntouchedCreditPlaces(tx, sessionIds);
  for (const { bookingId, lotId } of byCredit) {
    if (!creditLots.returnCredit(tx, lotId, bookingId, at)) return null;
    bookings.unmake(tx, bookingId, at);
  }
  const gone = byCredit.length + enrolments.removeUntouchedPlaces(tx, sessionIds);
  return gone === places ? new Set(byCredit.map(({ sessionId }) => sessionId)) : null;
}
