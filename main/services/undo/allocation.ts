import * as allocations from '#db/repositories/allocation.ts';
import * as payments from '#db/repositories/payment.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { AllocationChange } from '../payment/change-allocation.ts';
import type { UndoCall, UndoNotPossible } from './undo-kind.ts';

/** A payment pays again for what it paid before. Refused once a place was touched or is being canceled, or the money went elsewhere. */
export function undoAllocation({ tx }: UndoCall, data: unknown): Result<void, UndoNotPossible> {
  const { paymentId, before, after } = data as AllocationChange;
  const now = allocations.paidState(
    tx,
    after.bookings.map(({ id }) => id),
    after.lots.map(({ id }) => id),
    paymentId,
  );
  const isInJob = now.bookings.some(({ id }) => allocations.isInJob(tx, id));
  if (isInJob || JSON.stringify(now) !== JSON.stringify(after)) return changed();
  allocations.restorePaidState(tx, before);
  return payments.isOverdrawn(tx, paymentId) ? changed() : ok(undefined);
}

const changed = () => err<UndoNotPossible>({ code: 'UNDO_NOT_POSSIBLE', reason: 'changed' });
