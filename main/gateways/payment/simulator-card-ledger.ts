import type { SimulatedCard } from '#domain/card/simulated-card.ts';
import type {
  ChargeBody,
  LinkBody,
  ProviderCard,
  ProviderCardEvent,
  ProviderCharge,
  ProviderDispute,
  ProviderLink,
} from './card/port.ts';
import type { FrozenCall } from './port.ts';
import { fateOf, looksOf } from './simulated-fate.ts';
import type { SimulatorStore } from './simulator-store.ts';

export interface KeptCard {
  readonly card: ProviderCard;
  readonly customerRef: string | null;
  readonly does: SimulatedCard;
}

/** Cards on file in our own records that the simulator has not seen being left, as in a demo studio or a restored one. */
export interface KnownCards {
  readonly card: (id: string) => KeptCard | undefined;
  readonly idsOf: (customerRef: string) => readonly string[];
}
export const NO_KNOWN_CARDS: KnownCards = { card: () => undefined, idsOf: () => [] };

/** The simulator's books about cards, in the same store as its refunds: one `put` per change. */
export function createSimulatorCardLedger(store: SimulatorStore, known: KnownCards) {
  const read = <T>(key: string, otherwise: T): T => (store.get(key) as T | undefined) ?? otherwise;
  const next = (prefix: string): { readonly id: string; readonly entries: Record<string, unknown> } => {
    const number = read(`serial:${prefix}`, 0) + 1;
    return {
      id: `${prefix}_sim${String(number).padStart(8, '0')}`,
      entries: { [`serial:${prefix}`]: number },
    };
  };
  const news = (
    about: ProviderCardEvent['about'],
    type: string,
    objectId: string,
    now: number,
  ): Record<string, unknown> => {
    const number = read('card_events', 0) + 1;
    const event: ProviderCardEvent = { id: `evt_simc${number}`, type, about, objectId, createdAt: now };
    return { card_events: number, [`card_event:${number}`]: event };
  };
  const append = (key: string, id: string): Record<string, unknown> => ({
    [key]: [...read<readonly string[]>(key, []), id],
  });
  const charge = (id: string): ProviderCharge | undefined => store.get(`charge:${id}`) as ProviderCharge;
  const method = (id: string): KeptCard | undefined =>
    (store.get(`method:${id}`) as KeptCard | undefined) ?? known.card(id);
  const link = (id: string): ProviderLink | undefined => store.get(`link:${id}`) as ProviderLink;

  const addCharge = (
    asked: Pick<ChargeBody, 'amount' | 'currency' | 'metadata'> & { readonly customerRef: string },
    does: SimulatedCard,
    now: number,
    under?: FrozenCall,
  ): ProviderCharge => {
    const { id, entries } = next('pi');
    const made: ProviderCharge = {
      id,
      amountMinor: asked.amount,
      currency: asked.currency,
      customerRef: asked.customerRef,
      createdAt: Math.floor(now / 1000) * 1000,
      metadata: asked.metadata,
      ...fateOf(does),
    };
    const waits = does === 'processing' || does === 'late_failure' || does === 'dispute';
    store.put({
      ...entries,
      ...keptUnder(under, id),
      [`charge:${id}`]: made,
      ...append(`charges:${asked.customerRef}`, id),
      ...(waits && append('charges_settling', id)),
      ...(waits && { [`does:${id}`]: does }),
      ...news(
        'charge',
        made.status === 'failed' ? 'payment_intent.payment_failed' : 'payment_intent.succeeded',
        id,
        now,
      ),
    });
    return made;
  };

  return {
    answerUnder: (key: string) =>
      store.get(`cardkey:${key}`) as { readonly body: string; readonly id: string } | undefined,
    charge,
    link,
    addCharge,

    addCustomer(under: FrozenCall): string {
      const { id, entries } = next('cus');
      store.put({ ...entries, ...keptUnder(under, id) });
      return id;
    },

    addLink(order: LinkBody, customerRef: string, now: number, under: FrozenCall): ProviderLink {
      const { id, entries } = next('cs');
      const made: ProviderLink = {
        id,
        kind: order.mode,
        status: 'open',
        url: `https://simulated-page.invalid/${id}`,
        expiresAt: now + 86_400_000,
        customerRef,
        chargeRef: null,
        card: null,
      };
      store.put({ ...entries, ...keptUnder(under, id), [`link:${id}`]: made, [`order:${id}`]: order });
      return made;
    },

    /** The page as the client left it: filled in with `does`, or over. */
    fillIn(page: ProviderLink, does: SimulatedCard, now: number): ProviderLink {
      const done = { ...page, status: 'complete' as const, url: null };
      if (page.kind === 'payment') {
        const { amount, currency, metadata } = store.get(`order:${page.id}`) as ChargeBody;
        const paid = addCharge(
          { amount, currency, metadata, customerRef: page.customerRef ?? '' },
          does,
          now,
        );
        const filled = { ...done, chargeRef: paid.id };
        store.put({
          [`link:${page.id}`]: filled,
          ...news('link', 'checkout.session.completed', page.id, now),
        });
        return filled;
      }
      const { id, entries } = next('pm');
      const card: ProviderCard = { id, ...looksOf(does), expMonth: 12, expYear: 2034 };
      const kept: KeptCard = { card, customerRef: page.customerRef, does };
      const filled = { ...done, card };
      store.put({
        ...entries,
        [`method:${id}`]: kept,
        ...append(`methods:${page.customerRef}`, id),
        [`link:${page.id}`]: filled,
        ...news('link', 'checkout.session.completed', page.id, now),
      });
      return filled;
    },

    expire(page: ProviderLink, now: number): ProviderLink {
      const over = { ...page, status: 'expired' as const, url: null };
      store.put({ [`link:${page.id}`]: over, ...news('link', 'checkout.session.expired', page.id, now) });
      return over;
    },

    method,
    cardsOf: (customerRef: string): ProviderCard[] => {
      const left = read<readonly string[]>(`methods:${customerRef}`, []);
      const ids = new Set([...known.idsOf(customerRef), ...left]);
      return [...ids].flatMap((id) => {
        const kept = method(id);
        return kept?.customerRef === customerRef ? kept.card : [];
      });
    },
    detach(id: string, now: number): void {
      const kept = method(id);
      if (kept)
        store.put({
          [`method:${id}`]: { ...kept, customerRef: null },
          ...news('card', 'payment_method.detached', id, now),
        });
    },

    chargesOf: (customerRef: string): ProviderCharge[] =>
      read<readonly string[]>(`charges:${customerRef}`, [])
        .map((id) => store.get(`charge:${id}`) as ProviderCharge)
        .toReversed(),

    dispute: (id: string) => store.get(`dispute:${id}`) as ProviderDispute | undefined,
    /** Writes down how a dispute stands, with the news of it. */
    putDispute(stands: ProviderDispute, now: number): void {
      store.put({
        [`dispute:${stands.id}`]: stands,
        ...news('dispute', 'charge.dispute.closed', stands.id, now),
      });
    },
    disputesSince: (sinceAt: number): ProviderDispute[] =>
      read<readonly string[]>('disputes', [])
        .map((id) => store.get(`dispute:${id}`) as ProviderDispute)
        .filter(({ createdAt }) => createdAt >= Math.floor(sinceAt / 1000) * 1000),

    /** Time at the bank: what has waited for `afterMs` is decided, with its news. */
    settle(now: number, afterMs: number): void {
      const waiting = read<readonly string[]>('charges_settling', []);
      for (const id of waiting) {
        const waited = store.get(`charge:${id}`) as ProviderCharge;
        if (waited.createdAt + afterMs > now) continue;
        const rest = {
          charges_settling: read<readonly string[]>('charges_settling', []).filter((one) => one !== id),
        };
        const does = store.get(`does:${id}`) as SimulatedCard;
        if (does === 'dispute') this.openDispute(waited, now, rest);
        else {
          const settled: ProviderCharge =
            does === 'late_failure'
              ? { ...waited, status: 'failed', failureCode: 'card_declined', declineCode: 'do_not_honor' }
              : { ...waited, status: 'succeeded' };
          const type = does === 'late_failure' ? 'payment_intent.payment_failed' : 'payment_intent.succeeded';
          store.put({ ...rest, [`charge:${id}`]: settled, ...news('charge', type, id, now) });
        }
      }
    },

    openDispute(paid: ProviderCharge, now: number, rest: Record<string, unknown>): void {
      const { id, entries } = next('dp');
      const opened: ProviderDispute = {
        id,
        chargeRef: paid.id,
        amountMinor: paid.amountMinor,
        currency: paid.currency,
        reason: 'fraudulent',
        status: 'open',
        dueAt: now + 7 * 86_400_000,
        createdAt: Math.floor(now / 1000) * 1000,
      };
      store.put({
        ...rest,
        ...entries,
        ...append('disputes', id),
        [`dispute:${id}`]: opened,
        ...news('dispute', 'charge.dispute.created', id, now),
      });
    },

    /** Lets go of a charge that is not paid; the answer is how it stands then. */
    cancelCharge(id: string): ProviderCharge | undefined {
      const known = charge(id);
      if (known === undefined || known.status === 'succeeded' || known.status === 'processing') return known;
      const over: ProviderCharge = { ...known, status: 'canceled' };
      store.put({ [`charge:${id}`]: over });
      return over;
    },

    eventsSince(sinceAt: number): ProviderCardEvent[] {
      const since = Math.floor(sinceAt / 1000) * 1000;
      const events: ProviderCardEvent[] = [];
      for (let number = read('card_events', 0); number > 0; number -= 1) {
        const event = store.get(`card_event:${number}`) as ProviderCardEvent;
        if (event.createdAt < since) break;
        events.push(event);
      }
      return events.reverse();
    },
  };
}

/** With what it answers, in one `put`: a kill leaves both or neither, and the same key never makes a second. */
function keptUnder(under: FrozenCall | undefined, id: string): Record<string, unknown> {
  return under === undefined ? {} : { [`cardkey:${under.idempotencyKey}`]: { body: under.body, id } };
}

export type SimulatorCardLedger = ReturnType<typeof createSimulatorCardLedger>;
