import { SIMULATED_CARDS, type SimulatedCard } from '#domain/card/simulated-card.ts';
import type { CardGateway, Made } from './card/port.ts';
import { readChargeBody, readCustomerBody, readLinkBody } from './card-body.ts';
import type { CallFailure, FrozenCall, Lookup } from './port.ts';
import {
  createSimulatorCardLedger,
  type KnownCards,
  type SimulatorCardLedger,
} from './simulator-card-ledger.ts';
import type { SimulatorClock, SimulatorSettings } from './simulator-settings.ts';
import type { SimulatorStore } from './simulator-store.ts';

export interface SimulatorCardParts {
  readonly store: SimulatorStore;
  readonly clock: SimulatorClock;
  readonly settings: () => SimulatorSettings;
  /** What the person at the desk chose on the simulated page; null while nobody has. */
  readonly simulatedAnswer: (linkId: string) => string | null;
  readonly knownCards: KnownCards;
  /** Says why a call may not be made now, as for refunds. */
  readonly enter: (signal: AbortSignal | undefined) => CallFailure | undefined;
}

/**
 * Cards without money. A page is filled in by a button in the app, which says what kind of card it is; from then on the card behaves
 * so. Deterministic: the same calls with the same answers give the same ids and outcomes.
 */
export function createSimulatorCards(parts: SimulatorCardParts): CardGateway {
  const ledger = createSimulatorCardLedger(parts.store, parts.knownCards);
  const { clock, settings } = parts;
  const enter = (signal: AbortSignal | undefined): CallFailure | undefined => {
    const stopped = parts.enter(signal);
    if (stopped === undefined) {
      const { settleAfterMs = 60_000, disputeEnd = 'open' } = settings();
      ledger.settle(clock.now(), settleAfterMs);
      if (disputeEnd !== 'open') endDisputes(ledger, disputeEnd, clock.now(), settleAfterMs);
    }
    return stopped;
  };
  const answer = async <T>(value: T, signal: AbortSignal | undefined): Promise<T | CallFailure> => {
    await clock.sleep(settings().delayMs, signal);
    return signal?.aborted ? { kind: 'unknown', reason: 'timeout' } : value;
  };
  const look = async <T>(signal: AbortSignal | undefined, read: () => T | undefined): Promise<Lookup<T>> => {
    const stopped = enter(signal);
    if (stopped !== undefined)
      return {
        ok: false,
        reason:
          stopped.kind === 'not_now' && stopped.reason === 'rate_limited' ? 'rate_limited' : 'unavailable',
      };
    const value = read();
    await clock.sleep(settings().delayMs, signal);
    return value === undefined ? { ok: false, reason: 'not_found' } : { ok: true, value };
  };
  const page = (id: string) => lookedAt(parts, ledger, id);

  return {
    kind: 'simulator',
    createCustomer: (request, signal) =>
      make(request, readCustomerBody(request), 'customer', ledger, enter, answer, signal, {
        find: (id) => ({ id }),
        add: () => ({ id: ledger.addCustomer(request) }),
      }),
    createLink: (request, customerRef, signal) =>
      make(request, readLinkBody(request), 'link', ledger, enter, answer, signal, {
        find: (id) => ledger.link(id),
        add: (body) => ledger.addLink(body, customerRef, clock.now(), request),
      }),
    getLink: (id, signal) => look(signal, () => page(id)),
    expireLink: async (id, _key, signal) => {
      const stopped = enter(signal);
      if (stopped !== undefined) return stopped;
      const found = page(id);
      if (found === undefined) return { kind: 'refused', code: 'resource_missing', message: '' };
      const over = found.status === 'open' ? ledger.expire(found, clock.now()) : found;
      return answer({ kind: 'link' as const, value: over }, signal);
    },
    createCharge: (request, signal) =>
      make(request, readChargeBody(request), 'charge', ledger, enter, answer, signal, {
        find: (id) => ledger.charge(id),
        add: (body) => {
          const kept = ledger.method(body.payment_method);
          if (kept?.customerRef !== body.customer) return undefined;
          return ledger.addCharge(
            { ...body, customerRef: body.customer },
            fateNow(parts, kept.does),
            clock.now(),
            request,
          );
        },
      }),
    cancelCharge: async (id, _key, signal) => {
      const stopped = enter(signal);
      if (stopped !== undefined) return stopped;
      const value = ledger.cancelCharge(id);
      if (value === undefined) return { kind: 'refused', code: 'resource_missing', message: '' };
      return answer({ kind: 'charge' as const, value }, signal);
    },
    getCharge: (id, signal) => look(signal, () => ledger.charge(id)),
    listCharges: (customerRef, signal) => look(signal, () => ledger.chargesOf(customerRef)),
    listCards: (customerRef, signal) => look(signal, () => ledger.cardsOf(customerRef)),
    detachCard: async (cardRef, _key, signal) => {
      const stopped = enter(signal);
      if (stopped !== undefined) return stopped;
      ledger.detach(cardRef, clock.now());
      return answer({ kind: 'detached' as const }, signal);
    },
    listCardEvents: (sinceAt, signal) => look(signal, () => ledger.eventsSince(sinceAt)),
    getDispute: (id, signal) => look(signal, () => ledger.dispute(id)),
    listDisputes: (sinceAt, signal) => look(signal, () => ledger.disputesSince(sinceAt)),
  };
}

