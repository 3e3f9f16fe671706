import { err } from '#domain/values/result.ts';
import type { CardGateway } from './card/port.ts';
import type { PaymentGateway } from './port.ts';

const WAIT_MS = 60_000;

/** Stands for a provider whose key is not at hand: nothing is sent, nothing is simulated, everything waits. */
export function createLockedGateway(): PaymentGateway & CardGateway {
  const later = { kind: 'not_now', reason: 'unauthorized', retryAfterMs: WAIT_MS } as const;
  const unread = { ok: false, reason: 'unauthorized', retryAfterMs: WAIT_MS } as const;
  return {
    kind: 'stripe',
    createRefund: () => Promise.resolve(later),
    listRefunds: () => Promise.resolve(unread),
    getRefund: () => Promise.resolve(unread),
    getPayment: () => Promise.resolve(unread),
    cancelPayment: () => Promise.resolve(later),
    listRefundEvents: () => Promise.resolve(unread),
    createCustomer: () => Promise.resolve(later),
    createLink: () => Promise.resolve(later),
    getLink: () => Promise.resolve(unread),
    expireLink: () => Promise.resolve(later),
    createCharge: () => Promise.resolve(later),
    cancelCharge: () => Promise.resolve(later),
    getCharge: () => Promise.resolve(unread),
    listCharges: () => Promise.resolve(unread),
    listCards: () => Promise.resolve(unread),
    detachCard: () => Promise.resolve(later),
    listCardEvents: () => Promise.resolve(unread),
    getDispute: () => Promise.resolve(unread),
    listDisputes: () => Promise.resolve(unread),
    check: () => Promise.resolve(err({ code: 'PAYMENT_KEY_REFUSED' })),
  };
}
