import type { ProviderStep } from '#db/repositories/provider-step.ts';
import { nextCheckDelay } from '#domain/refund/life.ts';
import type { CallFailure, Lookup } from '../../gateways/payment/port.ts';
import { isKeyOld, sameKeyAgain } from './key-age.ts';

/** A refund or a charge: its frozen request goes to the provider under a key of ours (reliability D1). */
export interface ProviderRow {
  readonly id: number;
  readonly state: string;
  readonly epoch: number;
  readonly idempotencyKey: string;
  readonly attempts: number;
  readonly firstAttemptAt: number | null;
  readonly checks: number;
  readonly reconcileFirst: 0 | 1;
  readonly failureCode: string | null;
  readonly version: number;
}

/** What an answer of the provider means for a row: one step of its life, and perhaps a person to call, or a rest for everybody. */
export interface ProviderDecision<Step> {
  readonly change: Step;
  /** Opens a task with this code (a sentence in the renderer): time alone will not tell. */
  readonly task?: string;
  /** The whole provider is out of reach: no row is sent before so many ms have passed. */
  readonly holdUp?: {
    readonly reason: 'provider_unavailable' | 'unauthorized' | 'rate_limited';
    readonly afterMs: number;
  };
}

/** What any row may come to, whatever else its life knows. */
type Decided<State extends string> = ProviderDecision<ProviderStep<State>>;

/** "Never": a person has to decide before anything is tried again. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** Marks a key under which the provider keeps a failure: it will never do anything else. */
export const KEY_SPENT = 'key_spent';

/** When a row whose fate is open is looked at for the time number `checks` (0 = the first), in epoch ms; `NEVER` after the last (D5). */
export function nextLookAt(checks: number, now: number): number {
  const delay = nextCheckDelay(checks);
  return delay === undefined ? NEVER : now + delay;
}

/** After a call that may or may not have happened: looked up before anything is sent again (D3). */
export function unclear(
  { checks }: ProviderRow,
  { reason, replayed }: Extract<CallFailure, { kind: 'unknown' }>,
  now: number,
): Decided<'unknown'> {
  const nextTryAt = nextLookAt(checks, now);
  const change = {
    to: 'unknown' as const,
    checks: checks + 1,
    nextTryAt,
    ...(replayed && { failureCode: KEY_SPENT }),
    detail: { answer: 'unknown', reason, ...(replayed && { replayed }) },
  };
  return nextTryAt === NEVER ? { change, task: 'UNKNOWN' } : { change };
}

/** Surely nothing happened, so the same key and bytes go again; a key in use means another call of it runs: ask first. */
export function notNow(
  { reason, retryAfterMs = 1000 }: Extract<CallFailure, { kind: 'not_now' }>,
  now: number,
): Decided<'planned' | 'unknown'> {
  const detail = { answer: 'not_now', reason };
  if (reason === 'key_in_use') return { change: { to: 'unknown', nextTryAt: now + 5000, detail } };
  const change = { to: 'planned' as const, nextTryAt: now + retryAfterMs, detail };
  return { change, ...holdUpOf(reason, retryAfterMs) };
}

/** Nobody could be asked. What is not there at all (`not_found`) means something else for each kind of row. */
export function lookUpFailed<State extends string>(
  state: State,
  { reason, retryAfterMs = 5000 }: Extract<Lookup<unknown>, { ok: false }>,
  now: number,
): Decided<State | 'unknown'> {
  const detail = { answer: 'look_up_failed', reason };
  const change = { to: notInFlight(state), nextTryAt: now + retryAfterMs, detail };
  return { change, ...holdUpOf(reason, retryAfterMs) };
}

/** Too many calls slow the caller down already; anything else stops all rows for a while. */
function holdUpOf(reason: string, afterMs: number): Pick<Decided<never>, 'holdUp'> {
  if (reason === 'rate_limited') return {};
  return {
    holdUp: { reason: reason === 'unauthorized' ? 'unauthorized' : 'provider_unavailable', afterMs },
  };
}

/** Whoever sent it cannot be asked just now; it must not stay in flight. */
export const notInFlight = <State extends string>(state: State): State | 'unknown' =>
  state === 'sending' ? 'unknown' : state;

/**
 * The look-up proved that the provider has nothing of ours. A young key goes again as it is, which is safe even if the list
 * lagged behind; the epoch rises (D3) when the key is old, because the provider may have forgotten it, or spent, because the
 * provider keeps a failure under it and that call is over (R4). `keyOf` names the key of an epoch.
 */
export function sendAgain(
  row: ProviderRow,
  keyOf: (epoch: number) => string,
  now: number,
): Decided<'planned' | 'failed'> {
  if (isCheckedFailure(row))
    return { change: { to: 'failed', reconcileFirst: 0, detail: { answer: 'not_there' } } };
  const newKey = isKeyOld(row, now) || row.failureCode === KEY_SPENT;
  const change = {
    to: 'planned' as const,
    reconcileFirst: 0 as const,
    nextTryAt: now,
    detail: { answer: 'not_there', newKey },
  };
  if (!newKey) return { change: { ...change, ...sameKeyAgain(row, now) } };
  const epoch = row.epoch + 1;
  return {
    change: { ...change, epoch, idempotencyKey: keyOf(epoch), firstAttemptAt: null, failureCode: null },
  };
}

/**
 * One that had failed and was looked up once more, after a restore or because a person asked: if the provider has nothing it is
 * what it was. Only a person sends it again (D3), and one whose key was misused never (R6).
 */
function isCheckedFailure({ state, failureCode }: ProviderRow): boolean {
  return state === 'unknown' && failureCode !== null && failureCode !== KEY_SPENT;
}
