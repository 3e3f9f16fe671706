import { err, ok } from '#domain/values/result.ts';
import type { Result } from '#domain/values/result.ts';
import type { CardGateway } from './card/port.ts';
import type { PaymentGateway } from './port.ts';
import type { StripeGatewayOptions } from './stripe-adapter.ts';

export type StripeOptionsError =
  | { readonly code: 'PAYMENT_KEY_FORMAT' }
  | { readonly code: 'PAYMENT_LIVE_SECRET_KEY' }
  | { readonly code: 'PAYMENT_API_BASE' };

/**
 * Cards and refunds through Stripe. The SDK is loaded with the first call: it holds some 40 MB in each thread that knows
 * it, and most calls of a day come from one thread, or, without a key, from none.
 */
export function createStripeGateway(
  options: StripeGatewayOptions,
): Result<PaymentGateway & CardGateway, StripeOptionsError> {
  const { apiKey, apiBase } = options;
  if (apiKey.startsWith('sk_live_')) return err({ code: 'PAYMENT_LIVE_SECRET_KEY' });
  if (!/^(rk_test|rk_live|sk_test)_\w{8,}$/.test(apiKey)) return err({ code: 'PAYMENT_KEY_FORMAT' });
  if (apiBase !== undefined && (apiKey.startsWith('rk_live_') || !isAllowedBase(apiBase)))
    return err({ code: 'PAYMENT_API_BASE' });
  return ok(onFirstCall(options));
}

/** Only an address: a path, a query or a user name in it would be a mistake or a trick. */
function isAllowedBase(base: URL): boolean {
  const isBare = base.pathname === '/' && base.search === '' && base.hash === '' && base.username === '';
  const isHere = base.hostname === '127.0.0.1' || base.hostname === 'localhost';
  return isBare && (base.protocol === 'https:' || (base.protocol === 'http:' && isHere));
}

function onFirstCall(options: StripeGatewayOptions): PaymentGateway & CardGateway {
  let loading: Promise<PaymentGateway & CardGateway> | undefined;
  const adapter = (): Promise<PaymentGateway & CardGateway> =>
    (loading ??= import('./stripe-adapter.ts').then(({ createStripeAdapter }) =>
      createStripeAdapter(options),
    ));
  return {
    kind: 'stripe',
    createRefund: async (...args) => (await adapter()).createRefund(...args),
    listRefunds: async (...args) => (await adapter()).listRefunds(...args),
    getRefund: async (...args) => (await adapter()).getRefund(...args),
    getPayment: async (...args) => (await adapter()).getPayment(...args),
    cancelPayment: async (...args) => (await adapter()).cancelPayment(...args),
    listRefundEvents: async (...args) => (await adapter()).listRefundEvents(...args),
    createCustomer: async (...args) => (await adapter()).createCustomer(...args),
    createLink: async (...args) => (await adapter()).createLink(...args),
    getLink: async (...args) => (await adapter()).getLink(...args),
    expireLink: async (...args) => (await adapter()).expireLink(...args),
    createCharge: async (...args) => (await adapter()).createCharge(...args),
    cancelCharge: async (...args) => (await adapter()).cancelCharge(...args),
    getCharge: async (...args) => (await adapter()).getCharge(...args),
    listCharges: async (...args) => (await adapter()).listCharges(...args),
    listCards: async (...args) => (await adapter()).listCards(...args),
    detachCard: async (...args) => (await adapter()).detachCard(...args),
    listCardEvents: async (...args) => (await adapter()).listCardEvents(...args),
    getDispute: async (...args) => (await adapter()).getDispute(...args),
    listDisputes: async (...args) => (await adapter()).listDisputes(...args),
    check: async (...args) => (await adapter()).check(...args),
  };
}
