import type { MoneyChoice } from '#domain/cancellation/booking-plan.ts';
import type { EnrolmentId } from '#domain/values/ids.ts';
import { ok } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { placeRefundAuthority } from '../cancellation/refund-authority.ts';
import { planDrop } from './plan-drop.ts';

/** What dropping with this choice for the money would do; changes nothing. */
export function previewDrop(
  { db: { read }, now }: ServiceContext,
  actor: Actor,
  input: { readonly id: EnrolmentId; readonly money: MoneyChoice },
) {
  const at = now();
  const planned = planDrop(read, input, at);
  if (!planned.ok) return planned;
  const { plan, totals, isInTime, creditsKept } = planned.value;
  const { hash: planHash, chargeMinor } = plan;
  return ok({
    isInTime,
    dropUntilAt: planned.value.row.dropUntilAt,
    places: plan.places.length,
    totals: totals.map(({ action, tender, amountMinor, credits }) => ({
      action,
      tender,
      amountMinor,
      credits,
    })),
    chargeMinor,
    creditsKept,
    planHash,
    ...placeRefundAuthority(read, actor, plan, at),
  });
}
