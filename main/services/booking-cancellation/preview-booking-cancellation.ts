import * as creditLots from '#db/repositories/credit-lot.ts';
import * as waitlist from '#db/repositories/waitlist.ts';
import type { BookingMoneyChoice } from '#domain/cancellation/booking-plan.ts';
import type { PlanLine } from '#domain/cancellation/plan.ts';
import type { BookingId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { placeRefundAuthority, type RefundAuthority } from '../cancellation/refund-authority.ts';
import { type BookingPlanError, makeBookingPlan } from './plan-booking.ts';

export interface BookingCancellationPreview extends RefundAuthority {
  readonly parts: {
    readonly action: PlanLine['action'];
    readonly tender: string;
    readonly amountMinor: number;
    readonly lotName: string | null;
    readonly isKept: boolean;
  }[];
  readonly chargeMinor: number;
  /** The completion type by which the policy charges, with the choice `policy`; null when it charges nothing. */
  readonly policyLabel: string | null;
  readonly planHash: string;
  /** How many wait for the place. */
  readonly waiting: number;
  readonly limitMinor: number;
}

/** What canceling the booking with this choice would do; changes nothing. */
export function previewBookingCancellation(
  { db, now }: ServiceContext,
  actor: Actor,
  input: { readonly id: BookingId; readonly money: BookingMoneyChoice },
): Result<BookingCancellationPreview, BookingPlanError> {
  const planned = makeBookingPlan(db.read, input, now());
  if (!planned.ok) return planned;
  const plan = planned.value;
  return ok({
    parts: plan.lines.map(({ action, tender, amountMinor, lotId, note }) => ({
      action,
      tender,
      amountMinor,
      lotName: lotId === null ? null : creditLots.getById(db.read, lotId).name,
      isKept: note === 'kept',
    })),
    chargeMinor: plan.chargeMinor,
    policyLabel: plan.byClient.get(input.id)?.label ?? null,
    planHash: plan.hash,
    waiting: waitlist.countWaiting(db.read, plan.session.id),
    limitMinor: plan.settings.staffRefundLimitMinor,
    ...placeRefundAuthority(db.read, actor, plan, now()),
  });
}
