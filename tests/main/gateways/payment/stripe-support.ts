import type { CardGateway } from '#main/gateways/payment/card/port.ts';
import type { PaymentGateway, RefundOutcome, RefundRequest } from '#main/gateways/payment/port.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import type { StripeGatewayOptions } from '#main/gateways/payment/stripe-adapter.ts';
import type { FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';

export const testKey = 'rk_test_callboardtests';

/** The adapter against the fake, patient unless told: a busy machine is no fault. */
export function stripeOver(
  fake: FakeStripe,
  options: Partial<StripeGatewayOptions> = {},
): PaymentGateway & CardGateway {
  const created = createStripeGateway({ apiKey: testKey, apiBase: fake.url, timeoutMs: 20_000, ...options });
  if (!created.ok) throw new Error(created.error.code);
  return created.value;
}

export function refundRequest(
  paymentId: string,
  amount: number,
  {
    id = 'refund-1',
    epoch = 0,
    currency = 'eur',
  }: { readonly id?: string; readonly epoch?: number; readonly currency?: string } = {},
): RefundRequest {
  return {
    idempotencyKey: `cb1:studio:${id}:${epoch}`,
    body: JSON.stringify({
      payment_intent: paymentId,
      amount,
      currency,
      reason: 'requested_by_customer',
      metadata: { cb_refund: id, cb_job: 'job-1', cb_booking: 'booking-1' },
    }),
  };
}

export interface Ended {
  readonly by: 'outcome' | 'look-up' | 'person';
  readonly outcome: RefundOutcome | undefined;
}

/**
 * The executor's rule in its shortest form: same key while it is not known what became of it, a look-up after every
 * unclear answer, a new epoch only when the provider says that the key is spent and the look-up finds nothing.
 * `stopAfter` is what a person takes over.
 */
export async function refundByTheRule(
  gateway: PaymentGateway,
  paymentId: string,
  amount: number,
  id: string,
  stopAfter = 40,
): Promise<Ended> {
  let epoch = 0;
  for (let attempt = 0; attempt < stopAfter; attempt += 1) {
    const outcome = await gateway.createRefund(refundRequest(paymentId, amount, { id, epoch }));
    if (outcome.kind === 'not_now') {
      await new Promise((resolve) => setTimeout(resolve, 5));
      continue;
    }
    if (outcome.kind !== 'unknown') return { by: 'outcome', outcome };
    const found = await gateway.listRefunds(paymentId);
    if (!found.ok) continue;
    if (found.value.some((refund) => refund.metadata['cb_refund'] === id)) return { by: 'look-up', outcome };
    if (outcome.replayed) epoch += 1;
  }
  return { by: 'person', outcome: undefined };
}
