import type { Books, FakePayment } from './books.ts';
import { paymentIntentJson } from './objects.ts';

/** What the fake provider knows of clients, their cards, its pages, and what their banks dispute. */
export interface FakeCustomer {
  readonly id: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface FakeMethod {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
  expMonth: number;
  expYear: number;
  /** Null: detached. */
  customer: string | null;
  /** What its bank says to every charge; undefined: yes. */
  declines: { readonly code: string; readonly reason?: string } | undefined;
}

export interface FakeSession {
  readonly id: string;
  readonly mode: 'setup' | 'payment';
  readonly customer: string;
  readonly amountMinor: number | undefined;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly expiresAt: number;
  status: 'open' | 'complete' | 'expired';
  paymentId: string | null;
  methodId: string | null;
}

export interface FakeDispute {
  readonly id: string;
  readonly paymentId: string;
  readonly chargeId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly createdAt: number;
  readonly dueAt: number | null;
  status: string;
}

const DAY = 86_400_000;

/** How the books look in the provider's JSON, for its events. */
interface CardJson {
  readonly methodJson: (method: FakeMethod) => Record<string, unknown>;
  readonly sessionJson: (session: FakeSession, method: FakeMethod | undefined) => Record<string, unknown>;
  readonly disputeJson: (dispute: FakeDispute) => Record<string, unknown>;
}

export function createCardBooks(books: Books, { methodJson, sessionJson, disputeJson }: CardJson) {
  const customers = new Map<string, FakeCustomer>();
  const methods = new Map<string, FakeMethod>();
  const sessions = new Map<string, FakeSession>();
  const disputes = new Map<string, FakeDispute>();

  const announcePayment = (type: string, payment: FakePayment): void =>
    books.announce(type, paymentIntentJson(books, payment, false));

  return {
    /** Hears of every page that was made, after its answer. */
    onSession: undefined as ((session: FakeSession) => void) | undefined,
    customers,
    methods,
    sessions,
    disputes,
    announcePayment,

    addCustomer(metadata: Readonly<Record<string, string>>, id = books.newId('cus')): FakeCustomer {
      const customer = { id, metadata };
      customers.set(id, customer);
      return customer;
    },

    addMethod(customer: string, card: Partial<Pick<FakeMethod, 'id' | 'brand' | 'last4' | 'declines'>> = {}) {
      const method: FakeMethod = {
        id: card.id ?? books.newId('pm'),
        brand: card.brand ?? 'visa',
        last4: card.last4 ?? '4242',
        expMonth: 12,
        expYear: 2030,
        customer,
        declines: card.declines,
      };
      methods.set(method.id, method);
      books.announce('payment_method.attached', methodJson(method));
      return method;
    },

    addSession(asked: Pick<FakeSession, 'mode' | 'customer' | 'amountMinor' | 'currency' | 'metadata'>) {
      const session: FakeSession = {
        ...asked,
        id: books.newId('cs'),
        createdAt: books.now(),
        expiresAt: books.now() + DAY,
        status: 'open',
        paymentId: null,
        methodId: null,
      };
      sessions.set(session.id, session);
      return session;
    },

    /** The hour has come, or the studio closed it. */
    expire(session: FakeSession): void {
      session.status = 'expired';
      books.announce('checkout.session.expired', sessionJson(session, undefined));
    },

    /** Pages nobody used in time. */
    expireOld(): void {
      for (const session of sessions.values())
        if (session.status === 'open' && session.expiresAt <= books.now()) this.expire(session);
    },

    addDispute(payment: FakePayment, reason: string, status = 'needs_response'): FakeDispute {
      payment.disputed = true;
      const dispute: FakeDispute = {
        id: books.newId('dp'),
        paymentId: payment.id,
        chargeId: payment.chargeId,
        amountMinor: payment.amountMinor,
        currency: payment.currency,
        reason,
        createdAt: books.now(),
        dueAt: books.now() + 7 * DAY,
        status,
      };
      disputes.set(dispute.id, dispute);
      books.announce('charge.dispute.created', disputeJson(dispute));
      return dispute;
    },

    endDispute(dispute: FakeDispute, status: 'won' | 'lost' | 'warning_closed'): void {
      dispute.status = status;
      const payment = books.payments.get(dispute.paymentId);
      if (payment && status !== 'lost') payment.disputed = false;
      books.announce('charge.dispute.closed', disputeJson(dispute));
    },

    /** Charges that were under way arrive or are declined. Returns how many changed. */
    settleCharges(): number {
      const waiting = [...books.payments.values()].filter(
        (payment) => payment.status === 'processing' && payment.customer !== undefined,
      );
      for (const payment of waiting) {
        payment.status = payment.failsLate ? 'requires_payment_method' : 'succeeded';
        if (payment.failsLate) payment.failureCode = 'card_declined';
        announcePayment(
          payment.failsLate ? 'payment_intent.payment_failed' : 'payment_intent.succeeded',
          payment,
        );
        payment.failsLate = false;
      }
      return waiting.length;
    },
  };
}

export type CardBooks = ReturnType<typeof createCardBooks>;
