import * as bookings from '#db/repositories/booking.ts';
import type { BookingId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

/** Who comes: the participant of a booking that still holds a place. */
export function updateBooking(
  context: ServiceContext,
  actor: Actor,
  input: { readonly id: BookingId; readonly version: number; readonly participant: string },
): Result<void, NotFound | ChangedMeanwhile | { readonly code: 'ALREADY_BOOKED' }> {
  const { id, version, participant } = input;
  return commit(context, ['sessions'], (tx) => {
    const before = bookings.findById(tx, id);
    if (before?.state !== 'booked') return notFound('booking');
    const { sessionId, clientId } = before;
    const isSame = before.participant === participant;
    if (!isSame && bookings.isBooked(tx, sessionId, clientId, participant))
      return err({ code: 'ALREADY_BOOKED' });
    if (!bookings.update(tx, id, version, { participant })) return changedMeanwhile('booking');
    recordDeed(tx, actor, context.now(), {
      action: 'booking.changed',
      subjectKind: 'session',
      subjectId: sessionId,
      data: { bookingId: id },
    });
    return ok(undefined);
  });
}
