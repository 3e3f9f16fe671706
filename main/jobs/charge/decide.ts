import type { Charge } from '#db/repositories/card-charge.ts';
import { chargeKey } from '#domain/card/charge-life.ts';
import { nextCheckDelay } from '#domain/refund/life.ts';
import type { Made, ProviderCharge } from '../../gateways/payment/card/port.ts';
import type { Lookup } from '../../gateways/payment/port.ts';
import { isKeyOld, sameKeyAgain } from '../key-age.ts';
import { type ChargeDecision, KEY_SPENT, lookupFailed, NEVER, notNow, unclear } from './decide-trouble.ts';

/** After `createCharge` or `cancelCharge` (reliability D2, D3). A decline is a definite end. */
export function decideSent(
  charge: Charge,
  answer: Made<'charge', ProviderCharge>,
  now: number,
): ChargeDecision {
  switch (answer.kind) {
    case 'charge':
      return decideStatus(charge, answer.value, now);
    case 'refused':
      return {
        change: {
          to: charge.state === 'requires_action' ? 'requires_action' : 'failed',
          failureCode: answer.code,
          ...(charge.state === 'requires_action' && { nextTryAt: NEVER }),
          detail: { answer: 'refused', code: answer.code },
        },
        ...(charge.state === 'requires_action' && { unclear: 'NOT_LET_GO' }),
      };
    case 'key_conflict':
      return {
        change: {
          to: charge.state === 'requires_action' ? 'requires_action' : 'unknown',
          nextTryAt: NEVER,
          failureCode: 'key_conflict',
          detail: { answer: 'key_conflict' },
        },
        unclear: 'KEY_CONFLICT',
      };
    case 'unknown':
      return unclear(charge, answer, now);
    case 'not_now':
      return notNow(charge, answer, now);
  }
}

/** The charge lies with another provider than the one set up now. One that surely was not sent ends; another waits for a person. */
export function decideOtherProvider({ state, attempts }: Charge): ChargeDecision {
  const detail = { answer: 'other_provider' };
  if (attempts <= 1 && (state === 'sending' || state === 'planned'))
    return { change: { to: 'failed', failureCode: 'other_provider', detail } };
  const to = state === 'sending' || state === 'planned' ? 'unknown' : state;
  return { change: { to, nextTryAt: NEVER, detail }, unclear: 'OTHER_PROVIDER' };
}

/** What of our own records a look-up is read with. */
export interface LookUpFacts {
  readonly tenantUid: string;
  /** The studio was once restored from a backup: the provider may know charges that we do not (D6). */
  readonly restored: boolean;
  /** Payments that rows of ours stand for, by the provider's reference. */
  readonly taken: ReadonlySet<string>;
  /** Our charges of the client and of the card's owner: what carries one of these is not from a lost timeline. */
  readonly uids: ReadonlySet<string>;
}

/** After the list of a customer's charges was asked for, because nobody knew what had happened (D3, D4). */
export function decideLookedUp(
  charge: Charge,
  lookup: Lookup<readonly ProviderCharge[]>,
  facts: LookUpFacts,
  now: number,
): ChargeDecision {
  if (!lookup.ok) return lookupFailed(charge, lookup, now);
  const ours =
    ownCharge(charge, lookup.value) ??
    (facts.restored ? fromLostTimeline(charge, lookup.value, facts) : undefined);
  return ours ? decideStatus(charge, ours, now) : sendAgain(charge, facts.tenantUid, now);
}

/** After a charge under way was asked for again. */
export function decidePolled(charge: Charge, lookup: Lookup<ProviderCharge>, now: number): ChargeDecision {
  return lookup.ok ? decideStatus(charge, lookup.value, now) : lookupFailed(charge, lookup, now);
}

