import type { ProviderRight } from '#domain/card/provider-right.ts';
import type { Result } from '#domain/values/result.ts';

/**
 * What Callboard asks of a card processor. Adapters: `stripe.ts`, `simulator.ts`.
 *
 * No method throws for anything the outside world can do: every answer, silence and refusal is a value. An aborted
 * `signal` counts as a call whose fate is not known, unless it was aborted before the call began.
 * Amounts are integer minor units in the provider's sense (JPY has none: 500 is 500 yen).
 */
export interface PaymentGateway {
  readonly kind: 'stripe' | 'simulator';

  /**
   * Sends one frozen refund. Same key and same body may be sent any number of times: the provider keeps the first
   * result of a key for at least 24 h, so a repeat within that time moves no more money (reliability D2, R5).
   * After `unknown` the caller looks up with `listRefunds` before it sends again (D3).
   */
  createRefund(request: RefundRequest, signal?: AbortSignal): Promise<RefundOutcome>;

  /**
   * All refunds of one PaymentIntent (`pi_…`) or charge (`ch_…`, `py_…`), newest first, every page read: never the ten
   * that the charge carries (R8). A list that broke off half-way is a failure, never a shorter list.
   */
  listRefunds(paymentRef: string, signal?: AbortSignal): Promise<Lookup<readonly ProviderRefund[]>>;

  getRefund(id: string, signal?: AbortSignal): Promise<Lookup<ProviderRefund>>;

  /** State of a payment just before a refund is planned or sent (R7, R15, R16). */
  getPayment(ref: string, signal?: AbortSignal): Promise<Lookup<ProviderPayment>>;

  /** Voids a payment that was authorised but not captured (R15). Same key, same effect. */
  cancelPayment(ref: string, idempotencyKey: string, signal?: AbortSignal): Promise<CancelPaymentOutcome>;

  /**
   * Changes of refunds from the whole second of `sinceAt` (epoch ms) on, oldest first: `refund.updated`,
   * `refund.failed`, `charge.refund.updated`. Providers keep about 30 days. An event is a hint to look the refund up,
   * not the truth: it may come twice, late, or out of order; tell repeats by `id` (reliability A17, D5).
   */
  listRefundEvents(sinceAt: number, signal?: AbortSignal): Promise<Lookup<readonly ProviderRefundEvent[]>>;

  /** Whether the key works, for which account, and whether it moves real money. Changes nothing. */
  check(signal?: AbortSignal): Promise<Result<ProviderAccount, CheckFailure>>;
}

/** A call that is sent as it was frozen, however often. */
export interface FrozenCall {
  /** Ours, persisted before the first send; 1 to 255 characters (D1). */
  readonly idempotencyKey: string;
  /** Frozen canonical JSON. Equal strings make equal requests, so it is never rebuilt. */
  readonly body: string;
}

/** Its body is a `RefundBody`. */
export type RefundRequest = FrozenCall;

/** What the frozen body says. Exactly one of `payment_intent` and `charge`. */
export interface RefundBody {
  readonly payment_intent?: string;
  readonly charge?: string;
  readonly amount: number;
  /** Lower-case ISO 4217, for our own records: the provider takes the currency from the payment. */
  readonly currency?: string;
  readonly reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer';
  /** `cb_refund` names our refund row; it is what a look-up matches on. */
  readonly metadata: Readonly<Record<string, string>>;
}

export type RefundOutcome =
  | {
      /** `failed` and `canceled`: the money came back to us. `succeeded` may still become `failed` (R12). */
      readonly kind: RefundStatus;
      readonly providerRefundId: string;
      readonly amountMinor: number;
      readonly failureCode?: string;
      readonly pendingReason?: string;
    }
  /** A definite no: nothing happened, and the same request will not fare better by itself. */
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  /** Same key, other parameters: a bug of ours. Stop, ask a person (R6). */
  | { readonly kind: 'key_conflict' }
  /**
   * It may or may not have happened. Look up before sending again (R2–R4, D3). A look-up that finds nothing does not
   * prove that the call is over: send the same key again. `replayed`: the provider repeated a failure that it keeps
   * under this key, so that call is over and the key is spent; only then, and with a look-up that finds nothing, may a
   * new epoch be sent.
   */
  | {
      readonly kind: 'unknown';
      readonly reason: 'timeout' | 'connection' | 'server_error';
      readonly replayed?: true;
    }
  /** Nothing happened; the same request may be sent again, not before `retryAfterMs`. */
  | {
      readonly kind: 'not_now';
      readonly reason: 'rate_limited' | 'key_in_use' | 'unauthorized' | 'offline';
      readonly retryAfterMs?: number;
    };

export type RefundStatus = 'succeeded' | 'pending' | 'requires_action' | 'canceled' | 'failed';

/**
 * The provider's own code where it has one (`charge_already_refunded`, `charge_disputed`, `refund_disputed_payment`,
 * `insufficient_funds`, `amount_too_large`, `resource_missing`, `payment_intent_unexpected_state`, …), else its error
 * type. `body_unreadable`: the frozen body is not one that we would have written, and nothing was sent.
 */
export type RefusalCode = string;

export interface ProviderRefund {
  readonly id: string;
  readonly amountMinor: number;
  /** Lower-case ISO 4217. */
  readonly currency: string;
  readonly status: RefundStatus;
  readonly failureCode?: string;
  readonly pendingReason?: string;
  /** Epoch ms; providers keep whole seconds. */
  readonly createdAt: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ProviderPayment {
  readonly capturedMinor: number;
  /** Live refunds, whoever made them (failed and canceled ones do not count). */
  readonly refundedMinor: number;
  readonly currency: string;
  readonly status: 'captured' | 'uncaptured' | 'processing' | 'canceled';
  readonly disputed: boolean;
}

export interface ProviderRefundEvent {
  readonly id: string;
  readonly type: string;
  readonly refundId: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

export type CancelPaymentOutcome =
  /** Also when it had been canceled before. */
  { readonly kind: 'canceled' } | CallFailure;

/** Why a call gave no result. */
export type CallFailure = Extract<
  RefundOutcome,
  { readonly kind: 'refused' | 'key_conflict' | 'unknown' | 'not_now' }
>;

/** Reading never changes anything, so every failure may simply be asked again later. */
export type Lookup<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly reason: 'unavailable' | 'not_found' | 'unauthorized' | 'rate_limited';
      readonly retryAfterMs?: number;
    };

export interface ProviderAccount {
  /** Empty where the key may not read it (restricted keys). */
  readonly account: string;
  /** True: real money. */
  readonly livemode: boolean;
  /** Rights that the key lacks to take cards; refunds work without them. */
  readonly missing: readonly ProviderRight[];
}

export type CheckFailure =
  /** The key is unknown, revoked, or of a kind that Callboard does not take. */
  | { readonly code: 'PAYMENT_KEY_REFUSED' }
  /** The key works but lacks rights that refunding needs; `missing` names all that Callboard would like to have. */
  | { readonly code: 'PAYMENT_KEY_LACKS_RIGHT'; readonly missing: readonly ProviderRight[] }
  | { readonly code: 'PAYMENT_PROVIDER_UNREACHABLE' };

/** Lets calls through no faster than the provider allows; see `pacer.ts`. */
export interface CallPacer {
  /** Waits for a free slot, then calls, once. */
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}
