import { type Answer, invalidRequest, notFound, okAnswer, serverError } from './answer.ts';
import type { Books } from './books.ts';
import type { FakeCall, FormParams } from './call.ts';
import type { CardBooks, FakeSession } from './card-books.ts';
import { disputeJson, methodJson, sessionJson } from './card-objects.ts';
import { chargeRoute } from './charge-route.ts';
import { listAnswer, text, words } from './list-answer.ts';
import { paymentIntentJson } from './objects.ts';
import type { Route } from './route.ts';

/** The provider's routes about cards; undefined for every other one. */
export function cardRouteOf(books: Books, cards: CardBooks, call: FakeCall): Route | undefined {
  const parts = call.path.replace(/^\/v1\//, '').split('/');
  return call.method === 'POST' ? postRoute(books, cards, call, parts) : getRoute(books, cards, call, parts);
}

function postRoute(
  books: Books,
  cards: CardBooks,
  call: FakeCall,
  [collection, id, action, last]: readonly string[],
): Route | undefined {
  const { params } = call;
  if (collection === 'customers' && id === undefined)
    return plain(() => okAnswer({ id: cards.addCustomer(words(params['metadata'])).id, object: 'customer' }));
  if (collection === 'customers' && id !== undefined) return missing('customer', id, cards.customers.has(id));
  if (collection === 'setup_intents') return missing('setup_intent', id ?? '', false);
  if (collection === 'payment_methods' && action === 'detach') return detachRoute(books, cards, id ?? '');
  if (collection === 'checkout' && id === 'sessions')
    return action === undefined
      ? sessionRoute(cards, params)
      : last === 'expire'
        ? expireRoute(cards, action)
        : undefined;
  if (collection === 'payment_intents' && id === undefined && text(params, 'confirm') === 'true')
    return chargeRoute(books, cards, call);
  return undefined;
}

function getRoute(
  books: Books,
  cards: CardBooks,
  { params }: FakeCall,
  [collection, id, action, last]: readonly string[],
): Route | undefined {
  if (collection === 'checkout' && id === 'sessions' && action !== undefined) {
    const session = cards.sessions.get(action);
    cards.expireOld();
    return plain(() =>
      session === undefined
        ? notFound('session', action)
        : okAnswer(sessionJson(session, cards.methods.get(session.methodId ?? ''))),
    );
  }
  if (collection === 'customers' && id !== undefined && action === 'payment_methods' && last === undefined)
    return plain(() =>
      listAnswer(
        [...cards.methods.values()]
          .filter(({ customer }) => customer === id)
          .map(methodJson)
          .toReversed(),
        params,
      ),
    );
  if (collection === 'payment_methods' && id !== undefined) {
    const method = cards.methods.get(id);
    return plain(() =>
      method === undefined ? notFound('payment_method', id) : okAnswer(methodJson(method)),
    );
  }
  if (collection === 'payment_intents' && id === undefined && text(params, 'customer') !== undefined) {
    const customer = text(params, 'customer');
    return plain(() =>
      listAnswer(
        [...books.payments.values()]
          .filter((payment) => payment.customer === customer)
          .map((payment) => paymentIntentJson(books, payment, false))
          .toReversed(),
        params,
      ),
    );
  }
  if (collection === 'disputes') return disputesRoute(cards, params, id);
  return undefined;
}

const plain = (run: () => Answer): Route => ({ check: () => undefined, run });

const missing = (what: string, id: string, isThere: boolean): Route => ({
  check: () => (isThere ? undefined : notFound(what, id)),
  run: () => okAnswer({ id, object: what }),
});

function disputesRoute(cards: CardBooks, params: FormParams, id: string | undefined): Route {
  if (id !== undefined) {
    const dispute = cards.disputes.get(id);
    return plain(() => (dispute === undefined ? notFound('dispute', id) : okAnswer(disputeJson(dispute))));
  }
  const since = Number(text((params['created'] ?? {}) as FormParams, 'gte') ?? 0);
  return plain(() =>
    listAnswer(
      [...cards.disputes.values()]
        .filter(({ createdAt }) => Math.floor(createdAt / 1000) >= since)
        .map(disputeJson)
        .toReversed(),
      params,
    ),
  );
}

const sessionParams = new Set([
  'mode',
  'customer',
  'success_url',
  'allowed_payment_method_types',
  'currency',
  'metadata',
  'line_items',
  'payment_intent_data',
  'setup_intent_data',
  'custom_text',
  'expand',
]);

function sessionRoute(cards: CardBooks, params: FormParams): Route {
  const mode = text(params, 'mode');
  const customer = text(params, 'customer') ?? '';
  const item = ((params['line_items'] ?? {}) as FormParams)['0'] as FormParams | undefined;
  const price = item?.['price_data'] as FormParams | undefined;
  const amountMinor = price === undefined ? undefined : Number(text(price, 'unit_amount'));
  const currency = text(params, 'currency') ?? (price === undefined ? undefined : text(price, 'currency'));
  return {
    check: () => {
      const unknown = Object.keys(params).find((name) => !sessionParams.has(name));
      if (unknown !== undefined)
        return invalidRequest('parameter_unknown', `Received unknown parameter: ${unknown}`, unknown);
      if (!cards.customers.has(customer)) return notFound('customer', customer);
      if (!text(params, 'success_url')?.startsWith('https://'))
        return invalidRequest('url_invalid', 'Not a valid URL', 'success_url');
      if (mode !== 'setup' && mode !== 'payment') return invalidRequest(undefined, 'Invalid mode', 'mode');
      if (currency === undefined) return invalidRequest('parameter_missing', 'Missing currency', 'currency');
      if (mode === 'payment' && !(Number.isInteger(amountMinor) && (amountMinor ?? 0) > 0))
        return invalidRequest('parameter_missing', 'Missing line items', 'line_items');
      return undefined;
    },
    run: () => {
      const session = cards.addSession({
        mode: mode === 'setup' ? 'setup' : 'payment',
        customer,
        amountMinor,
        currency: currency ?? '',
        metadata: words(params['metadata']),
      });
      const answer = okAnswer(sessionJson(session, undefined));
      cards.onSession?.(session);
      return answer;
    },
  };
}

function expireRoute(cards: CardBooks, id: string): Route {
  const session = cards.sessions.get(id);
  return {
    check: () => (session === undefined ? notFound('session', id) : undefined),
    run: () => (session === undefined ? serverError() : expire(cards, session)),
  };
}

function expire(cards: CardBooks, session: FakeSession): Answer {
  if (session.status !== 'open')
    return invalidRequest(undefined, `Only Checkout Sessions with a status in ["open"] can be expired.`);
  cards.expire(session);
  return okAnswer(sessionJson(session, undefined));
}

function detachRoute(books: Books, cards: CardBooks, id: string): Route {
  const method = cards.methods.get(id);
  return {
    check: () => (method === undefined ? notFound('payment_method', id) : undefined),
    run: () => {
      if (method === undefined) return serverError();
      if (method.customer === null)
        return invalidRequest(undefined, 'The payment method is not attached to a customer.');
      method.customer = null;
      books.announce('payment_method.detached', methodJson(method));
      return okAnswer(methodJson(method));
    },
  };
}
