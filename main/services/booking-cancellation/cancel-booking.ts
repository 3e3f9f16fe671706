import type { WriteDb } from '#db/database.ts';
import * as jobs from '#db/repositories/job.ts';
import type { JobId, StaffId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import { confirmSecondPerson } from '../staff/confirm-second-person.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type Forbidden,
  type InvalidInput,
  invalidInput,
  type MoneyFrozen,
} from '../errors.ts';
import { checkMessage } from '../notice/check-message.ts';
import { placeRefundAuthority, refundRefusal, type RefundRefused } from '../cancellation/refund-authority.ts';
import type { PinError } from '../staff/sign-in.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { promoteWaiting } from '../waitlist/promote-waiting.ts';
import type { BookingCancellation } from './booking-cancellation.ts';
import { type BookingPlan, type BookingPlanError, makeBookingPlan } from './plan-booking.ts';
import { tellClient } from './tell-client.ts';
import { writeBookingCancellation } from './write-booking-cancellation.ts';

export type CancelBookingError =
  | BookingPlanError
  | ChangedMeanwhile
  | InvalidInput
  | MoneyFrozen
  | Forbidden
  | PinError
  | RefundRefused
  | { readonly code: 'PLAN_CHANGED'; readonly refundTotalMinor: number };

export interface BookingCanceled {
  readonly jobId: JobId;
  /** Null for a repeat of the request. */
  readonly undoId: UndoStepId | null;
  /** Names of those who got a place from the waitlist. */
  readonly promoted: string[];
}

/**
 * Takes one booking out of a session, in one transaction: the place, its money by the plan that was shown, the message, and
 * who moves up from the waitlist. The rows are those of a bulk cancellation of one booking, so that refunds are sent, looked up and
 * reported as ever (reliability D1–D7); card refunds wait a moment, for Undo. Repeating a `requestUid` answers what it did.
 */
export async function cancelBooking(
  context: ServiceContext,
  actor: Actor,
  request: BookingCancellation,
): Promise<Result<BookingCanceled, CancelBookingError>> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  if (request.money === 'policy' && request.by !== 'client') return invalidInput('money', 'NOT_A_CHOICE');
  const badMessage = request.message.channel === 'none' ? undefined : checkMessage(request.message);
  if (badMessage) return badMessage;
  const approved = await confirmSecondPerson(context, actor, request.secondPerson);
  if (!approved.ok) return approved;
  const done = commit(context, ['sessions', 'clients', 'jobs', 'tasks', 'messages'], (tx) =>
    carryOut(tx, context, actor, request, approved.value),
  );
  if (done.ok) context.wakeJobs();
  return done;
}

function carryOut(
  tx: WriteDb,
  context: ServiceContext,
  actor: Actor,
  request: BookingCancellation,
  approvedBy: StaffId | null,
): Result<BookingCanceled, CancelBookingError> {
  const before = jobs.findByRequestUid(tx, request.requestUid);
  if (before)
    return before.requestedBy === actor.staffId && before.kind === 'booking_cancellation'
      ? ok({ jobId: before.id, undoId: null, promoted: [] })
      : changedMeanwhile('request');
  const planned = makeBookingPlan(tx, request, context.now());
  if (!planned.ok) return planned;
  const plan = planned.value;
  const refused = check(tx, actor, request, plan, { approvedBy, now: context.now() });
  if (refused) return err(refused);
  const call = { tx, actor, context };
  const written = writeBookingCancellation(call, request, plan, approvedBy);
  if (!written) return changedMeanwhile('booking');
  const messageUid = tellClient(call, request, plan, written.jobId);
  const promoted = promoteWaiting(call, plan.session.id);
  const undoId = rememberUndo(tx, actor, context.now(), {
    kind: 'booking.canceled',
    data: { ...written, messageUid, promoted },
  });
  return ok({ jobId: written.jobId, undoId, promoted: promoted.map(({ name }) => name) });
}

function check(
  tx: WriteDb,
  actor: Actor,
  request: BookingCancellation,
  plan: BookingPlan,
  { approvedBy, now }: { readonly approvedBy: StaffId | null; readonly now: number },
): CancelBookingError | undefined {
  if (plan.booking.version !== request.version) return { code: 'CHANGED_MEANWHILE', what: 'booking' };
  if (plan.hash !== request.planHash)
    return { code: 'PLAN_CHANGED', refundTotalMinor: plan.refundTotalMinor };
  return refundRefusal(placeRefundAuthority(tx, actor, plan, now), plan, approvedBy);
}
