/** What the fake provider knows: payments, refunds, events. It keeps its own sums, so that it would notice a double. */
export interface FakePayment {
  readonly id: string;
  readonly chargeId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly createdAt: number;
  readonly customer: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly idempotencyKey: string | undefined;
  status:
    | 'succeeded'
    | 'requires_capture'
    | 'processing'
    | 'canceled'
    | 'requires_payment_method'
    | 'requires_action';
  disputed: boolean;
  failureCode: string | undefined;
  declineCode: string | undefined;
  /** Still processing, will be declined at the next settling. */
  failsLate: boolean;
}

export interface FakeRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly chargeId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly createdAt: number;
  readonly reason: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly idempotencyKey: string | undefined;
  status: 'succeeded' | 'pending' | 'requires_action' | 'canceled' | 'failed';
  failureCode: string | undefined;
  pendingReason: string | undefined;
  /** Will fail at the next settling. */
  failsLate: boolean;
}

export interface FakeEvent {
  readonly id: string;
  readonly type: string;
  readonly createdAt: number;
  /** The object as it was then, in the provider's JSON. */
  readonly object: Readonly<Record<string, unknown>>;
}

export interface NewPayment {
  readonly id?: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** True unless told; false = authorised only. */
  readonly captured?: boolean;
  readonly status?: FakePayment['status'];
  readonly customer?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly idempotencyKey?: string | undefined;
  readonly failureCode?: string;
  readonly declineCode?: string;
  readonly failsLate?: boolean;
}

/** `refundJson`: how a refund looks in the provider's JSON, for its events. */
export function createBooks(now: () => number, refundJson: (refund: FakeRefund) => Record<string, unknown>) {
  const payments = new Map<string, FakePayment>();
  const charges = new Map<string, FakePayment>();
  const refunds = new Map<string, FakeRefund>();
  const refundsByPayment = new Map<string, FakeRefund[]>();
  const events: FakeEvent[] = [];
  let serial = 0;
  const newId = (prefix: string): string => `${prefix}_fake${String((serial += 1)).padStart(8, '0')}`;

  const refundsOf = (paymentId: string): FakeRefund[] => refundsByPayment.get(paymentId) ?? [];
  const announceObject = (type: string, object: Readonly<Record<string, unknown>>): void => {
    events.push({ id: newId('evt'), type, createdAt: now(), object });
  };
  const announce = (type: string, refund: FakeRefund): void => announceObject(type, refundJson(refund));

  return {
    payments,
    charges,
    refunds,
    events,
    refundsOf,
    newId,
    now,
    announce: announceObject,

    addPayment(payment: NewPayment): FakePayment {
      const id = payment.id ?? newId('pi');
      const added: FakePayment = {
        id,
        chargeId: id.startsWith('pi_') ? `ch_${id.slice(3)}` : newId('ch'),
        amountMinor: payment.amountMinor,
        currency: payment.currency.toLowerCase(),
        status: payment.status ?? (payment.captured === false ? 'requires_capture' : 'succeeded'),
        disputed: false,
        createdAt: now(),
        customer: payment.customer,
        metadata: payment.metadata ?? {},
        idempotencyKey: payment.idempotencyKey,
        failureCode: payment.failureCode,
        declineCode: payment.declineCode,
        failsLate: payment.failsLate ?? false,
      };
      payments.set(id, added);
      charges.set(added.chargeId, added);
      return added;
    },

    /** By PaymentIntent or charge id. */
    findPayment: (ref: string): FakePayment | undefined => payments.get(ref) ?? charges.get(ref),

    /** Live refunds: failed and canceled ones gave the money back to the studio. */
    refundedMinor: (paymentId: string): number =>
      refundsOf(paymentId)
        .filter((refund) => refund.status !== 'failed' && refund.status !== 'canceled')
        .reduce((sum, refund) => sum + refund.amountMinor, 0),

    addRefund(refund: Omit<FakeRefund, 'id' | 'createdAt' | 'currency' | 'chargeId'>, payment: FakePayment) {
      const added: FakeRefund = {
        ...refund,
        id: newId('re'),
        chargeId: payment.chargeId,
        currency: payment.currency,
        createdAt: now(),
      };
      refunds.set(added.id, added);
      refundsByPayment.set(payment.id, [...refundsOf(payment.id), added]);
      announce('refund.created', added);
      return added;
    },

    /** Time passes at the bank: pending refunds arrive, late failures fail. Returns how many changed. */
    settle(): number {
      const waiting = [...refunds.values()].filter(
        (refund) => refund.status === 'pending' || refund.failsLate,
      );
      for (const refund of waiting) {
        refund.status = refund.failsLate ? 'failed' : 'succeeded';
        refund.failureCode = refund.failsLate ? 'lost_or_stolen_card' : undefined;
        refund.pendingReason = undefined;
        refund.failsLate = false;
        announce('refund.updated', refund);
        announce('charge.refund.updated', refund);
        if (refund.status === 'failed') announce('refund.failed', refund);
      }
      return waiting.length;
    },
  };
}

export type Books = ReturnType<typeof createBooks>;
