import { type Answer, errorAnswer, invalidRequest, notFound, okAnswer, serverError } from './answer.ts';
import type { Books, FakePayment } from './books.ts';
import type { FakeCall } from './call.ts';
import type { CardBooks, FakeMethod } from './card-books.ts';
import { text, words } from './list-answer.ts';
import { paymentIntentJson } from './objects.ts';
import type { Route } from './route.ts';

const chargeParams = new Set([
  'amount',
  'currency',
  'customer',
  'payment_method',
  'description',
  'metadata',
  'allowed_payment_method_types',
  'confirm',
  'off_session',
]);

/** A charge of a card on file, confirmed at once. */
export function chargeRoute(books: Books, cards: CardBooks, call: FakeCall): Route {
  const { params } = call;
  const amount = text(params, 'amount') ?? '';
  const method = cards.methods.get(text(params, 'payment_method') ?? '');
  return {
    check: () => {
      const unknown = Object.keys(params).find((name) => !chargeParams.has(name));
      if (unknown !== undefined)
        return invalidRequest('parameter_unknown', `Received unknown parameter: ${unknown}`, unknown);
      if (!/^[1-9]\d*$/.test(amount)) return invalidRequest('parameter_invalid_integer', 'Invalid amount');
      if (method === undefined || method.customer !== text(params, 'customer'))
        return notFound('payment_method', text(params, 'payment_method') ?? '');
      return undefined;
    },
    run: () => (method === undefined ? serverError() : charge(books, cards, call, method)),
  };
}

function charge(books: Books, cards: CardBooks, call: FakeCall, method: FakeMethod): Answer {
  const { params, fault } = call;
  if (fault?.startsWith('refused:'))
    return invalidRequest(fault.slice('refused:'.length), 'The provider will not charge this.');
  const declined = fault?.startsWith('declined:')
    ? { code: 'card_declined', reason: fault.slice('declined:'.length) }
    : method.declines;
  const status: FakePayment['status'] =
    declined !== undefined
      ? 'requires_payment_method'
      : fault === 'requires_action'
        ? 'requires_action'
        : fault === 'processing' || fault === 'processing-fails'
          ? 'processing'
          : 'succeeded';
  const payment = books.addPayment({
    amountMinor: Number(text(params, 'amount')),
    currency: text(params, 'currency') ?? '',
    status,
    customer: text(params, 'customer') ?? '',
    metadata: words(params['metadata']),
    idempotencyKey: call.idempotencyKey,
    failsLate: fault === 'processing-fails',
    ...(declined && { failureCode: declined.code }),
    ...(declined?.reason !== undefined && { declineCode: declined.reason }),
  });
  const json = paymentIntentJson(books, payment, false);
  if (status === 'succeeded') cards.announcePayment('payment_intent.succeeded', payment);
  if (declined === undefined) return okAnswer(json);
  cards.announcePayment('payment_intent.payment_failed', payment);
  return errorAnswer(402, {
    type: 'card_error',
    code: declined.code,
    ...(declined.reason !== undefined && { decline_code: declined.reason }),
    message: 'Your card was declined.',
    payment_intent: json,
  });
}
