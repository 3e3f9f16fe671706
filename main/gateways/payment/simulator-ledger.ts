import type {
  ProviderPayment,
  ProviderRefund,
  ProviderRefundEvent,
  RefundOutcome,
  RefundRequest,
  RefundStatus,
} from './port.ts';
import type { SimulatorStore } from './simulator-store.ts';

/** A payment as our own records know it. */
export interface SimulatedPayment {
  readonly capturedMinor: number;
  /** Lower-case ISO 4217. */
  readonly currency: string;
  /** Captured unless told. */
  readonly status?: ProviderPayment['status'];
  readonly disputed?: boolean;
}

/** What the settings have in store for one refund. */
export type SimulatorRule =
  | 'plain'
  | 'refuse'
  | 'fail'
  | 'pending'
  | 'late_fail'
  | 'done_unanswered'
  | 'not_done';

export interface SimulatedRefund {
  readonly request: RefundRequest;
  readonly paymentRef: string;
  readonly amountMinor: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly rule: SimulatorRule;
  readonly now: number;
}

export interface KeptAnswer {
  readonly body: string;
  readonly outcome: RefundOutcome;
}

/** The simulator's books, kept in its store: one `put` per change, so a kill leaves all of a refund or nothing. */
export function createSimulatorLedger(
  store: SimulatorStore,
  paymentOf: (ref: string) => SimulatedPayment | undefined,
) {
  const read = <T>(key: string, otherwise: T): T => (store.get(key) as T | undefined) ?? otherwise;
  const refundsOf = (ref: string): readonly ProviderRefund[] =>
    read<readonly string[]>(`payment:${ref}`, [])
      .map((id) => store.get(`refund:${id}`) as ProviderRefund)
      .toReversed();

  const payment = (ref: string): ProviderPayment | undefined => {
    const known = paymentOf(ref);
    if (known === undefined) return undefined;
    const status = store.get(`canceled:${ref}`) === true ? 'canceled' : (known.status ?? 'captured');
    return {
      capturedMinor: status === 'captured' ? known.capturedMinor : 0,
      refundedMinor: refundsOf(ref)
        .filter((refund) => refund.status !== 'failed' && refund.status !== 'canceled')
        .reduce((sum, refund) => sum + refund.amountMinor, 0),
      currency: known.currency,
      status,
      disputed: known.disputed ?? false,
    };
  };

  const changeEntries = (refund: ProviderRefund, types: readonly string[], now: number) => {
    const first = read('events', 0);
    const entries: Record<string, unknown> = {
      [`refund:${refund.id}`]: refund,
      events: first + types.length,
    };
    types.forEach((type, index) => {
      const number = first + index + 1;
      const event: ProviderRefundEvent = {
        id: simulatedId('evt', number),
        type,
        refundId: refund.id,
        createdAt: now,
      };
      entries[`event:${number}`] = event;
    });
    return entries;
  };

  return {
    payment,
    refundsOf: (ref: string) => (paymentOf(ref) === undefined ? undefined : refundsOf(ref)),
    refund: (id: string) => store.get(`refund:${id}`) as ProviderRefund | undefined,
    answerUnder: (key: string) => store.get(`key:${key}`) as KeptAnswer | undefined,

    /** Counts executed refunds over all runs. */
    nextTurn(): number {
      const turn = read('turns', 0) + 1;
      store.put({ turns: turn });
      return turn;
    },

    /** Does what the rule says and keeps the outcome under the key. Call once per key. */
    refundOnce(asked: SimulatedRefund): RefundOutcome {
      const keptUnder = `key:${asked.request.idempotencyKey}`;
      const keep = (outcome: RefundOutcome): KeptAnswer => ({ body: asked.request.body, outcome });
      const code = refusalOf(payment(asked.paymentRef), asked);
      if (code !== undefined) {
        const refused: RefundOutcome = { kind: 'refused', code, message: '' };
        // As the real one: an unknown payment is a wrong parameter, and wrong parameters are not kept.
        if (code !== 'resource_missing') store.put({ [keptUnder]: keep(refused) });
        return refused;
      }
      const refund = newRefund(asked, read('refunds', 0) + 1, paymentOf(asked.paymentRef)?.currency ?? '');
      const outcome = outcomeOf(refund);
      const ids = read<readonly string[]>(`payment:${asked.paymentRef}`, []);
      const settles = asked.rule === 'pending' || asked.rule === 'late_fail';
      store.put({
        [keptUnder]: keep(outcome),
        refunds: read('refunds', 0) + 1,
        [`refund:${refund.id}`]: refund,
        [`payment:${asked.paymentRef}`]: [...ids, refund.id],
        ...(settles && { settling: [...read<readonly string[]>('settling', []), refund.id] }),
      });
      return outcome;
    },

    /** Time at the bank: what has waited for `afterMs` becomes final, with its events. */
    settle(now: number, afterMs: number): void {
      const waiting = read<readonly string[]>('settling', []);
      const due = waiting.filter(
        (id) => (store.get(`refund:${id}`) as ProviderRefund).createdAt + afterMs <= now,
      );
      for (const id of due) {
        const { pendingReason: _, ...refund } = store.get(`refund:${id}`) as ProviderRefund;
        const isArriving = refund.status === 'pending';
        const settled: ProviderRefund = isArriving
          ? { ...refund, status: 'succeeded' }
          : { ...refund, status: 'failed', failureCode: 'lost_or_stolen_card' };
        const types = isArriving ? ['refund.updated'] : ['refund.updated', 'refund.failed'];
        store.put({
          ...changeEntries(settled, types, now),
          settling: read<readonly string[]>('settling', []).filter((other) => other !== id),
        });
      }
    },

    /** Undefined when it is canceled (now or before), else why not. */
    cancel(ref: string): string | undefined {
      const known = payment(ref);
      if (known === undefined) return 'resource_missing';
      if (known.status === 'canceled') return undefined;
      if (known.status !== 'uncaptured') return 'payment_intent_unexpected_state';
      store.put({ [`canceled:${ref}`]: true });
      return undefined;
    },

    eventsSince(sinceAt: number): ProviderRefundEvent[] {
      const since = Math.floor(sinceAt / 1000) * 1000;
      const events: ProviderRefundEvent[] = [];
      for (let number = read('events', 0); number > 0; number -= 1) {
        const event = store.get(`event:${number}`) as ProviderRefundEvent;
        if (event.createdAt < since) break;
        events.push(event);
      }
      return events.reverse();
    },
  };
}

