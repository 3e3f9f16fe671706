import { err } from '#domain/values/result.ts';
import type { PaymentGateway } from './port.ts';

const WAIT_MS = 60_000;

/** Stands for a provider whose key is not at hand: nothing is sent, nothing is simulated, everything waits. */
export function createLockedGateway(): PaymentGateway {
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
    check: () => Promise.resolve(err({ code: 'PAYMENT_KEY_REFUSED' })),
  };
}
