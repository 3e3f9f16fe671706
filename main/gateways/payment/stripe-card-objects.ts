import { z } from 'zod';

import type {
  ProviderCard,
  ProviderCardEvent,
  ProviderCharge,
  ProviderDispute,
  ProviderLink,
} from './card/port.ts';
import { fromStripeAmount } from './stripe-amount.ts';

/** Stripe's objects in the words of the port, each read with a schema first: see `stripe-objects.ts`. */
export function chargedOf(answer: unknown): ProviderCharge {
  const intent = intentSchema.parse(answer);
  const error = intent.last_payment_error;
  return {
    id: intent.id,
    status: STATUSES[intent.status],
    amountMinor: fromStripeAmount(intent.amount, intent.currency),
    currency: intent.currency,
    customerRef: idOf(intent.customer),
    createdAt: intent.created * 1000,
    metadata: intent.metadata ?? {},
    ...(error?.code && { failureCode: error.code }),
    ...(error?.decline_code && { declineCode: error.decline_code }),
  };
}

export function linkOf(answer: unknown): ProviderLink {
  const session = sessionSchema.parse(answer);
  const setup = typeof session.setup_intent === 'object' ? session.setup_intent : null;
  const method = setup && typeof setup.payment_method === 'object' ? setup.payment_method : null;
  return {
    id: session.id,
    kind: session.mode,
    status: session.status,
    url: session.url ?? null,
    expiresAt: session.expires_at * 1000,
    customerRef: idOf(session.customer),
    chargeRef: idOf(session.payment_intent),
    card: method === null ? null : cardOf(method),
  };
}

export function cardOf(answer: unknown): ProviderCard {
  const { id, card } = methodSchema.parse(answer);
  return { id, brand: card.brand, last4: card.last4, expMonth: card.exp_month, expYear: card.exp_year };
}

export function disputeOf(answer: unknown): ProviderDispute {
  const dispute = disputeSchema.parse(answer);
  return {
    id: dispute.id,
    chargeRef: idOf(dispute.payment_intent) ?? idOf(dispute.charge) ?? '',
    amountMinor: fromStripeAmount(dispute.amount, dispute.currency),
    currency: dispute.currency,
    reason: dispute.reason,
    status: disputeStatus(dispute.status),
    dueAt: dispute.evidence_details?.due_by ? dispute.evidence_details.due_by * 1000 : null,
    createdAt: dispute.created * 1000,
  };
}

/** Undefined for an event that is about something else. */
export function cardEventOf(answer: unknown): ProviderCardEvent | undefined {
  const event = eventSchema.parse(answer);
  const about = ABOUT.find(([prefix]) => event.type.startsWith(prefix))?.[1];
  if (about === undefined) return undefined;
  return {
    id: event.id,
    type: event.type,
    about,
    objectId: event.data.object.id,
    createdAt: event.created * 1000,
  };
}

const ABOUT = [
  ['checkout.session.', 'link'],
  ['payment_intent.', 'charge'],
  ['payment_method.', 'card'],
  ['charge.dispute.', 'dispute'],
] as const;

/** What is asked for of the events; those of a page's payment come as the payment's own too. */
export const CARD_EVENT_TYPES = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_method.attached',
  'payment_method.detached',
  'payment_method.updated',
  'payment_method.automatically_updated',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const;

/** Confirmed off session, an intent that asks for a method has been declined, and one that asks for anything else needs the client. */
const STATUSES = {
  succeeded: 'succeeded',
  processing: 'processing',
  requires_action: 'requires_action',
  requires_confirmation: 'requires_action',
  requires_capture: 'requires_action',
  requires_payment_method: 'failed',
  canceled: 'canceled',
} as const;

function disputeStatus(status: string): ProviderDispute['status'] {
  if (status === 'won' || status === 'prevented') return 'won';
  if (status === 'lost') return 'lost';
  if (status === 'warning_closed') return 'closed';
  return status.startsWith('warning_') ? 'inquiry' : 'open';
}

type Named = string | { readonly id: string } | null | undefined;
const idOf = (named: Named): string | null => (typeof named === 'string' ? named : (named?.id ?? null));

const named = z.union([z.string(), z.object({ id: z.string() })]).nullish();
const currency = z.string().length(3);
const amount = z.int().nonnegative();

const intentSchema = z.object({
  object: z.literal('payment_intent'),
  id: z.string().min(1),
  amount,
  currency,
  customer: named,
  created: z.int(),
  metadata: z.record(z.string(), z.string()).nullish(),
  status: z.enum([
    'succeeded',
    'processing',
    'requires_action',
    'requires_confirmation',
    'requires_capture',
    'requires_payment_method',
    'canceled',
  ]),
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullish(),
});

const methodSchema = z.object({
  object: z.literal('payment_method'),
  id: z.string().min(1),
  card: z.object({
    brand: z.string(),
    last4: z.string().max(4),
    exp_month: z.int().min(1).max(12),
    exp_year: z.int(),
  }),
});

const sessionSchema = z.object({
  object: z.literal('checkout.session'),
  id: z.string().min(1),
  mode: z.enum(['setup', 'payment']),
  status: z.enum(['open', 'complete', 'expired']),
  url: z.string().nullish(),
  expires_at: z.int(),
  customer: named,
  payment_intent: named,
  setup_intent: z
    .union([
      z.string(),
      z.object({ id: z.string(), payment_method: z.union([z.string(), methodSchema]).nullish() }),
    ])
    .nullish(),
});

const disputeSchema = z.object({
  object: z.literal('dispute'),
  id: z.string().min(1),
  payment_intent: named,
  charge: named,
  amount,
  currency,
  reason: z.string(),
  status: z.string(),
  created: z.int(),
  evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
});

const eventSchema = z.object({
  id: z.string().min(1),
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.object({ id: z.string() }) }),
});
