import Stripe from 'stripe';

import type {
  CancelPaymentOutcome,
  Lookup,
  PaymentGateway,
  ProviderPayment,
  ProviderRefundEvent,
  RefundOutcome,
  RefundRequest,
} from './port.ts';
import type { CardGateway } from './card/port.ts';
import { isPaymentIntentRef, readRefundBody } from './refund-body.ts';
import { toStripeAmount } from './stripe-amount.ts';
import { checkStripeKey } from './stripe-check.ts';
import { createStripeCards } from './stripe-cards.ts';
import type { StripeConnection } from './stripe-connection.ts';
import { failureOf, lookupFailureOf } from './stripe-failure.ts';
import { chargeOf, paymentIntentOf, refundOf } from './stripe-objects.ts';
import { createStripeTransport } from './stripe-transport.ts';

export interface StripeGatewayOptions {
  /** `rk_test_…`, `rk_live_…` or `sk_test_…`. A full-power live key has no place on a desk (reliability D6). */
  readonly apiKey: string;
  /** Elsewhere than the provider itself, for tests: https, or http to this machine; never with a live key. */
  readonly apiBase?: URL;
  /** For one whole call; 30 s unless told. */
  readonly timeoutMs?: number;
}

/**
 * Refunds through Stripe. One HTTP request per call, no hidden repeats, no telemetry; our own idempotency key on
 * every POST (reliability D3). The key is held by the SDK alone and appears in no value that comes out of here.
 * The options are those that `createStripeGateway` has checked.
 */
export function createStripeAdapter({
  apiKey,
  apiBase,
  timeoutMs,
}: StripeGatewayOptions): PaymentGateway & CardGateway {
  const transport = createStripeTransport();
  const stripe = new Stripe(apiKey, {
    httpClient: transport.client,
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: timeoutMs ?? 30_000,
    ...(apiBase !== undefined && {
      host: apiBase.hostname,
      protocol: apiBase.protocol === 'http:' ? 'http' : 'https',
      port: apiBase.port === '' ? (apiBase.protocol === 'http:' ? 80 : 443) : Number(apiBase.port),
    }),
  });
  const livemode = apiKey.startsWith('rk_live_');
  return gatewayOver({ stripe, transport, livemode, redact: (text) => text.replaceAll(apiKey, '***') });
}

interface Connection extends StripeConnection {
  readonly livemode: boolean;
}

function gatewayOver(connection: Connection): PaymentGateway & CardGateway {
  const { stripe, transport } = connection;
  const lookup = async <T>(signal: AbortSignal | undefined, read: () => Promise<T>): Promise<Lookup<T>> => {
    try {
      return { ok: true, value: await transport.withSignal(signal, read) };
    } catch (thrown) {
      return lookupFailureOf(thrown);
    }
  };
  return {
    ...createStripeCards(connection),
    kind: 'stripe',
    createRefund: (request, signal) => createRefund(connection, request, signal),
    listRefunds: (paymentRef, signal) =>
      lookup(signal, async () => {
        const of = isPaymentIntentRef(paymentRef) ? { payment_intent: paymentRef } : { charge: paymentRef };
        const refunds = await readAllPages(stripe.refunds.list({ ...of, limit: pageSize }));
        return refunds.map(refundOf);
      }),
    getRefund: (id, signal) => lookup(signal, async () => refundOf(await stripe.refunds.retrieve(id))),
    getPayment: (ref, signal) => lookup(signal, () => readPayment(stripe, ref)),
    cancelPayment: (ref, key, signal) => cancelPayment(connection, ref, key, signal),
    listRefundEvents: (sinceAt, signal) => lookup(signal, () => readRefundEvents(stripe, sinceAt)),
    check: (signal) => transport.withSignal(signal, () => checkStripeKey(stripe, connection.livemode)),
  };
}

const pageSize = 100;

async function createRefund(
  { stripe, transport, redact }: Connection,
  request: RefundRequest,
  signal: AbortSignal | undefined,
): Promise<RefundOutcome> {
  const body = readRefundBody(request);
  if (body === undefined) return { kind: 'refused', code: 'body_unreadable', message: '' };
  // The provider's `currency` is for refunds out of a customer's cash balance; a card refund has the payment's.
  const { currency = '', metadata, amount, ...rest } = body;
  try {
    const refund = await transport.withSignal(signal, () =>
      stripe.refunds.create(
        { ...rest, amount: toStripeAmount(amount, currency), metadata: { ...metadata } },
        { idempotencyKey: request.idempotencyKey },
      ),
    );
    const { id, amountMinor, status, failureCode, pendingReason } = refundOf(refund);
    return {
      kind: status,
      providerRefundId: id,
      amountMinor,
      ...(failureCode !== undefined && { failureCode }),
      ...(pendingReason !== undefined && { pendingReason }),
    };
  } catch (thrown) {
    const failure = failureOf(thrown);
    return failure.kind === 'refused' ? { ...failure, message: redact(failure.message) } : failure;
  }
}

async function readPayment(stripe: Stripe, ref: string): Promise<ProviderPayment> {
  if (!isPaymentIntentRef(ref)) return chargeOf(await stripe.charges.retrieve(ref));
  return paymentIntentOf(await stripe.paymentIntents.retrieve(ref, { expand: ['latest_charge'] }));
}

/**
 * Only a PaymentIntent can be voided safely: voiding a bare charge means refunding it, which would give the money back
 * in full if it was captured in the meantime.
 */
async function cancelPayment(
  { stripe, transport, redact }: Connection,
  ref: string,
  idempotencyKey: string,
  signal: AbortSignal | undefined,
): Promise<CancelPaymentOutcome> {
  if (!isPaymentIntentRef(ref)) return { kind: 'refused', code: 'charge_not_voidable', message: '' };
  try {
    await transport.withSignal(signal, () => stripe.paymentIntents.cancel(ref, {}, { idempotencyKey }));
    return { kind: 'canceled' };
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.kind !== 'refused') return failure;
    if (failure.code === 'payment_intent_unexpected_state' && (await isCanceled(stripe, ref))) {
      return { kind: 'canceled' };
    }
    return { ...failure, message: redact(failure.message) };
  }
}

async function isCanceled(stripe: Stripe, ref: string): Promise<boolean> {
  try {
    return (await stripe.paymentIntents.retrieve(ref)).status === 'canceled';
  } catch {
    return false; // The refusal then stands, and a person looks at it.
  }
}

/** `refund.created` is left out: a job of 10,000 refunds would bury the few events that matter under its own. */
const refundEventTypes = ['refund.updated', 'refund.failed', 'charge.refund.updated'] as const;

async function readRefundEvents(stripe: Stripe, sinceAt: number): Promise<ProviderRefundEvent[]> {
  const events = await readAllPages(
    stripe.events.list({
      types: [...refundEventTypes],
      created: { gte: Math.floor(sinceAt / 1000) },
      limit: pageSize,
    }),
  );
  return events
    .map((event) => ({
      id: event.id,
      type: event.type,
      refundId: (event.data.object as { id: string }).id,
      createdAt: event.created * 1000,
    }))
    .reverse();
}

async function readAllPages<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of pages) all.push(item);
  return all;
}
