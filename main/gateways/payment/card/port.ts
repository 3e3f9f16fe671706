import type { CallFailure, FrozenCall, Lookup } from '../port.ts';

/**
 * What Callboard asks of a card processor to take money: pages on which clients leave a card or pay, charges of the card on
 * file, and the news about them. Adapters: `stripe-cards.ts`, `simulator-cards.ts`. The rules of `PaymentGateway` hold: no method
 * throws for anything the outside world can do, and nothing of a card but brand, last digits and expiry ever comes out.
 */
export interface CardGateway {
  readonly kind: 'stripe' | 'simulator';

  /** The client as the processor knows them. Same key, same customer. Body: `CustomerBody`. */
  createCustomer(
    request: FrozenCall,
    signal?: AbortSignal,
  ): Promise<Made<'customer', { readonly id: string }>>;

  /** A page of the processor's own, open for about a day. Same key, same page. Body: `LinkBody`. */
  createLink(
    request: FrozenCall,
    customerRef: string,
    signal?: AbortSignal,
  ): Promise<Made<'link', ProviderLink>>;
  getLink(id: string, signal?: AbortSignal): Promise<Lookup<ProviderLink>>;
  /** Closes a page; the answer tells whether it was used before. */
  expireLink(id: string, idempotencyKey: string, signal?: AbortSignal): Promise<Made<'link', ProviderLink>>;

  /**
   * Charges a card on file while the client is away. A decline is an answer (`status: 'failed'`), not a failure. After `unknown`
   * the caller looks up with `listCharges` before it sends again (reliability D3). Body: `ChargeBody`.
   */
  createCharge(request: FrozenCall, signal?: AbortSignal): Promise<Made<'charge', ProviderCharge>>;
  /** Lets go of a charge that waits for the client; the answer is how it stands then, canceled or already paid. */
  cancelCharge(
    id: string,
    idempotencyKey: string,
    signal?: AbortSignal,
  ): Promise<Made<'charge', ProviderCharge>>;
  getCharge(id: string, signal?: AbortSignal): Promise<Lookup<ProviderCharge>>;
  /** All charges of a customer, newest first, every page read: a list that broke off is a failure, never a shorter list. */
  listCharges(customerRef: string, signal?: AbortSignal): Promise<Lookup<readonly ProviderCharge[]>>;

  /** The cards that the processor keeps for a customer. */
  listCards(customerRef: string, signal?: AbortSignal): Promise<Lookup<readonly ProviderCard[]>>;
  /** Also when it had been removed before. Same key, same effect. */
  detachCard(
    cardRef: string,
    idempotencyKey: string,
    signal?: AbortSignal,
  ): Promise<{ readonly kind: 'detached' } | CallFailure>;

  /**
   * News of pages, charges, cards and disputes from the whole second of `sinceAt` (epoch ms) on, oldest first; providers keep
   * about 30 days. An event is a hint to look at the object, not the truth: it may come twice, late, or out of order.
   */
  listCardEvents(sinceAt: number, signal?: AbortSignal): Promise<Lookup<readonly ProviderCardEvent[]>>;

  getDispute(id: string, signal?: AbortSignal): Promise<Lookup<ProviderDispute>>;
  /** Disputes opened from `sinceAt` on, for the time after a gap in the events. */
  listDisputes(sinceAt: number, signal?: AbortSignal): Promise<Lookup<readonly ProviderDispute[]>>;
}

/** What was made, or why not. */
export type Made<Kind extends string, Value> = { readonly kind: Kind; readonly value: Value } | CallFailure;

export interface CustomerBody {
  readonly name?: string;
  readonly email?: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface LinkBody {
  readonly mode: 'setup' | 'payment';
  /** Of a payment; minor units. */
  readonly amount?: number;
  readonly currency: string;
  readonly title: string;
  readonly return_url: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ChargeBody {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string;
  readonly payment_method: string;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ProviderLink {
  readonly id: string;
  readonly kind: 'setup' | 'payment';
  /** `complete`: the client has left a card, or has paid (then `chargeRef` names the payment, whose own state counts). */
  readonly status: 'open' | 'complete' | 'expired';
  /** Only while it is open. */
  readonly url: string | null;
  readonly expiresAt: number;
  readonly customerRef: string | null;
  readonly chargeRef: string | null;
  /** What was left on a page of kind `setup`. */
  readonly card: ProviderCard | null;
}

/** `failed` is definite; `requires_action`: the bank wants the client present, which a card on file cannot give. */
export type ChargeStatus = 'succeeded' | 'processing' | 'requires_action' | 'failed' | 'canceled';

export interface ProviderCharge {
  /** The reference of the payment, for refunds too. */
  readonly id: string;
  readonly status: ChargeStatus;
  readonly amountMinor: number;
  /** Lower-case ISO 4217. */
  readonly currency: string;
  readonly customerRef: string | null;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** `card_declined`, `expired_card`, `authentication_required`, … */
  readonly failureCode?: string;
  /** The bank's own reason: `insufficient_funds`, `stolen_card`, … */
  readonly declineCode?: string;
}

export interface ProviderCard {
  readonly id: string;
  /** `visa`, `mastercard`, … */
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
}

export interface ProviderCardEvent {
  readonly id: string;
  readonly type: string;
  readonly about: 'link' | 'charge' | 'card' | 'dispute';
  readonly objectId: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

export interface ProviderDispute {
  readonly id: string;
  /** The payment: `pi_…`, or `ch_…` where there is no other. */
  readonly chargeRef: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** `fraudulent`, `product_not_received`, … */
  readonly reason: string;
  /** `inquiry`: a question, no money was taken; `closed`: it ended as a question. */
  readonly status: 'inquiry' | 'open' | 'won' | 'lost' | 'closed';
  /** Until when the studio may answer, epoch ms; null when it cannot. */
  readonly dueAt: number | null;
  readonly createdAt: number;
}
