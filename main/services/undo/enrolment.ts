import * as bookings from '#db/repositories/booking.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as invoiceLines from '#db/repositories/invoice-line.ts';
import * as messages from '#db/repositories/message.ts';
import * as series from '#db/repositories/series.ts';
import * as sessions from '#db/repositories/session.ts';
import type { Series } from '#db/schema/series.ts';
import type { EnrolmentId, MessageId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** The terms as before; not while people are enrolled in what would be no class any more. */
export function undoClassTerms({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { before, versionAfter } = data as { readonly before: Series; readonly versionAfter: number };
  if (!before.isClass && series.hasEnrolments(tx, before.id)) return changed();
  const { id, version: _, ...columns } = before;
  return series.update(tx, id, versionAfter, columns) ? ok(undefined) : changed();
}

export function undoSessionDisplayed({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { sessionId, displayed, versionAfter } = data as {
    readonly sessionId: SessionId;
    readonly displayed: boolean;
    readonly versionAfter: number;
  };
  return sessions.update(tx, sessionId, versionAfter, { displayed }) ? ok(undefined) : changed();
}

/**
 * The places go as if they had never been, credits return to their lots, and the message is withdrawn. Money that came in did come
 * in: a payment stays, and is free. Refused once a place was touched or stood on an invoice, or the client may have read
 * the message.
 */
export function undoEnrolment({ tx, now }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { enrolmentId, places, messageId } = data as {
    readonly enrolmentId: EnrolmentId;
    readonly places: number;
    readonly messageId: MessageId | null;
  };
  const enrolment = enrolments.findById(tx, enrolmentId);
  const rows = enrolments.listBookings(tx, enrolmentId);
  const isUntouched = rows.every(
    ({ version, state, sessionState }) => version === 1 && state === 'booked' && sessionState === 'open',
  );
  if (enrolment?.version !== 1 || rows.length !== places || !isUntouched) return changed();
  const ids = rows.map(({ bookingId }) => bookingId);
  if (bookings.isInJob(tx, ids) || invoiceLines.areNamed(tx, ids)) return changed();
  if (messageId !== null && messages.withdraw(tx, [messageId]) === 0) return changed();
  for (const { bookingId } of rows)
    for (const { kind, lotId } of bookings.listFundings(tx, bookingId))
      if (kind === 'package' && lotId !== null && !creditLots.returnCredit(tx, lotId, bookingId, now))
        return changed();
  enrolments.unmake(tx, enrolmentId, now);
  return ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
