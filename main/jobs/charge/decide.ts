import type { Charge, ChargeChange } from '#db/repositories/card-charge.ts';
import { chargeKey } from '#domain/card/charge-life.ts';
import type { Made, ProviderCharge } from '../../gateways/payment/card/port.ts';
import type { Lookup } from '../../gateways/payment/port.ts';
import {
  lookUpFailed,
  NEVER,
  nextLookAt,
  notInFlight,
  notNow,
  type ProviderDecision,
  sendAgain,
  unclear,
} from '../provider/decision.ts';
import { isFromLostTimeline, isLive, type LookUpFacts } from '../provider/look-up.ts';

/** What an answer of the provider means for a charge. */
export interface ChargeDecision extends ProviderDecision<ChargeChange> {
  /** With `succeeded`: the payment as the provider knows it. */
  readonly paidRef?: string;
}

/** After `createCharge` (reliability D2, D3). A decline is a definite end. */
export function decideSent(
  charge: Charge,
  answer: Made<'charge', ProviderCharge>,
  now: number,
): ChargeDecision {
  switch (answer.kind) {
    case 'charge':
      return decideStatus(charge, answer.value, now);
    case 'refused': {
      const { code } = answer;
      return { change: { to: 'failed', failureCode: code, detail: { answer: 'refused', code } } };
    }
    case 'key_conflict':
      return {
        change: {
          to: 'unknown',
          nextTryAt: NEVER,
          failureCode: 'key_conflict',
          detail: { answer: 'key_conflict' },
        },
        task: 'KEY_CONFLICT',
      };
    case 'unknown':
      return unclear(charge, answer, now);
    case 'not_now':
      return notNow(answer, now);
  }
}

/** After `cancelCharge`: one that needs the client present is let go of, and stays what it is until the provider has done so. */
export function decideLetGo(
  charge: Charge,
  answer: Made<'charge', ProviderCharge>,
  now: number,
): ChargeDecision {
  if (answer.kind === 'charge') return decideStatus(charge, answer.value, now);
  if (answer.kind === 'refused') {
    const { code } = answer;
    const detail = { answer: 'refused', code };
    return {
      change: { to: 'requires_action', nextTryAt: NEVER, failureCode: code, detail },
      task: 'NOT_LET_GO',
    };
  }
  const decision = decideSent(charge, answer, now);
  // Why it needs the client is not changed by a call that came to nothing.
  const failureCode = answer.kind === 'key_conflict' ? 'key_conflict' : charge.failureCode;
  return { ...decision, change: { ...decision.change, to: 'requires_action', failureCode } };
}

/** The charge lies with another provider than the one set up now. One that surely was not sent ends; another waits for a person. */
export function decideOtherProvider({ state, attempts }: Charge): ChargeDecision {
  const detail = { answer: 'other_provider' };
  if (attempts <= 1 && (state === 'sending' || state === 'planned'))
    return { change: { to: 'failed', failureCode: 'other_provider', detail } };
  const to = state === 'sending' || state === 'planned' ? 'unknown' : state;
  return { change: { to, nextTryAt: NEVER, detail }, task: 'OTHER_PROVIDER' };
}

/** After the list of a customer's charges was asked for, because nobody knew what had happened (D3, D4). */
export function decideLookedUp(
  charge: Charge,
  lookup: Lookup<readonly ProviderCharge[]>,
  facts: LookUpFacts,
  now: number,
): ChargeDecision {
  if (!lookup.ok) return notFoundOut(charge, lookup, now);
  const ours =
    ownCharge(charge, lookup.value) ??
    (facts.restored ? fromLostTimeline(charge, lookup.value, facts) : undefined);
  if (ours) return decideStatus(charge, ours, now);
  return sendAgain(charge, (epoch) => chargeKey(facts.tenantUid, charge.uid, epoch), now);
}

/** After a charge under way was asked for again. */
export function decidePolled(charge: Charge, lookup: Lookup<ProviderCharge>, now: number): ChargeDecision {
  return lookup.ok ? decideStatus(charge, lookup.value, now) : notFoundOut(charge, lookup, now);
}

/** Nobody could be asked, or the customer or the charge is not there: then nobody knows whether it was paid. */
function notFoundOut(
  { state }: Charge,
  lookup: Extract<Lookup<unknown>, { ok: false }>,
  now: number,
): ChargeDecision {
  if (lookup.reason !== 'not_found') return lookUpFailed(state, lookup, now);
  const detail = { answer: 'look_up_failed', reason: 'not_found' };
  return { change: { to: notInFlight(state), nextTryAt: NEVER, detail }, task: 'NOT_FOUND' };
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
        return { change: { ...base, to: 'unknown', nextTryAt: NEVER }, task: 'AMOUNT_DIFFERS' };
      return {
        change: { ...base, to: 'succeeded', failureCode: null, declineCode: null },
        paidRef: id,
      };
    case 'processing': {
      const checks = charge.state === 'processing' ? charge.checks + 1 : 1;
      const nextTryAt = nextLookAt(checks, now);
      const change = { ...base, to: 'processing' as const, checks, nextTryAt };
      return nextTryAt === NEVER ? { change, task: 'PROCESSING_TOO_LONG' } : { change };
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

/** After a restore: a charge for the same thing that the lost timeline sent (D6). */
function fromLostTimeline(
  charge: Charge,
  list: readonly ProviderCharge[],
  facts: LookUpFacts,
): ProviderCharge | undefined {
  const invoice = charge.invoiceId === null ? undefined : String(charge.invoiceId);
  return list.find(
    (entry) =>
      entry.status === 'succeeded' &&
      entry.metadata['cb_charge'] !== undefined &&
      entry.metadata['cb_client'] === String(charge.clientId) &&
      entry.metadata['cb_invoice'] === invoice &&
      isFromLostTimeline(entry, 'cb_charge', charge.amountMinor, facts),
  );
}
