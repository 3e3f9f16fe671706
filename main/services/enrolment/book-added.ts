import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as services from '#db/repositories/service.ts';
import type { Series } from '#db/schema/series.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { sessionCost } from '../session/session-cost.ts';

/**
 * Gives everybody who is enrolled in the class a place in sessions that an edit has added, in the transaction of the edit. What
 * they cost goes to the client's account: nobody has paid for them yet. A seat beyond the capacity carries the reason that the
 * enrolment was let in with. Returns how many places; 0 for a series that is no class.
 */
export function bookAdded(tx: WriteDb, row: Series, sessionIds: readonly SessionId[], at: number): number {
  if (!row.isClass || sessionIds.length === 0) return 0;
  const priceMinor = sessionCost(services.getById(tx, row.serviceId), row.durationMinutes);
  const enrolled = enrolments.listEnrolled(tx, row.id);
  for (const sessionId of sessionIds)
    for (const [index, { id: enrolmentId, clientId, participant, overbookReason }] of enrolled.entries()) {
      const { id: bookingId } = bookings.insert(tx, {
        sessionId,
        clientId,
        participant,
        priceMinor,
        createdAt: at,
        enrolmentId,
        overbookReason: index < row.capacity ? '' : overbookReason || 'class',
      });
      if (priceMinor > 0) bookings.insertFunding(tx, { bookingId, kind: 'account', amountMinor: priceMinor });
      else bookings.insertFunding(tx, { bookingId, kind: 'free', amountMinor: 0 });
    }
  return sessionIds.length * enrolled.length;
}

/** Takes those places away again, before the sessions go; false if one of them was touched. */
export function unbookAdded(tx: WriteDb, sessionIds: readonly SessionId[], places: number): boolean {
  return places === 0 || enrolments.removeUntouchedPlaces(tx, sessionIds) === places;
}
