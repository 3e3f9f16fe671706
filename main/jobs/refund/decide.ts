import type { Refund, RefundChange } from '#db/repositories/refund.ts';
import { nextCheckDelay, refundKey } from '#domain/refund/life.ts';
import { isKeyOld, sameKeyAgain } from '../key-age.ts';
import type { HoldUpWish } from '../provider-loop.ts';
import type { Lookup, ProviderPayment, ProviderRefund, RefundOutcome } from '../../gateways/payment/port.ts';

/** What an answer of the provider means for a refund: one step of its life, and perhaps a person to call. */
export interface Decision extends HoldUpWish {
  readonly change: RefundChange;
  /** Opens a task with this code (a sentence in the renderer). */
  readonly task?: string;
}

/** "Never": a person has to decide before anything is tried again. */
export const NEVER = Number.MAX_SAFE_INTEGER;

const REFUNDED_OUTSIDE_CODES = ['charge_already_refunded', 'amount_too_large'];
const DISPUTE_CODES = ['charge_disputed', 'refund_disputed_payment'];

/** After `createRefund` (reliability D2, D3, R2–R11). */
export function decideSent(refund: Refund, outcome: RefundOutcome, now: number): Decision {
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
      return notNow(refund, outcome, now);
  }
}

/** What of our own records a look-up is read with. */
export interface LookUpFacts {
  readonly tenantUid: string;
  /** The studio was once restored from a backup: the provider may know refunds that we do not (D6). */
  readonly restored: boolean;
  /** Provider refunds that rows of ours stand for. */
  readonly taken: ReadonlySet<string>;
  /** Our refunds of the payment: what carries one of these is not from a lost timeline. */
  readonly uids: ReadonlySet<string>;
}

/**
 * The payment lies with another provider than the one set up now. A refund that surely was not sent fails, to be given back
 * another way; one that may be under way stays what it is, and only a person moves it on.
 */
export function decideOtherProvider({ state, attempts }: Refund): Decision {
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
): Decision {
  if (!lookup.ok) return lookupFailed(refund, lookup, now);
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
  return sendAgain(refund, facts.tenantUid, now);
}

/**
 * The refund's own entry, a live one first. A failed one that is known already (it was retried since) proves nothing about
 * the try that is looked for now.
 */
function ownRefund(refund: Refund, list: readonly ProviderRefund[]): ProviderRefund | undefined {
  const own = list.filter(({ metadata }) => metadata['cb_refund'] === refund.uid);
  return own.find(isLive) ?? own.find(({ id }) => id !== refund.providerRefundId);
}

const isLive = ({ status }: ProviderRefund): boolean => status !== 'failed' && status !== 'canceled';

/** After a pending refund was asked for again (R9, R10). */
export function decidePolled(refund: Refund, lookup: Lookup<ProviderRefund>, now: number): Decision {
  if (!lookup.ok) return lookupFailed(refund, lookup, now);
  const { status, id, failureCode, pendingReason } = lookup.value;
  return decideStatus(refund, { status, id, failureCode, pendingReason }, now);
}