/** What the provider says of the charge itself: the truth, whatever an event said. */
export function decideStatus(charge: Charge, there: ProviderCharge, now: number): ChargeDecision {
  const { id, status, failureCode, declineCode } = there;
  const detail = {
    answer: status,
    providerChargeId: id,
    ...(failureCode && { failureCode }),
    ...(declineCode && { declineCode }),
  };
  const base = { providerChargeId: id, reconcileFirst: 0 as const, detail };
  switch (status) {
    case 'succeeded':
      if (there.amountMinor !== charge.amountMinor || there.currency !== charge.currency.toLowerCase())
        return { change: { ...base, to: 'unknown', nextTryAt: NEVER }, unclear: 'AMOUNT_DIFFERS' };
      return {
        change: { ...base, to: 'succeeded', failureCode: null, declineCode: null },
        paidRef: id,
      };
    case 'processing': {
      const checks = charge.state === 'processing' ? charge.checks + 1 : 1;
      const delay = nextCheckDelay(checks);
      const nextTryAt = delay === undefined ? NEVER : now + delay;
      const change = { ...base, to: 'processing' as const, checks, nextTryAt };
      return delay === undefined ? { change, unclear: 'PROCESSING_TOO_LONG' } : { change };
    }
    case 'requires_action':
      // Nobody is there to prove who they are: it is let go of at the next turn, so that it cannot be finished later unseen.
      return { change: { ...base, to: 'requires_action', failureCode: AUTHENTICATION, nextTryAt: now } };
    case 'canceled':
      return {
        change: { ...base, to: 'failed', failureCode: charge.failureCode ?? failureCode ?? 'canceled' },
      };
    case 'failed':
      return {
        change: {
          ...base,
          to: 'failed',
          failureCode: failureCode ?? 'card_declined',
          declineCode: declineCode ?? null,
        },
      };
  }
}

const AUTHENTICATION = 'authentication_required';

/**
 * The charge's own entry, a live one first. A failed one that is known already (a restored backup looks again) proves nothing new,
 * but says what it was.
 */
function ownCharge(charge: Charge, list: readonly ProviderCharge[]): ProviderCharge | undefined {
  const own = list.filter(({ metadata }) => metadata['cb_charge'] === charge.uid);
  return own.find(isLive) ?? own[0];
}

const isLive = ({ status }: ProviderCharge): boolean => status !== 'failed' && status !== 'canceled';

/** After a restore: a charge for the same thing that the lost timeline sent, not taken down by another row (D6). */
function fromLostTimeline(
  charge: Charge,
  list: readonly ProviderCharge[],
  { tenantUid, taken, uids }: LookUpFacts,
): ProviderCharge | undefined {
  const invoice = charge.invoiceId === null ? undefined : String(charge.invoiceId);
  return list.find(
    ({ id, metadata, amountMinor, status }) =>
      status === 'succeeded' &&
      metadata['cb_studio'] === tenantUid &&
      metadata['cb_charge'] !== undefined &&
      metadata['cb_client'] === String(charge.clientId) &&
      metadata['cb_invoice'] === invoice &&
      amountMinor === charge.amountMinor &&
      !taken.has(id) &&
      !uids.has(metadata['cb_charge']),
  );
}

/**
 * The look-up proved that the provider has no charge of ours. A young key goes again as it is, which is safe even if the list
 * lagged behind; the epoch rises (D3) when the key is old, or spent. One that had failed before a restore stays failed.
 */
function sendAgain(charge: Charge, tenantUid: string, now: number): ChargeDecision {
  const { state, failureCode, uid } = charge;
  if (state === 'unknown' && failureCode !== null && failureCode !== KEY_SPENT)
    return { change: { to: 'failed', reconcileFirst: 0, detail: { answer: 'not_there' } } };
  const newKey = isKeyOld(charge, now) || failureCode === KEY_SPENT;
  const change = {
    to: 'planned' as const,
    reconcileFirst: 0 as const,
    nextTryAt: now,
    ...sameKeyAgain(charge, now),
    detail: { answer: 'not_there', newKey },
  };
  if (!newKey) return { change };
  const epoch = charge.epoch + 1;
  return {
    change: {
      ...change,
      epoch,
      idempotencyKey: chargeKey(tenantUid, uid, epoch),
      firstAttemptAt: null,
      failureCode: null,
    },
  };
}
