import * as bookings from '#db/repositories/booking.ts';
import * as sessions from '#db/repositories/session.ts';
import type { BookingId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { mayRead } from './get-roster.ts';

/** Notes that somebody is here, or takes it back; in an open session. Practitioners do so in their own sessions. */
export function checkIn(
  context: ServiceContext,
  actor: Actor,
  input: { readonly id: BookingId; readonly version: number; readonly isHere: boolean },
): Result<
  { version: number; checkedInAt: number | null; undoId: UndoStepId },
  NotFound | ChangedMeanwhile | { readonly code: 'SESSION_NOT_OPEN'; readonly state: string }
> {
  const { id, version, isHere } = input;
  return commit(context, ['sessions'], (tx) => {
    const before = bookings.findById(tx, id);
    if (before?.state !== 'booked') return notFound('booking');
    const { state, practitionerId } = sessions.getById(tx, before.sessionId);
    if (state === 'deleted' || !mayRead(actor, practitionerId)) return notFound('booking');
    if (state !== 'open') return err({ code: 'SESSION_NOT_OPEN', state });
    const at = context.now();
    const checkedInAt = isHere ? (before.checkedInAt ?? at) : null;
    const after = bookings.update(tx, id, version, { checkedInAt });
    if (!after) return changedMeanwhile('booking');
    recordDeed(tx, actor, at, {
      action: isHere ? 'booking.checked_in' : 'booking.not_checked_in',
      subjectKind: 'session',
      subjectId: before.sessionId,
      data: { bookingId: id },
    });
    const undoId = rememberUndo(tx, actor, at, {
      kind: 'booking.checked_in',
      data: { id, checkedInAt: before.checkedInAt, versionAfter: after.version },
    });
    return ok({ version: after.version, checkedInAt, undoId });
  });
}
