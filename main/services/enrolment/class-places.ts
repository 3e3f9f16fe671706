import type { ReadDb } from '#db/database.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import type { Booking } from '#db/schema/booking.ts';
import { type LateBecause, lateBecause } from '#domain/enrolment/deadlines.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { sessionCost } from '../session/session-cost.ts';
import { servicesOf } from './class-pricing.ts';
import type { ClassSeries } from './class-terms.ts';

export interface ClassPlace {
  readonly session: enrolments.ClassSession;
  readonly costMinor: number;
  readonly what: 'book' | 'has_place' | 'past';
}

/** A place that an enrolment has taken. */
export interface TakenPlace {
  readonly booking: Booking;
  readonly session: enrolments.ClassSession;
}

/**
 * What enrolling this person now means for each session of the class, by start: booked, left as it is because they have a place
 * in it, or past. Canceled sessions are none of its business.
 */
export function classPlaces(
  db: ReadDb,
  row: ClassSeries,
  { clientId, participant }: { readonly clientId: ClientId; readonly participant: string },
  now: number,
): { readonly places: ClassPlace[]; readonly late: LateBecause | null } {
  const serviceOf = servicesOf(db);
  const held = enrolments.placesOf(db, row.id, clientId, participant);
  const sessions = enrolments.listSessions(db, row.id).filter(({ state }) => state !== 'canceled');
  const firstStartsAt = sessions[0]?.startsAt ?? row.enrolUntilAt;
  return {
    late: lateBecause(row, firstStartsAt, now),
    places: sessions.map((session) => ({
      session,
      costMinor: sessionCost(serviceOf(session.serviceId), session.durationMinutes),
      what: held.has(session.id)
        ? 'has_place'
        : session.state === 'open' && session.startsAt > now
          ? 'book'
          : 'past',
    })),
  };
}
