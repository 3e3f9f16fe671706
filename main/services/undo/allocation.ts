import * as openDues from '#db/repositories/open-due.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import * as payments from '#db/repositories/payment.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { followBookings } from '../../invoices/follow-bookings.ts';
import type { AllocationChange } from '../payment/change-allocation.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A payment pays again for what it paid before, and invoices bill only the rest. Refused once a place was touched or is being canceled, or the money went elsewhere. */
export function undoAllocation(
  { tx, actor, now: at }: UndoCall,
  data: unknown,
): Result<void, UndoNotPossible> {
  const { paymentId, before, after } = data as AllocationChange;
  const now = paidFor.paidState(
    tx,
    after.bookings.map(({ id }) => id),
    after.lots.map(({ id }) => id),
    paymentId,
  );
  const isInJob = now.bookings.some(({ id }) => paidFor.isInJob(tx, id));
  if (isInJob || JSON.stringify(now) !== JSON.stringify(after)) return changed();
  paidFor.restorePaidState(tx, before);
  const isPaidTwice = before.lots.some(({ id }) => openDues.isLotOverpaid(tx, id));
  if (isPaidTwice || payments.isOverdrawn(tx, paymentId)) return changed();
  const ids = before.bookings.map(({ id }) => id);
  followBookings(tx, ids, { reason: '', by: actor.staffId, at });
  return ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