/** A page as it stands: filled in if somebody has pressed the button, over if its day is past. */
function lookedAt({ clock, simulatedAnswer }: SimulatorCardParts, ledger: SimulatorCardLedger, id: string) {
  const found = ledger.link(id);
  if (found?.status !== 'open') return found;
  const chosen = simulatedAnswer(id);
  if (chosen !== null) return ledger.fillIn(found, isCard(chosen) ? chosen : 'works', clock.now());
  return found.expiresAt <= clock.now() ? ledger.expire(found, clock.now()) : found;
}

/** The bank decides disputes that have been open for `afterMs`. */
function endDisputes(ledger: SimulatorCardLedger, end: 'won' | 'lost', now: number, afterMs: number): void {
  for (const dispute of ledger.disputesSince(0))
    if (dispute.status === 'open' && dispute.createdAt + afterMs <= now)
      ledger.putDispute({ ...dispute, status: end, dueAt: null }, now);
}

const isCard = (word: string): word is SimulatedCard => (SIMULATED_CARDS as readonly string[]).includes(word);

/** A card that works may do something else all the same, always or every so often, by the settings. */
function fateNow({ store, settings }: SimulatorCardParts, does: SimulatedCard): SimulatedCard {
  const turn = ((store.get('charge_turns') as number | undefined) ?? 0) + 1;
  store.put({ charge_turns: turn });
  if (does !== 'works') return does;
  const { declineEvery = 0, disputeEvery = 0, workingCards = 'works' } = settings();
  if (declineEvery > 0 && turn % declineEvery === 0) return 'insufficient_funds';
  return disputeEvery > 0 && turn % disputeEvery === 0 ? 'dispute' : workingCards;
}

/** Same key, same result; another body under a known key is a mistake of ours. */
async function make<Kind extends string, Body, Value extends { readonly id: string }>(
  { idempotencyKey, body: text }: FrozenCall,
  body: Body | undefined,
  kind: Kind,
  ledger: SimulatorCardLedger,
  enter: (signal: AbortSignal | undefined) => CallFailure | undefined,
  answer: <T>(value: T, signal: AbortSignal | undefined) => Promise<T | CallFailure>,
  signal: AbortSignal | undefined,
  work: {
    readonly find: (id: string) => Value | undefined;
    readonly add: (body: Body) => Value | undefined;
  },
): Promise<Made<Kind, Value>> {
  if (body === undefined) return { kind: 'refused', code: 'body_unreadable', message: '' };
  const stopped = enter(signal);
  if (stopped !== undefined) return stopped;
  const before = ledger.answerUnder(idempotencyKey);
  if (before && before.body !== text) return { kind: 'key_conflict' };
  const value = before ? work.find(before.id) : work.add(body);
  if (value === undefined) return { kind: 'refused', code: 'resource_missing', message: '' };
  return answer({ kind, value }, signal);
}
