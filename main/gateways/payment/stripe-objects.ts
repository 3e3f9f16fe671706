import type Stripe from 'stripe';
import { z } from 'zod';

import type { ProviderPayment, ProviderRefund } from './port.ts';
import { fromStripeAmount } from './stripe-amount.ts';

/**
 * Stripe's objects in the words of the port. Each reads the answer with a schema first: an answer of another shape
 * (a proxy's page, a new API) throws and so becomes "unknown", never a wrong amount.
 */
export function refundOf(answer: Stripe.Refund): ProviderRefund {
  const refund = refundSchema.parse(answer);
  return {
    id: refund.id,
    amountMinor: fromStripeAmount(refund.amount, refund.currency),
    currency: refund.currency,
    status: refund.status,
    ...(refund.failure_reason && { failureCode: refund.failure_reason }),
    ...(refund.pending_reason && { pendingReason: refund.pending_reason }),
    createdAt: refund.created * 1000,
    metadata: refund.metadata ?? {},
  };
}

export function chargeOf(answer: Stripe.Charge): ProviderPayment {
  const charge = chargeSchema.parse(answer);
  return {
    capturedMinor: charge.captured ? fromStripeAmount(charge.amount_captured, charge.currency) : 0,
    // Releasing an authorisation is booked as a "refund" of a charge that took nothing.
    refundedMinor: charge.captured ? fromStripeAmount(charge.amount_refunded, charge.currency) : 0,
    currency: charge.currency,
    status: chargeStatus(charge),
    disputed: charge.disputed,
  };
}

/** `latest_charge` must be expanded; it is the only charge of an intent that can have succeeded. */
export function paymentIntentOf(answer: Stripe.PaymentIntent): ProviderPayment {
  const intent = paymentIntentSchema.parse(answer);
  const refunded = intent.amount_received > 0 ? (intent.latest_charge?.amount_refunded ?? 0) : 0;
  return {
    capturedMinor: fromStripeAmount(intent.amount_received, intent.currency),
    refundedMinor: fromStripeAmount(refunded, intent.currency),
    currency: intent.currency,
    status: intentStatuses[intent.status],
    disputed: intent.latest_charge?.disputed ?? false,
  };
}

const amount = z.int().nonnegative();

const refundSchema = z.object({
  object: z.literal('refund'),
  id: z.string().min(1),
  amount,
  currency: z.string().length(3),
  status: z.enum(['succeeded', 'pending', 'requires_action', 'canceled', 'failed']),
  failure_reason: z.string().nullish(),
  pending_reason: z.string().nullish(),
  created: z.int(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

const chargeSchema = z.object({
  object: z.literal('charge'),
  captured: z.boolean(),
  amount_captured: amount,
  amount_refunded: amount,
  currency: z.string().length(3),
  refunded: z.boolean(),
  status: z.enum(['succeeded', 'pending', 'failed']),
  disputed: z.boolean(),
});

function chargeStatus(charge: z.infer<typeof chargeSchema>): ProviderPayment['status'] {
  if (charge.status === 'pending') return 'processing';
  if (charge.captured) return 'captured';
  return charge.status === 'failed' || charge.refunded ? 'canceled' : 'uncaptured';
}

const intentStatuses = {
  succeeded: 'captured',
  processing: 'processing',
  canceled: 'canceled',
  requires_capture: 'uncaptured',
  requires_action: 'uncaptured',
  requires_confirmation: 'uncaptured',
  requires_payment_method: 'uncaptured',
} as const;

const paymentIntentSchema = z.object({
  object: z.literal('payment_intent'),
  amount_received: amount,
  currency: z.string().length(3),
  status: z.enum([
    'succeeded',
    'processing',
    'canceled',
    'requires_capture',
    'requires_action',
    'requires_confirmation',
    'requires_payment_method',
  ]),
  latest_charge: z.object({ amount_refunded: amount, disputed: z.boolean() }).nullish(),
});
