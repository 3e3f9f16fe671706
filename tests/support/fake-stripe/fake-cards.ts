import type { Books, FakePayment } from './books.ts';
import type { CardBooks, FakeDispute, FakeMethod, FakeSession } from './card-books.ts';
import { sessionJson } from './card-objects.ts';

/** What clients, banks and other people do at the fake provider, and what a test may see there. */
export interface FakeCards {
  /** A client who is known there, with a card, for stories that begin later. */
  addCardholder(ids: { readonly customer: string; readonly method: string; readonly last4?: string }): void;
  sessions(): readonly FakeSession[];
  /** All charges of cards on file and of pages, whoever made them, oldest first. */
  charges(): readonly FakePayment[];
  methods(): readonly FakeMethod[];
  /** The client leaves a card, or pays. */
  complete(sessionId: string, card?: Partial<Pick<FakeMethod, 'brand' | 'last4' | 'declines'>>): void;
  /** What the card's bank will say from now on; undefined: yes. */
  declineFromNowOn(methodId: string, declines: FakeMethod['declines']): void;
  renew(methodId: string, expYear: number): void;
  /** Somebody charges a client in the provider's own dashboard. */
  payOutside(
    customer: string,
    amountMinor: number,
    currency: string,
    metadata?: Readonly<Record<string, string>>,
  ): FakePayment;
  dispute(paymentId: string, reason?: string, status?: string): FakeDispute;
  endDispute(dispute: FakeDispute, status: 'won' | 'lost' | 'warning_closed'): void;
  /** Events come again, and in the wrong order. */
  shuffleEvents(): void;
  /** The provider keeps events for 30 days only. */
  forgetEvents(): void;
  expireOld(): void;
  /** From now on clients are quick: a page is used before anyone looks at it. */
  completeAtOnce(): void;
}

export function createFakeCards(books: Books, cards: CardBooks): FakeCards {
  const session = (id: string): FakeSession => known(cards.sessions.get(id), id);
  const complete: FakeCards['complete'] = (id, card) => {
    const page = session(id);
    if (page.status !== 'open') throw new Error(`the page ${id} is ${page.status}`);
    page.status = 'complete';
    if (page.mode === 'setup') {
      const method = cards.addMethod(page.customer, card);
      page.methodId = method.id;
      books.announce('checkout.session.completed', sessionJson(page, undefined));
      return;
    }
    const payment = books.addPayment({
      amountMinor: page.amountMinor ?? 0,
      currency: page.currency,
      customer: page.customer,
      metadata: page.metadata,
    });
    page.paymentId = payment.id;
    cards.announcePayment('payment_intent.succeeded', payment);
    books.announce('checkout.session.completed', sessionJson(page, undefined));
  };
  return {
    addCardholder: ({ customer, method, last4 = '4242' }) => {
      cards.addCustomer({}, customer);
      cards.addMethod(customer, { id: method, last4 });
    },
    sessions: () => [...cards.sessions.values()],
    charges: () => [...books.payments.values()].filter(({ customer }) => customer !== undefined),
    methods: () => [...cards.methods.values()],
    complete,
    completeAtOnce: () => {
      cards.onSession = ({ id }) => complete(id, {});
    },
    declineFromNowOn: (id, declines) => {
      known(cards.methods.get(id), id).declines = declines;
    },
    renew: (id, expYear) => {
      const method = known(cards.methods.get(id), id);
      method.expYear = expYear;
      books.announce('payment_method.automatically_updated', { id, object: 'payment_method' });
    },
    payOutside: (customer, amountMinor, currency, metadata = {}) => {
      const payment = books.addPayment({ amountMinor, currency, customer, metadata });
      cards.announcePayment('payment_intent.succeeded', payment);
      return payment;
    },
    dispute: (paymentId, reason = 'fraudulent', status = 'needs_response') =>
      cards.addDispute(known(books.payments.get(paymentId), paymentId), reason, status),
    endDispute: (dispute, status) => cards.endDispute(dispute, status),
    shuffleEvents: () => {
      books.events.reverse();
      books.events.push(...books.events.slice());
    },
    forgetEvents: () => {
      books.events.length = 0;
    },
    expireOld: () => cards.expireOld(),
  };
}

function known<T>(found: T | undefined, id: string): T {
  if (found === undefined) throw new Error(`the fake has no ${id}`);
  return found;
}
