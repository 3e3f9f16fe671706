import type { Refund, RefundChange } from '#db/repositories/refund.ts';
import { refundKey } from '#domain/refund/life.ts';
import type { Lookup, ProviderPayment, ProviderRefund, RefundOutcome } from '../../gateways/payment/port.ts';
import {
  lookUpFailed,
  NEVER,
  nextLookAt,
  notNow,
  type ProviderDecision,
  sendAgain,
  unclear,
} from '../provider/decision.ts';
import { isFromLostTimeline, isLive, type LookUpFacts } from '../provider/look-up.ts';

/** What an answer of the provider means for a refund. */
export type RefundDecision = ProviderDecision<RefundChange>;

const REFUNDED_OUTSIDE_CODES = ['charge_already_refunded', 'amount_too_large'];
const DISPUTE_CODES = ['charge_disputed', 'refund_disputed_payment'];

/** After `createRefund` (reliability D2, D3, R2–R11). */
export function decideSent(refund: Refund, outcome: RefundOutcome, now: number): RefundDecision {
  switch (outcome.kind) {
    case 'succeeded':
    case 'pending':
    case 'requires_action':
    case 'canceled':
    case 'failed':
      return decideStatus(
        refund,
        {
          status: outcome.kind,
          id: outcome.providerRefundId,
          failureCode: outcome.failureCode,
          pendingReason: outcome.pendingReason,
        },
        now,
      );
    case 'refused':
      return decideRefused(refund, outcome.code, now);
    case 'key_conflict':
      return {
        change: { to: 'failed', failureCode: 'key_conflict', detail: { answer: 'key_conflict' } },
        task: 'KEY_CONFLICT',
      };
    case 'unknown':
      return unclear(refund, outcome, now);
    case 'not_now':
      return notNow(outcome, now);
  }
}

/**
 * The payment lies with another provider than the one set up now. A refund that surely was not sent fails, to be given back
 * another way; one that may be under way stays what it is, and only a person moves it on.
 */
export function decideOtherProvider({ state, attempts }: Refund): RefundDecision {
  const detail = { answer: 'other_provider' };
  if (state === 'sending' && attempts === 1)
    return { change: { to: 'failed', failureCode: 'other_provider', detail }, task: 'OTHER_PROVIDER' };
  const to = state === 'pending' ? 'pending' : 'unknown';
  return { change: { to, nextTryAt: NEVER, detail }, task: 'OTHER_PROVIDER' };
}

/** After the list of a payment's refunds was asked for, because nobody knew what had happened (D3, D4, R3, R7). */
export function decideLookedUp(
  refund: Refund,
  lookup: Lookup<readonly ProviderRefund[]>,
  facts: LookUpFacts,
  now: number,
): RefundDecision {
  if (!lookup.ok) return notFoundOut(refund, lookup, now);
  const ours =
    ownRefund(refund, lookup.value) ??
    (facts.restored ? fromLostTimeline(refund, lookup.value, facts) : undefined);
  if (ours)
    return decideStatus(
      refund,
      {
        status: ours.status,
        id: ours.id,
        failureCode: ours.failureCode,
        pendingReason: ours.pendingReason,
        adopted: true,
      },
      now,
    );
  if (refund.failureCode !== null && REFUNDED_OUTSIDE_CODES.includes(refund.failureCode))
    return refundedOutside(refund, lookup.value, facts.taken);
  return sendAgain(refund, (epoch) => refundKey(facts.tenantUid, refund.uid, epoch), now);
}

/**
 * The refund's own entry, a live one first. A failed one that is known already (it was retried since) proves nothing about
 * the try that is looked for now.
 */
function ownRefund(refund: Refund, list: readonly ProviderRefund[]): ProviderRefund | undefined {
  const own = list.filter(({ metadata }) => metadata['cb_refund'] === refund.uid);
  return own.find(isLive) ?? own.find(({ id }) => id !== refund.providerRefundId);
}

/** After a pending refund was asked for again (R9, R10). */
export function decidePolled(refund: Refund, lookup: Lookup<ProviderRefund>, now: number): RefundDecision {
  if (!lookup.ok) return notFoundOut(refund, lookup, now);
  const { status, id, failureCode, pendingReason } = lookup.value;
  return decideStatus(refund, { status, id, failureCode, pendingReason }, now);
}

