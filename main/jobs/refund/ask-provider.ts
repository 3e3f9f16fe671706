import * as refunds from '#db/repositories/refund.ts';
import * as studios from '#db/repositories/studio.ts';
import type { JobContext } from '../job-context.ts';
import {
  decideLookedUp,
  decideOtherProvider,
  decidePaymentState,
  decidePolled,
  decideSent,
  type RefundDecision,
} from './decide.ts';

/** Codes by which the provider says that the payment was never captured (reliability R15). */
const NOT_CAPTURED = ['payment_intent_unexpected_state', 'charge_not_captured'];

/**
 * The one call (or look-up) that a refund needs now, paced, outside any transaction, and what its answer means. Which one
 * depends on the committed state alone: `sending` sends; `pending` asks for the refund; everything else looks at the payment's list.
 */
export async function askProvider(ctx: JobContext, refund: refunds.Refund): Promise<RefundDecision> {
  const gateway = ctx.payments();
  if (refund.provider !== gateway.kind) return decideOtherProvider(refund);
  if (refund.state === 'sending') {
    const outcome = await ctx.pacer.run(() =>
      gateway.createRefund({ idempotencyKey: refund.idempotencyKey, body: refund.requestBody }),
    );
    if (outcome.kind === 'refused' && NOT_CAPTURED.includes(outcome.code)) return lookAtPayment(ctx, refund);
    return decideSent(refund, outcome, ctx.clock.now());
  }
  if (refund.state === 'pending' && refund.providerRefundId !== null) {
    const { providerRefundId } = refund;
    const answer = await ctx.pacer.run(() => gateway.getRefund(providerRefundId));
    return decidePolled(refund, answer, ctx.clock.now());
  }
  const list = await ctx.pacer.run(() => gateway.listRefunds(refund.paymentRef));
  const { tenantUid, restoreEpoch } = studios.get(ctx.db.read);
  const facts = {
    tenantUid,
    restored: restoreEpoch > 0,
    taken: refunds.knownProviderIds(ctx.db.read, refund.paymentId),
    uids: refunds.uidsOfPayment(ctx.db.read, refund.paymentId),
  };
  return decideLookedUp(refund, list, facts, ctx.clock.now());
}

async function lookAtPayment(ctx: JobContext, refund: refunds.Refund): Promise<RefundDecision> {
  const gateway = ctx.payments();
  const payment = await ctx.pacer.run(() => gateway.getPayment(refund.paymentRef));
  const holdsOnlyThis =
    payment.ok &&
    payment.value.status === 'uncaptured' &&
    refund.amountMinor >= refunds.paymentAmount(ctx.db.read, refund.paymentId);
  if (!holdsOnlyThis) return decidePaymentState(refund, payment, false, ctx.clock.now());
  const canceled = await ctx.pacer.run(() =>
    gateway.cancelPayment(refund.paymentRef, `${refund.idempotencyKey}:void`),
  );
  if (canceled.kind === 'canceled') return decidePaymentState(refund, payment, true, ctx.clock.now());
  return decideSent(refund, canceled, ctx.clock.now());
}