/** After the payment itself was looked at, because its state refused the refund (R15): nothing was captured → nothing to give back. */
export function decidePaymentState(
  refund: Refund,
  lookup: Lookup<ProviderPayment>,
  voided: boolean,
  now: number,
): Decision {
  if (!lookup.ok) return lookupFailed(refund, lookup, now);
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
): Decision {
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
      const first = refund.state !== 'pending';
      const checks = first ? 1 : refund.checks + 1;
      const delay = nextCheckDelay(checks);
      const change = {
        ...base,
        to: 'pending' as const,
        failureCode: null,
        checks,
        nextTryAt: delay === undefined ? NEVER : now + delay,
      };
      return delay === undefined ? { change, task: 'PENDING_TOO_LONG' } : { change };
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

function decideRefused(refund: Refund, code: string, now: number): Decision {
  const detail = { answer: 'refused', code };
  if (REFUNDED_OUTSIDE_CODES.includes(code))
    return { change: { to: 'unknown', failureCode: code, nextTryAt: now, detail } };
  if (DISPUTE_CODES.includes(code))
    return { change: { to: 'failed', failureCode: code, detail }, task: 'DISPUTED' };
  return { change: { to: 'failed', failureCode: code, detail }, task: 'REFUSED' };
}

/** Marks a key under which the provider keeps a failure: it will never do anything else. */
export const KEY_SPENT = 'key_spent';

function unclear(
  refund: Refund,
  { reason, replayed }: Extract<RefundOutcome, { kind: 'unknown' }>,
  now: number,
): Decision {
  const delay = nextCheckDelay(refund.checks);
  const change = {
    to: 'unknown' as const,
    checks: refund.checks + 1,
    nextTryAt: delay === undefined ? NEVER : now + delay,
    ...(replayed && { failureCode: KEY_SPENT }),
    detail: { answer: 'unknown', reason, ...(replayed && { replayed }) },
  };
  return delay === undefined ? { change, task: 'UNKNOWN' } : { change };
}

/** Surely nothing happened, so the same key and bytes go again; a key in use means another call of it runs: ask first. */
function notNow(refund: Refund, outcome: Extract<RefundOutcome, { kind: 'not_now' }>, now: number): Decision {
  const { reason, retryAfterMs = 1000 } = outcome;
  const detail = { answer: 'not_now', reason };
  if (reason === 'key_in_use') return { change: { to: 'unknown', nextTryAt: now + 5000, detail } };
  const change = { to: 'planned' as const, nextTryAt: now + retryAfterMs, detail };
  if (reason === 'rate_limited') return { change };
  return {
    change,
    holdUp: {
      reason: reason === 'unauthorized' ? 'unauthorized' : 'provider_unavailable',
      afterMs: retryAfterMs,
    },
  };
}

function lookupFailed(
  refund: Refund,
  lookup: Extract<Lookup<unknown>, { ok: false }>,
  now: number,
): Decision {
  const detail = { answer: 'look_up_failed', reason: lookup.reason };
  if (lookup.reason === 'not_found')
    return { change: { to: 'failed', failureCode: 'payment_not_found', detail }, task: 'PAYMENT_NOT_FOUND' };
  const afterMs = lookup.retryAfterMs ?? 5000;
  // Whoever sent it cannot be asked just now; it must not stay in flight.
  const to = refund.state === 'sending' ? ('unknown' as const) : refund.state;
  const change = { to, nextTryAt: now + afterMs, detail };
  if (lookup.reason === 'rate_limited') return { change };
  return {
    change,
    holdUp: { reason: lookup.reason === 'unauthorized' ? 'unauthorized' : 'provider_unavailable', afterMs },
  };
}

/**
 * A refund that had failed and was looked up once more, after a restore or because a person asked: if the provider has nothing
 * it is what it was. Only a person sends it again (D3), and one whose key was misused never (R6).
 */
function isCheckedFailure({ state, failureCode }: Refund): boolean {
  return state === 'unknown' && failureCode !== null && failureCode !== KEY_SPENT;
}

/**
 * The look-up proved that the provider has no refund of ours. A young key goes again as it is, which is safe even if the list
 * lagged behind; the epoch rises (D3) when the key is old, because the provider may have forgotten it, or spent, because the
 * provider keeps a failure under it and that call is over (R4).
 */
function sendAgain(refund: Refund, tenantUid: string, now: number): Decision {
  if (isCheckedFailure(refund))
    return { change: { to: 'failed', reconcileFirst: 0, detail: { answer: 'not_there' } } };
  const newKey = isKeyOld(refund, now) || refund.failureCode === KEY_SPENT;
  const detail = { answer: 'not_there', newKey };
  if (!newKey)
    return {
      change: {
        to: 'planned',
        reconcileFirst: 0,
        nextTryAt: now,
        ...sameKeyAgain(refund, now),
        detail,
      },
    };
  const epoch = refund.epoch + 1;
  return {
    change: {
      to: 'planned',
      reconcileFirst: 0,
      epoch,
      idempotencyKey: refundKey(tenantUid, refund.uid, epoch),
      firstAttemptAt: null,
      failureCode: null,
      nextTryAt: now,
      detail,
    },
  };
}

/**
 * The provider says that the money is back already, and not by us. One outside refund of just this amount is taken for it (R7);
 * anything else is for a person to sort out.
 */
function refundedOutside(
  refund: Refund,
  list: readonly ProviderRefund[],
  taken: ReadonlySet<string>,
): Decision {
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

/** After a restore: a refund of this booking that the lost timeline sent, known by its metadata and not taken by another row (D6). */
function fromLostTimeline(
  refund: Refund,
  list: readonly ProviderRefund[],
  facts: LookUpFacts,
): ProviderRefund | undefined {
  return list.find(
    (entry) =>
      entry.metadata['cb_studio'] === facts.tenantUid &&
      entry.metadata['cb_booking'] === String(refund.bookingId) &&
      entry.amountMinor === refund.amountMinor &&
      !facts.taken.has(entry.id) &&
      !facts.uids.has(entry.metadata['cb_refund'] ?? '') &&
      isLive(entry),
  );
}
