import type { FakeDispute, FakeMethod, FakeSession } from './card-books.ts';

/** The card books in the provider's own JSON. */
export function methodJson(method: FakeMethod): Record<string, unknown> {
  return {
    id: method.id,
    object: 'payment_method',
    type: 'card',
    customer: method.customer,
    card: {
      brand: method.brand,
      last4: method.last4,
      exp_month: method.expMonth,
      exp_year: method.expYear,
      fingerprint: 'not for us',
    },
  };
}

export function sessionJson(session: FakeSession, method: FakeMethod | undefined): Record<string, unknown> {
  const setupId = `seti_${session.id.slice(3)}`;
  return {
    id: session.id,
    object: 'checkout.session',
    mode: session.mode,
    status: session.status,
    payment_status: session.paymentId === null ? 'unpaid' : 'paid',
    url: session.status === 'open' ? `https://checkout.example/c/pay/${session.id}` : null,
    created: Math.floor(session.createdAt / 1000),
    expires_at: Math.floor(session.expiresAt / 1000),
    customer: session.customer,
    currency: session.currency,
    amount_total: session.amountMinor ?? null,
    metadata: session.metadata,
    payment_intent: session.paymentId,
    setup_intent:
      session.mode === 'payment'
        ? null
        : method === undefined
          ? setupId
          : { id: setupId, object: 'setup_intent', payment_method: methodJson(method) },
    livemode: false,
  };
}

export function disputeJson(dispute: FakeDispute): Record<string, unknown> {
  return {
    id: dispute.id,
    object: 'dispute',
    amount: dispute.amountMinor,
    currency: dispute.currency,
    charge: dispute.chargeId,
    payment_intent: dispute.paymentId,
    reason: dispute.reason,
    status: dispute.status,
    created: Math.floor(dispute.createdAt / 1000),
    evidence_details: { due_by: dispute.dueAt === null ? null : Math.floor(dispute.dueAt / 1000) },
    livemode: false,
  };
}
