import Stripe from 'stripe';

import type { Made, ProviderCharge } from './card/port.ts';
import { readChargeBody } from './card-body.ts';
import type { FrozenCall } from './port.ts';
import { toStripeAmount } from './stripe-amount.ts';
import { chargedOf } from './stripe-card-objects.ts';
import { redacted, type StripeConnection } from './stripe-connection.ts';
import { failureOf } from './stripe-failure.ts';

/** A decline comes as an error that carries the intent: that intent is the answer. */
export async function createCharge(
  { stripe, transport, redact }: StripeConnection,
  request: FrozenCall,
  signal: AbortSignal | undefined,
): Promise<Made<'charge', ProviderCharge>> {
  const body = readChargeBody(request);
  if (body === undefined) return { kind: 'refused', code: 'body_unreadable', message: '' };
  const { amount, currency, customer, payment_method, description, metadata } = body;
  try {
    const intent = await transport.withSignal(signal, () =>
      stripe.paymentIntents.create(
        {
          amount: toStripeAmount(amount, currency),
          currency,
          customer,
          payment_method,
          description,
          metadata: { ...metadata },
          allowed_payment_method_types: ['card'],
          confirm: true,
          off_session: true,
        },
        { idempotencyKey: request.idempotencyKey },
      ),
    );
    return { kind: 'charge', value: chargedOf(intent) };
  } catch (thrown) {
    return declinedIn(thrown) ?? redacted(failureOf(thrown), redact);
  }
}

/** One that is paid or over cannot be canceled; how it stands is then read. */
export async function cancelCharge(
  connection: StripeConnection,
  id: string,
  idempotencyKey: string,
  signal: AbortSignal | undefined,
): Promise<Made<'charge', ProviderCharge>> {
  const { stripe, transport, redact } = connection;
  try {
    const canceled = await transport.withSignal(signal, () =>
      stripe.paymentIntents.cancel(id, {}, { idempotencyKey }),
    );
    return { kind: 'charge', value: chargedOf(canceled) };
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.kind !== 'refused' || failure.code === 'resource_missing') return redacted(failure, redact);
    try {
      const intent = await transport.withSignal(signal, () => stripe.paymentIntents.retrieve(id));
      return { kind: 'charge', value: chargedOf(intent) };
    } catch {
      return { kind: 'unknown', reason: 'server_error' };
    }
  }
}

function declinedIn(thrown: unknown): Made<'charge', ProviderCharge> | undefined {
  if (!(thrown instanceof Stripe.errors.StripeError) || thrown.statusCode !== 402) return undefined;
  if (thrown.payment_intent === undefined) return undefined;
  try {
    const charge = chargedOf(thrown.payment_intent);
    const { code = charge.failureCode, decline_code: declineCode = charge.declineCode } = thrown;
    return {
      kind: 'charge',
      value: {
        ...charge,
        ...(code !== undefined && { failureCode: code }),
        ...(declineCode !== undefined && { declineCode }),
      },
    };
  } catch {
    return { kind: 'unknown', reason: 'server_error' };
  }
}
