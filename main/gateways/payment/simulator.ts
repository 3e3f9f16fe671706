import { ok } from '#domain/values/result.ts';
import type {
  CancelPaymentOutcome,
  Lookup,
  PaymentGateway,
  ProviderPayment,
  ProviderRefundEvent,
  RefundOutcome,
  RefundRequest,
} from './port.ts';
import type { CardGateway } from './card/port.ts';
import { paymentRefOf, readRefundBody } from './refund-body.ts';
import { createSimulatorLedger } from './simulator-ledger.ts';
import type { SimulatedPayment, SimulatorRule } from './simulator-ledger.ts';
import { type KnownCards, NO_KNOWN_CARDS } from './simulator-card-ledger.ts';
import { createSimulatorCards } from './simulator-cards.ts';
import type { SimulatorClock, SimulatorSettings } from './simulator-settings.ts';
import type { SimulatorStore } from './simulator-store.ts';

export interface SimulatorOptions {
  readonly store: SimulatorStore;
  readonly clock: SimulatorClock;
  /** Read at every call, so that a change holds at once. */
  readonly settings: () => SimulatorSettings;
  /** What was captured, from our own records; `undefined`: the provider has no such payment. */
  readonly paymentOf: (ref: string) => SimulatedPayment | undefined;
  /** What was chosen on a simulated page, from our own records; null or left out: nobody has been there. */
  readonly simulatedAnswer?: (linkId: string) => string | null;
  /** Cards that only our own records know; none if left out. */
  readonly knownCards?: KnownCards;
}

/**
 * A card processor that moves no money: the default without keys. Deterministic: the same calls with the same settings
 * give the same ids and outcomes. It keeps idempotency keys for ever, tracks what was refunded per payment, and refuses
 * what a real one would (too much, twice, uncaptured, disputed).
 */
export function createSimulatorGateway(options: SimulatorOptions): PaymentGateway & CardGateway {
  const { clock, settings } = options;
  const ledger = createSimulatorLedger(options.store, options.paymentOf);
  const isAdmitted = createCallCounter();

  const enter = (signal: AbortSignal | undefined): Stopped | undefined => {
    if (signal?.aborted) return 'offline';
    ledger.settle(clock.now(), settings().settleAfterMs ?? 60_000);
    return isAdmitted(clock.now(), settings().rateLimitPerSecond) ? undefined : 'rate_limited';
  };
  const lookup = async <T>(
    signal: AbortSignal | undefined,
    read: () => T | undefined,
  ): Promise<Lookup<T>> => {
    const stopped = enter(signal);
    if (stopped !== undefined) return { ok: false, reason: stopped === 'offline' ? 'unavailable' : stopped };
    const value = read();
    await clock.sleep(settings().delayMs, signal);
    if (signal?.aborted) return { ok: false, reason: 'unavailable' };
    return value === undefined ? { ok: false, reason: 'not_found' } : { ok: true, value };
  };

  const cards = createSimulatorCards({
    ...options,
    simulatedAnswer: options.simulatedAnswer ?? (() => null),
    knownCards: options.knownCards ?? NO_KNOWN_CARDS,
    enter: (signal) => {
      const stopped = enter(signal);
      return stopped === undefined ? undefined : { kind: 'not_now', reason: stopped };
    },
  });

  return {
    ...cards,
    kind: 'simulator',
    createRefund: async (request, signal) => {
      const body = readRefundBody(request);
      if (body === undefined) return { kind: 'refused', code: 'body_unreadable', message: '' };
      const stopped = enter(signal);
      if (stopped !== undefined) return { kind: 'not_now', reason: stopped };
      const outcome = execute(request, paymentRefOf(body), body.amount, body.metadata);
      await clock.sleep(settings().delayMs, signal);
      return signal?.aborted ? { kind: 'unknown', reason: 'timeout' } : outcome;
    },
    listRefunds: (ref, signal) => lookup(signal, () => ledger.refundsOf(ref)),
    getRefund: (id, signal) => lookup(signal, () => ledger.refund(id)),
    getPayment: (ref, signal) => lookup(signal, (): ProviderPayment | undefined => ledger.payment(ref)),
    cancelPayment: async (ref, _key, signal): Promise<CancelPaymentOutcome> => {
      const stopped = enter(signal);
      if (stopped !== undefined) return { kind: 'not_now', reason: stopped };
      const code = ledger.cancel(ref);
      await clock.sleep(settings().delayMs, signal);
      if (signal?.aborted) return { kind: 'unknown', reason: 'timeout' };
      return code === undefined ? { kind: 'canceled' } : { kind: 'refused', code, message: '' };
    },
    listRefundEvents: (sinceAt, signal) =>
      lookup(signal, (): readonly ProviderRefundEvent[] => ledger.eventsSince(sinceAt)),
    check: async () => ok({ account: 'simulator', livemode: false, missing: [] }),
  };

  function execute(
    request: RefundRequest,
    paymentRef: string,
    amountMinor: number,
    metadata: Readonly<Record<string, string>>,
  ): RefundOutcome {
    const earlier = ledger.answerUnder(request.idempotencyKey);
    if (earlier !== undefined)
      return earlier.body === request.body ? earlier.outcome : { kind: 'key_conflict' };
    const turn = ledger.nextTurn();
    const rule = ruleFor(turn, settings());
    if (rule === 'not_done') return unanswered;
    const outcome = ledger.refundOnce({
      request,
      paymentRef,
      amountMinor,
      metadata,
      rule,
      now: clock.now(),
    });
    return rule === 'done_unanswered' ? unanswered : outcome;
  }
}

type Stopped = 'offline' | 'rate_limited';

const unanswered: RefundOutcome = { kind: 'unknown', reason: 'timeout' };

/** The first rule that hits holds. */
function ruleFor(turn: number, settings: SimulatorSettings): SimulatorRule {
  const hits = (every: number | undefined): boolean => every !== undefined && every > 0 && turn % every === 0;
  if (hits(settings.unknownEvery)) {
    return (turn / (settings.unknownEvery ?? 1)) % 2 === 1 ? 'done_unanswered' : 'not_done';
  }
  if (hits(settings.refuseEvery)) return 'refuse';
  if (hits(settings.failEvery)) return 'fail';
  if (hits(settings.lateFailEvery)) return 'late_fail';
  return hits(settings.pendingEvery) ? 'pending' : 'plain';
}

function createCallCounter() {
  let recent: number[] = [];
  return (now: number, limit: number | undefined): boolean => {
    if (limit === undefined || limit <= 0) return true;
    recent = recent.filter((at) => at > now - 1000 && at <= now);
    if (recent.length >= limit) return false;
    recent.push(now);
    return true;
  };
}
