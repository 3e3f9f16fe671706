import type { Charge, ChargeChange } from '#db/repositories/card-charge.ts';
import { nextCheckDelay } from '#domain/refund/life.ts';
import type { CallFailure, Lookup } from '../../gateways/payment/port.ts';
import type { HoldUpWish } from '../provider-loop.ts';

/** What an answer of the provider means for a charge: one step of its life, and perhaps a person to call. */
export interface ChargeDecision extends HoldUpWish {
  readonly change: ChargeChange;
  /** Opens a task `charge_unclear` with this code: nobody knows what happened, and time alone will not tell. */
  readonly unclear?: string;
  /** With `succeeded`: the payment as the provider knows it. */
  readonly paidRef?: string;
}

/** "Never": a person has to decide before anything is tried again. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** Marks a key under which the provider keeps a failure: it will never do anything else. */
export const KEY_SPENT = 'key_spent';

/** It may or may not have happened: looked up before anything is sent again. */
export function unclear(
  charge: Charge,
  { reason, replayed }: Extract<CallFailure, { kind: 'unknown' }>,
  now: number,
): ChargeDecision {
  const delay = nextCheckDelay(charge.checks);
  const change = {
    to: charge.state === 'requires_action' ? ('requires_action' as const) : ('unknown' as const),
    checks: charge.checks + 1,
    nextTryAt: delay === undefined ? NEVER : now + delay,
    ...(replayed && charge.state !== 'requires_action' && { failureCode: KEY_SPENT }),
    detail: { answer: 'unknown', reason, ...(replayed && { replayed }) },
  };
  return delay === undefined ? { change, unclear: 'UNKNOWN' } : { change };
}

/** Surely nothing happened, so the same key and bytes go again; a key in use means another call of it runs: ask first. */
export function notNow(
  charge: Charge,
  { reason, retryAfterMs = 1000 }: Extract<CallFailure, { kind: 'not_now' }>,
  now: number,
): ChargeDecision {
  const detail = { answer: 'not_now', reason };
  const isCancel = charge.state === 'requires_action';
  if (reason === 'key_in_use')
    return { change: { to: isCancel ? 'requires_action' : 'unknown', nextTryAt: now + 5000, detail } };
  const change = {
    to: isCancel ? ('requires_action' as const) : ('planned' as const),
    nextTryAt: now + retryAfterMs,
    detail,
  };
  if (reason === 'rate_limited') return { change };
  return { change, holdUp: { reason: holdUpOf(reason), afterMs: retryAfterMs } };
}

/** Nobody could be asked. */
export function lookupFailed(
  charge: Charge,
  lookup: Extract<Lookup<unknown>, { ok: false }>,
  now: number,
): ChargeDecision {
  const { reason, retryAfterMs = 5000 } = lookup;
  const detail = { answer: 'look_up_failed', reason };
  // Whoever sent it cannot be asked just now; it must not stay in flight.
  const to = charge.state === 'sending' ? ('unknown' as const) : charge.state;
  if (reason === 'not_found') return { change: { to, nextTryAt: NEVER, detail }, unclear: 'NOT_FOUND' };
  const change = { to, nextTryAt: now + retryAfterMs, detail };
  if (reason === 'rate_limited') return { change };
  return { change, holdUp: { reason: holdUpOf(reason), afterMs: retryAfterMs } };
}

const holdUpOf = (reason: string) =>
  reason === 'unauthorized' ? ('unauthorized' as const) : ('provider_unavailable' as const);
