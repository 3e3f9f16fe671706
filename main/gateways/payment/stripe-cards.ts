import type Stripe from 'stripe';

import type { CardGateway, Made } from './card/port.ts';
import { readCustomerBody, readLinkBody } from './card-body.ts';
import type { FrozenCall, Lookup } from './port.ts';
import { toStripeAmount } from './stripe-amount.ts';
import {
  CARD_EVENT_TYPES,
  cardEventOf,
  cardOf,
  chargedOf,
  disputeOf,
  linkOf,
} from './stripe-card-objects.ts';
import { cancelCharge, createCharge } from './stripe-charges.ts';
import { redacted, type StripeConnection } from './stripe-connection.ts';
import { failureOf, lookupFailureOf } from './stripe-failure.ts';

/**
 * Cards through Stripe: a customer per client, hosted Checkout pages (the card is typed there, never here), PaymentIntents
 * confirmed off session. Only cards are asked for, by `allowed_payment_method_types`.
 */
export function createStripeCards(connection: StripeConnection): CardGateway {
  const { stripe, transport } = connection;
  const look = async <T>(signal: AbortSignal | undefined, read: () => Promise<T>): Promise<Lookup<T>> => {
    try {
      return { ok: true, value: await transport.withSignal(signal, read) };
    } catch (thrown) {
      return lookupFailureOf(thrown);
    }
  };
  return {
    kind: 'stripe',
    createCustomer: (request, signal) =>
      make(connection, signal, 'customer', readCustomerBody(request), async (body) => {
        const { id } = await stripe.customers.create(body, keyOf(request));
        return { id };
      }),
    createLink: (request, customerRef, signal) =>
      make(connection, signal, 'link', readLinkBody(request), async (body) =>
        linkOf(await stripe.checkout.sessions.create(sessionParams(body, customerRef), keyOf(request))),
      ),
    getLink: (id, signal) => look(signal, () => readLink(stripe, id)),
    expireLink: (id, idempotencyKey, signal) => expireLink(connection, id, idempotencyKey, signal),
    createCharge: (request, signal) => createCharge(connection, request, signal),
    cancelCharge: (id, key, signal) => cancelCharge(connection, id, key, signal),
    getCharge: (id, signal) => look(signal, async () => chargedOf(await stripe.paymentIntents.retrieve(id))),
    listCharges: (customer, signal) =>
      look(signal, () => readAll(stripe.paymentIntents.list({ customer, limit: pageSize }), chargedOf)),
    listCards: (customer, signal) =>
      look(signal, () =>
        readAll(stripe.customers.listPaymentMethods(customer, { type: 'card', limit: pageSize }), cardOf),
      ),
    detachCard: (cardRef, idempotencyKey, signal) => detach(connection, cardRef, idempotencyKey, signal),
    listCardEvents: (sinceAt, signal) =>
      look(signal, async () => {
        const events = await readAll(
          stripe.events.list({
            types: [...CARD_EVENT_TYPES],
            created: { gte: Math.floor(sinceAt / 1000) },
            limit: pageSize,
          }),
          cardEventOf,
        );
        return events.filter((event) => event !== undefined).reverse();
      }),
    getDispute: (id, signal) => look(signal, async () => disputeOf(await stripe.disputes.retrieve(id))),
    listDisputes: (sinceAt, signal) =>
      look(signal, () =>
        readAll(
          stripe.disputes.list({ created: { gte: Math.floor(sinceAt / 1000) }, limit: pageSize }),
          disputeOf,
        ),
      ),
  };
}

const pageSize = 100;

const keyOf = ({ idempotencyKey }: FrozenCall) => ({ idempotencyKey });

/** One call that makes something; a body that we would not have written is not sent. */
async function make<Kind extends string, Body, Value>(
  { transport, redact }: StripeConnection,
  signal: AbortSignal | undefined,
  kind: Kind,
  body: Body | undefined,
  call: (body: Body) => Promise<Value>,
): Promise<Made<Kind, Value>> {
  if (body === undefined) return { kind: 'refused', code: 'body_unreadable', message: '' };
  try {
    return { kind, value: await transport.withSignal(signal, () => call(body)) };
  } catch (thrown) {
    return redacted(failureOf(thrown), redact);
  }
}

type SessionParams = NonNullable<Parameters<Stripe['checkout']['sessions']['create']>[0]>;

function sessionParams(body: NonNullable<ReturnType<typeof readLinkBody>>, customer: string): SessionParams {
  const metadata = { ...body.metadata };
  const common: SessionParams = {
    mode: body.mode,
    customer,
    success_url: body.return_url,
    allowed_payment_method_types: ['card'],
    metadata,
  };
  if (body.mode === 'setup')
    return {
      ...common,
      currency: body.currency,
      setup_intent_data: { metadata, description: body.title },
      custom_text: { submit: { message: body.title }, after_submit: { message: AFTERWARDS } },
    };
  return {
    ...common,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: body.currency,
          unit_amount: toStripeAmount(body.amount ?? 0, body.currency),
          product_data: { name: body.title },
        },
      },
    ],
    payment_intent_data: { metadata, description: body.title },
    custom_text: { after_submit: { message: AFTERWARDS } },
  };
}

/** Wherever the client comes out: nothing more is to be done there. */
const AFTERWARDS = 'When it is done you can close the page. We hear of it by ourselves.';

async function readLink(stripe: Stripe, id: string) {
  return linkOf(await stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent.payment_method'] }));
}

/** A page that was used or has ended cannot be closed; what became of it is then read. */
async function expireLink(
  connection: StripeConnection,
  id: string,
  idempotencyKey: string,
  signal: AbortSignal | undefined,
): ReturnType<CardGateway['expireLink']> {
  const { stripe, transport, redact } = connection;
  try {
    const closed = await transport.withSignal(signal, () =>
      stripe.checkout.sessions.expire(id, {}, { idempotencyKey }),
    );
    return { kind: 'link', value: linkOf(closed) };
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.kind !== 'refused' || failure.code === 'resource_missing') return redacted(failure, redact);
    try {
      return { kind: 'link', value: await transport.withSignal(signal, () => readLink(stripe, id)) };
    } catch {
      return { kind: 'unknown', reason: 'server_error' };
    }
  }
}

async function detach(
  { stripe, transport, redact }: StripeConnection,
  cardRef: string,
  idempotencyKey: string,
  signal: AbortSignal | undefined,
): ReturnType<CardGateway['detachCard']> {
  try {
    await transport.withSignal(signal, () => stripe.paymentMethods.detach(cardRef, {}, { idempotencyKey }));
    return { kind: 'detached' };
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.kind !== 'refused') return failure;
    return (await isDetached(stripe, cardRef)) ? { kind: 'detached' } : redacted(failure, redact);
  }
}

/** Unknown to the provider, or nobody's: it can no longer be charged, which is all that was wanted. */
async function isDetached(stripe: Stripe, cardRef: string): Promise<boolean> {
  try {
    return (await stripe.paymentMethods.retrieve(cardRef)).customer === null;
  } catch (thrown) {
    const failure = lookupFailureOf(thrown);
    return failure.reason === 'not_found';
  }
}

async function readAll<From, To>(pages: AsyncIterable<From>, read: (item: From) => To): Promise<To[]> {
  const all: To[] = [];
  for await (const item of pages) all.push(read(item));
  return all;
}
