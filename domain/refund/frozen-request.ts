/** What a card refund is about, by ids alone. */
export interface RequestedRefund {
  readonly uid: string;
  /** Null, as the booking, for a payment that is given back at the desk. */
  readonly jobId: number | null;
  readonly bookingId: number | null;
  readonly tenantUid: string;
  /** The payment as its provider knows it. */
  readonly paymentRef: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** The bytes that every try of this refund sends (reliability D3). Metadata lets a look-up recognise it for ever. */
export function frozenRequest(refund: RequestedRefund): string {
  const { uid, jobId, bookingId, tenantUid, paymentRef, amountMinor, currency } = refund;
  const payment =
    paymentRef.startsWith('pi_') || !/^(ch|py)_/.test(paymentRef)
      ? { payment_intent: paymentRef }
      : { charge: paymentRef };
  return JSON.stringify({
    ...payment,
    amount: amountMinor,
    currency: currency.toLowerCase(),
    reason: 'requested_by_customer',
    metadata: {
      cb_refund: uid,
      ...(jobId !== null && { cb_job: String(jobId) }),
      ...(bookingId !== null && { cb_booking: String(bookingId) }),
      cb_studio: tenantUid,
    },
  });
}
