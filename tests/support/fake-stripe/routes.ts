import { invalidRequest, notFound, okAnswer, serverError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Books, FakePayment, FakeRefund } from './books.ts';
import type { FakeCall, FormParams } from './call.ts';
import type { Route } from './route.ts';
import type { CardBooks } from './card-books.ts';
import { cardRouteOf } from './card-routes.ts';
import { listAnswer, text } from './list-answer.ts';
import { chargeJson, eventJson, paymentIntentJson, refundJson } from './objects.ts';

export function routeOf(books: Books, cards: CardBooks, call: FakeCall): Route {
  const cardRoute = cardRouteOf(books, cards, call);
  if (cardRoute !== undefined) return cardRoute;
  const [collection = '', id, action] = call.path.replace(/^\/v1\//, '').split('/');
  if (call.method === 'POST') return postRoute(books, call, collection, id, action);
  return { check: () => undefined, run: () => get(books, call.params, collection, id) };
}

function postRoute(
  books: Books,
  call: FakeCall,
  collection: string,
  id: string | undefined,
  action: string | undefined,
): Route {
  if (collection === 'refunds' && id === undefined) return refundRoute(books, call);
  if (collection === 'payment_intents' && id === undefined) return paymentRoute(books, call.params);
  if (collection === 'payment_intents' && id !== undefined && action === 'cancel') {
    const payment = books.payments.get(id);
    return {
      check: () => (payment === undefined ? notFound('payment_intent', id) : undefined),
      run: () => (payment === undefined ? notFound('payment_intent', id) : cancelPayment(books, payment)),
    };
  }
  return { check: () => notFound('route', call.path), run: serverError };
}

function refundRoute(books: Books, call: FakeCall): Route {
  const { params } = call;
  const ref = text(params, 'payment_intent') ?? text(params, 'charge');
  const payment = ref === undefined ? undefined : books.findPayment(ref);
  return {
    check: () => {
      const unknown = Object.keys(params).find((name) => !refundParams.has(name));
      if (unknown !== undefined) {
        return invalidRequest('parameter_unknown', `Received unknown parameter: ${unknown}`, unknown);
      }
      if (ref === undefined)
        return invalidRequest('parameter_missing', 'You must provide a charge.', 'charge');
      const amount = text(params, 'amount');
      if (amount !== undefined && !/^[1-9]\d*$/.test(amount)) {
        return invalidRequest('parameter_invalid_integer', `Invalid positive integer: ${amount}`, 'amount');
      }
      return payment === undefined ? notFound('payment_intent', ref) : undefined;
    },
    run: () => (payment === undefined ? serverError() : createRefund(books, payment, call)),
  };
}

const refundParams = new Set(['payment_intent', 'charge', 'amount', 'reason', 'metadata', 'expand']);

function createRefund(books: Books, payment: FakePayment, call: FakeCall): Answer {
  const { fault, params } = call;
  if (fault?.startsWith('refused:')) {
    return invalidRequest(fault.slice('refused:'.length), 'The provider will not refund this.');
  }
  if (payment.disputed) {
    return invalidRequest(
      'charge_disputed',
      `Charge ${payment.chargeId} has been charged back; cannot issue a refund.`,
    );
  }
  if (payment.status !== 'succeeded') {
    return invalidRequest(
      'payment_intent_unexpected_state',
      'This PaymentIntent does not have a successful charge to refund.',
    );
  }
  const left = payment.amountMinor - books.refundedMinor(payment.id);
  if (left <= 0) {
    return invalidRequest('charge_already_refunded', `Charge ${payment.chargeId} has already been refunded.`);
  }
  const amountMinor = Number(text(params, 'amount') ?? left);
  if (amountMinor > left) {
    return invalidRequest(
      undefined, // The provider has no code for this one.
      `Refund amount (${amountMinor}) is greater than unrefunded amount on charge (${left})`,
      'amount',
    );
  }
  const metadata = params['metadata'];
  const refund = books.addRefund(
    {
      paymentId: payment.id,
      amountMinor,
      reason: text(params, 'reason'),
      metadata: typeof metadata === 'object' ? (metadata as Record<string, string>) : {},
      idempotencyKey: call.idempotencyKey,
      ...fateOf(fault),
    },
    payment,
  );
  return okAnswer(refundJson(refund));
}

type Fate = Pick<FakeRefund, 'status' | 'failureCode' | 'pendingReason' | 'failsLate'>;

function fateOf(fault: FakeCall['fault']): Fate {
  const fate: Fate = {
    status: 'succeeded',
    failureCode: undefined,
    pendingReason: undefined,
    failsLate: fault === 'late-fail',
  };
  if (fault === 'pending') return { ...fate, status: 'pending', pendingReason: 'insufficient_funds' };
  if (fault === 'failed') return { ...fate, status: 'failed', failureCode: 'expired_or_canceled_card' };
  if (fault === 'requires_action' || fault === 'canceled') return { ...fate, status: fault };
  return fate;
}

function paymentRoute(books: Books, params: FormParams): Route {
  const amountMinor = Number(text(params, 'amount'));
  const currency = text(params, 'currency');
  return {
    check: () =>
      Number.isSafeInteger(amountMinor) && amountMinor > 0 && currency !== undefined
        ? undefined
        : invalidRequest('parameter_missing', 'Missing amount or currency.'),
    run: () => {
      const captured = text(params, 'capture_method') !== 'manual';
      const payment = books.addPayment({ amountMinor, currency: currency ?? '', captured });
      return okAnswer(paymentIntentJson(books, payment, false));
    },
  };
}

function cancelPayment(books: Books, payment: FakePayment): Answer {
  if (payment.status === 'succeeded' || payment.status === 'processing' || payment.status === 'canceled') {
    return invalidRequest(
      'payment_intent_unexpected_state',
      `You cannot cancel this PaymentIntent because it has a status of ${payment.status}.`,
    );
  }
  payment.status = 'canceled';
  return okAnswer(paymentIntentJson(books, payment, false));
}

function get(books: Books, params: FormParams, collection: string, id: string | undefined): Answer {
  if (collection === 'account') return okAnswer({ id: 'acct_fake', object: 'account' });
  if (collection === 'refunds') return id === undefined ? listRefunds(books, params) : oneRefund(books, id);
  if (collection === 'events' && id === undefined) return listEvents(books, params);
  if (collection === 'payment_intents' || collection === 'charges') {
    const isIntent = collection === 'payment_intents';
    const json = (payment: FakePayment, expand: boolean): Record<string, unknown> =>
      isIntent ? paymentIntentJson(books, payment, expand) : chargeJson(books, payment);
    if (id === undefined)
      return listAnswer(
        [...books.payments.values()].map((one) => json(one, false)),
        params,
      );
    const payment = (isIntent ? books.payments : books.charges).get(id);
    const expand = Object.values((params['expand'] ?? {}) as FormParams).includes('latest_charge');
    return payment === undefined
      ? notFound(isIntent ? 'payment_intent' : 'charge', id)
      : okAnswer(json(payment, expand));
  }
  return notFound('route', collection);
}

function oneRefund(books: Books, id: string): Answer {
  const refund = books.refunds.get(id);
  return refund === undefined ? notFound('refund', id) : okAnswer(refundJson(refund));
}

function listRefunds(books: Books, params: FormParams): Answer {
  const ref = text(params, 'payment_intent') ?? text(params, 'charge');
  const payment = ref === undefined ? undefined : books.findPayment(ref);
  if (ref !== undefined && payment === undefined) return notFound('payment_intent', ref);
  const refunds = payment === undefined ? [...books.refunds.values()] : books.refundsOf(payment.id);
  return listAnswer(refunds.map(refundJson).toReversed(), params);
}

function listEvents(books: Books, params: FormParams): Answer {
  const types =
    params['types'] === undefined ? undefined : new Set(Object.values(params['types'] as FormParams));
  const since = Number(text((params['created'] ?? {}) as FormParams, 'gte') ?? 0);
  const events = books.events.filter(
    (event) => (types === undefined || types.has(event.type)) && Math.floor(event.createdAt / 1000) >= since,
  );
  return listAnswer(events.map(eventJson).toReversed(), params);
}
