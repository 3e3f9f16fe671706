import type Stripe from 'stripe';

import type { CallFailure } from './port.ts';
import type { StripeTransport } from './stripe-transport.ts';

export interface StripeConnection {
  readonly stripe: Stripe;
  readonly transport: StripeTransport;
  readonly redact: (text: string) => string;
}

/** The failure without anything of the key that the provider may have repeated. */
export function redacted(failure: CallFailure, redact: (text: string) => string): CallFailure {
  return failure.kind === 'refused' ? { ...failure, message: redact(failure.message) } : failure;
}