const simulatedId = (prefix: string, number: number): string =>
  `${prefix}_sim${String(number).padStart(8, '0')}`;

function refusalOf(payment: ProviderPayment | undefined, asked: SimulatedRefund): string | undefined {
  if (payment === undefined) return 'resource_missing';
  if (asked.rule === 'refuse' || payment.disputed) return 'charge_disputed';
  if (payment.status !== 'captured') return 'payment_intent_unexpected_state';
  const left = payment.capturedMinor - payment.refundedMinor;
  if (left <= 0) return 'charge_already_refunded';
  return asked.amountMinor > left ? 'amount_too_large' : undefined;
}

function newRefund(asked: SimulatedRefund, number: number, currency: string): ProviderRefund {
  const status: RefundStatus =
    asked.rule === 'fail' ? 'failed' : asked.rule === 'pending' ? 'pending' : 'succeeded';
  return {
    id: simulatedId('re', number),
    amountMinor: asked.amountMinor,
    currency,
    status,
    ...(status === 'failed' && { failureCode: 'expired_or_canceled_card' }),
    ...(status === 'pending' && { pendingReason: 'processing' }),
    createdAt: Math.floor(asked.now / 1000) * 1000,
    metadata: asked.metadata,
  };
}

function outcomeOf(refund: ProviderRefund): RefundOutcome {
  return {
    kind: refund.status,
    providerRefundId: refund.id,
    amountMinor: refund.amountMinor,
    ...(refund.failureCode !== undefined && { failureCode: refund.failureCode }),
    ...(refund.pendingReason !== undefined && { pendingReason: refund.pendingReason }),
  };
}
