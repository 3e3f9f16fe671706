import * as enrolments from '#db/repositories/enrolment.ts';
import * as messages from '#db/repositories/message.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { DropUndo } from '../enrolment/drop.ts';
import { undoBookingCancellation } from './booking.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/**
 * Enrolled again, each place back and paid as before. Refused as a whole once one place is taken, a refund may have left, or the
 * client may have read the message.
 */
export function undoClassDrop(call: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { enrolmentId, versionAfter, canceled, messageId } = data as DropUndo;
  const { tx } = call;
  const enrolment = enrolments.findById(tx, enrolmentId);
  if (!enrolment) return changed();
  const { seriesId, clientId, participant } = enrolment;
  if (enrolments.isEnrolled(tx, seriesId, clientId, participant)) return changed();
  const again = enrolments.update(tx, enrolmentId, versionAfter, {
    state: 'enrolled',
    droppedAt: null,
    dropReason: '',
  });
  if (!again) return changed();
  if (messageId !== null && messages.withdraw(tx, [messageId]) === 0) return changed();
  return canceled ? undoBookingCancellation(call, canceled) : ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