/** After the payment itself was looked at, because its state refused the refund (R15): nothing was captured → nothing to give back. */
export function decidePaymentState(
  refund: Refund,
  lookup: Lookup<ProviderPayment>,
  voided: boolean,
  now: number,
): RefundDecision {
  if (!lookup.ok) return notFoundOut(refund, lookup, now);
  if (voided || lookup.value.status === 'canceled')
    return { change: { to: 'succeeded', failureCode: null, detail: { answer: 'payment_voided' } } };
  if (lookup.value.status === 'processing')
    return {
      change: { to: 'planned', nextTryAt: now + 3_600_000, detail: { answer: 'payment_processing' } },
    };
  return {
    change: {
      to: 'failed',
      failureCode: 'payment_intent_unexpected_state',
      detail: { answer: lookup.value.status },
    },
    task: 'REFUSED',
  };
}

interface Status {
  readonly status: ProviderRefund['status'];
  readonly id: string;
  readonly failureCode: string | undefined;
  readonly pendingReason: string | undefined;
  readonly adopted?: boolean;
}

function decideStatus(
  refund: Refund,
  { status, id, failureCode, pendingReason, adopted = false }: Status,
  now: number,
): RefundDecision {
  const detail = {
    answer: status,
    providerRefundId: id,
    ...(failureCode && { failureCode }),
    ...(pendingReason && { pendingReason }),
    ...(adopted && { adopted }),
  };
  const base = { providerRefundId: id, reconcileFirst: 0 as const, detail };
  switch (status) {
    case 'succeeded':
      return { change: { ...base, to: 'succeeded', failureCode: null } };
    case 'pending': {
      const checks = refund.state === 'pending' ? refund.checks + 1 : 1;
      const nextTryAt = nextLookAt(checks, now);
      const change = { ...base, to: 'pending' as const, failureCode: null, checks, nextTryAt };
      return nextTryAt === NEVER ? { change, task: 'PENDING_TOO_LONG' } : { change };
    }
    case 'requires_action':
      return {
        change: { ...base, to: 'requires_action', failureCode: failureCode ?? null },
        task: 'REQUIRES_ACTION',
      };
    case 'canceled':
    case 'failed':
      return { change: { ...base, to: 'failed', failureCode: failureCode ?? status }, task: 'FAILED' };
  }
}

function decideRefused(refund: Refund, code: string, now: number): RefundDecision {
  const detail = { answer: 'refused', code };
  if (REFUNDED_OUTSIDE_CODES.includes(code))
    return { change: { to: 'unknown', failureCode: code, nextTryAt: now, detail } };
  if (DISPUTE_CODES.includes(code))
    return { change: { to: 'failed', failureCode: code, detail }, task: 'DISPUTED' };
  return { change: { to: 'failed', failureCode: code, detail }, task: 'REFUSED' };
}

/** Nobody could be asked, or the payment is not there: then nothing of it can be given back. */
function notFoundOut(
  { state }: Refund,
  lookup: Extract<Lookup<unknown>, { ok: false }>,
  now: number,
): RefundDecision {
  if (lookup.reason !== 'not_found') return lookUpFailed(state, lookup, now);
  const detail = { answer: 'look_up_failed', reason: 'not_found' };
  return { change: { to: 'failed', failureCode: 'payment_not_found', detail }, task: 'PAYMENT_NOT_FOUND' };
}

/**
 * The provider says that the money is back already, and not by us. One outside refund of just this amount is taken for it (R7);
 * anything else is for a person to sort out.
 */
function refundedOutside(
  refund: Refund,
  list: readonly ProviderRefund[],
  taken: ReadonlySet<string>,
): RefundDecision {
  const outside = list.filter(
    (entry) => entry.metadata['cb_refund'] === undefined && !taken.has(entry.id) && isLive(entry),
  );
  const [match, ...others] = outside.filter(({ amountMinor }) => amountMinor === refund.amountMinor);
  if (match && others.length === 0 && outside.length === 1)
    return {
      change: {
        to: 'settled',
        settledAs: 'outside',
        providerRefundId: match.id,
        detail: { answer: 'refunded_outside', providerRefundId: match.id },
      },
    };
  return {
    change: { to: 'failed', detail: { answer: 'refunded_outside', outside: outside.length } },
    task: 'REFUNDED_OUTSIDE',
  };
}

/** After a restore: a refund of this booking that the lost timeline sent (D6). */
function fromLostTimeline(
  refund: Refund,
  list: readonly ProviderRefund[],
  facts: LookUpFacts,
): ProviderRefund | undefined {
  return list.find(
    (entry) =>
      isLive(entry) &&
      entry.metadata['cb_booking'] === String(refund.bookingId) &&
      isFromLostTimeline(entry, 'cb_refund', refund.amountMinor, facts),
  );
}
