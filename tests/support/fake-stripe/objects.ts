import type { Books, FakeEvent, FakePayment, FakeRefund } from './books.ts';

/** The books in the provider's own JSON. */
export function refundJson(refund: FakeRefund): Record<string, unknown> {
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amountMinor,
    charge: refund.chargeId,
    payment_intent: refund.paymentId,
    created: Math.floor(refund.createdAt / 1000),
    currency: refund.currency,
    metadata: refund.metadata,
    reason: refund.reason ?? null,
    status: refund.status,
    ...(refund.failureCode !== undefined && { failure_reason: refund.failureCode }),
    ...(refund.pendingReason !== undefined && { pending_reason: refund.pendingReason }),
  };
}

export function chargeJson(books: Books, payment: FakePayment): Record<string, unknown> {
  const captured = payment.status === 'succeeded';
  const refunded = books.refundedMinor(payment.id);
  return {
    id: payment.chargeId,
    object: 'charge',
    amount: payment.amountMinor,
    amount_captured: captured ? payment.amountMinor : 0,
    amount_refunded: payment.status === 'canceled' ? payment.amountMinor : refunded,
    captured,
    currency: payment.currency,
    disputed: payment.disputed,
    livemode: false,
    payment_intent: payment.id,
    refunded: payment.status === 'canceled' || refunded >= payment.amountMinor,
    status:
      payment.status === 'processing'
        ? 'pending'
        : payment.status.startsWith('requires_') && payment.status !== 'requires_capture'
          ? 'failed'
          : 'succeeded',
  };
}

export function paymentIntentJson(
  books: Books,
  payment: FakePayment,
  expandCharge: boolean,
): Record<string, unknown> {
  return {
    id: payment.id,
    object: 'payment_intent',
    amount: payment.amountMinor,
    amount_capturable: payment.status === 'requires_capture' ? payment.amountMinor : 0,
    amount_received: payment.status === 'succeeded' ? payment.amountMinor : 0,
    created: Math.floor(payment.createdAt / 1000),
    currency: payment.currency,
    customer: payment.customer ?? null,
    metadata: payment.metadata,
    last_payment_error:
      payment.failureCode === undefined
        ? null
        : {
            type: 'card_error',
            code: payment.failureCode,
            ...(payment.declineCode !== undefined && { decline_code: payment.declineCode }),
          },
    latest_charge: expandCharge ? chargeJson(books, payment) : payment.chargeId,
    livemode: false,
    status: payment.status,
  };
}

export function eventJson(event: FakeEvent): Record<string, unknown> {
  return {
    id: event.id,
    object: 'event',
    type: event.type,
    created: Math.floor(event.createdAt / 1000),
    livemode: false,
    data: { object: event.object },
  };
}
