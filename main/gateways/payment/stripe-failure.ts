import Stripe from 'stripe';

import { TransportError } from './stripe-transport.ts';
import type { CallFailure, Lookup } from './port.ts';

/**
 * Sorts what the SDK threw by one question: can it have happened? Only an answer that the provider is documented to
 * give before or instead of acting counts as "no"; everything else, known or not, is `unknown` and gets a look-up.
 */
export function failureOf(thrown: unknown): CallFailure {
  const failure = transportErrorIn(thrown);
  if (failure !== undefined) {
    return failure.maybeSent
      ? { kind: 'unknown', reason: failure.reason }
      : { kind: 'not_now', reason: 'offline' };
  }
  if (!(thrown instanceof Stripe.errors.StripeError)) return { kind: 'unknown', reason: 'server_error' };
  return failureOfAnswer(thrown);
}

/** The same for a call that only reads. */
export function lookupFailureOf(thrown: unknown): Extract<Lookup<never>, { ok: false }> {
  const failure = failureOf(thrown);
  if (failure.kind === 'refused' && failure.code === 'resource_missing')
    return { ok: false, reason: 'not_found' };
  if (failure.kind === 'not_now' && failure.reason === 'unauthorized') {
    return { ok: false, reason: 'unauthorized' };
  }
  if (failure.kind === 'not_now' && failure.reason === 'rate_limited') {
    const { retryAfterMs } = failure;
    return { ok: false, reason: 'rate_limited', ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  return { ok: false, reason: 'unavailable' };
}

/** True for a key that is known but may not do this. */
export function lacksRight(thrown: unknown): boolean {
  return thrown instanceof Stripe.errors.StripeError && thrown.statusCode === 403;
}

type StripeError = InstanceType<typeof Stripe.errors.StripeError>;

function failureOfAnswer(error: StripeError): CallFailure {
  switch (error.statusCode ?? 0) {
    case 400:
      if (error.rawType === 'idempotency_error') return { kind: 'key_conflict' };
      if (error.code === 'rate_limit') return notNow('rate_limited', error);
      return { kind: 'refused', code: refusalCode(error), message: error.message };
    case 402:
    case 404:
      return { kind: 'refused', code: refusalCode(error), message: error.message };
    case 401:
    case 403:
      return { kind: 'not_now', reason: 'unauthorized' };
    case 409:
      return notNow('key_in_use', error);
    case 429:
      return notNow('rate_limited', error);
    default:
      return {
        kind: 'unknown',
        reason: 'server_error',
        ...(error.headers?.['idempotent-replayed'] === 'true' && { replayed: true }),
      };
  }
}

/** The provider gives "more than is left" no code of its own, only the parameter. */
function refusalCode(error: StripeError): string {
  if (error.code) return error.code;
  return error.param === 'amount' ? 'amount_too_large' : (error.rawType ?? 'invalid_request_error');
}

function notNow(reason: 'rate_limited' | 'key_in_use', error: StripeError): CallFailure {
  const seconds = Number(error.headers?.['retry-after']);
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined;
  return { kind: 'not_now', reason, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function transportErrorIn(thrown: unknown): TransportError | undefined {
  if (thrown instanceof TransportError) return thrown;
  const detail = thrown instanceof Stripe.errors.StripeError ? thrown.detail : undefined;
  return (detail as unknown) instanceof TransportError ? (detail as unknown as TransportError) : undefined;
}
