import type { Db } from '#db/database.ts';
import type { FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { aStudio, type PaidFunding, type StudioStory } from '#tests/support/scenario.ts';

/** A card payment as both sides know it. */
export interface StormPayment {
  readonly id: string;
  readonly amountMinor: number;
  /** Given back before the story begins, in the provider's own dashboard. */
  readonly refundedBeforeMinor: number;
}

/** Every card payment of the story. `pi_shared` and `pi_family` pay for several bookings each. */
export const STORM_PAYMENTS: readonly StormPayment[] = [
  { id: 'pi_shared', amountMinor: 7500, refundedBeforeMinor: 0 },
  { id: 'pi_fay', amountMinor: 1000, refundedBeforeMinor: 0 },
  { id: 'pi_gus', amountMinor: 3000, refundedBeforeMinor: 500 },
  { id: 'pi_ina', amountMinor: 1111, refundedBeforeMinor: 0 },
  { id: 'pi_family', amountMinor: 10_000, refundedBeforeMinor: 0 },
  { id: 'pi_mo', amountMinor: 4000, refundedBeforeMinor: 1500 },
  { id: 'pi_pat', amountMinor: 1999, refundedBeforeMinor: 0 },
];

/**
 * Six sessions with twenty bookings, paid in every way there is: cards (one for several bookings, one already partly given
 * back, one mixed with cash, package and account), credits (one lot about to expire), cash, check, transfer, account, free;
 * and a session that nobody booked.
 */
export function tellStorm(db: Db): StudioStory {
  const story = aStudio(db);
  story
    .withSession({ date: '2026-03-02' })
    .withBooking({ client: 'Ada', funding: [card('pi_shared', 2500)] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package', expiresOn: '2027-01-01' }] })
    .withBooking({ client: 'Cleo', funding: [{ kind: 'cash', amountMinor: 2500 }] })
    .withBooking({ client: 'Dan', funding: [{ kind: 'account', amountMinor: 2500 }] });
  const shared = story.paymentIds[0];
  if (shared === undefined) throw new Error('the shared payment is the first of the story');
  story
    .withSession({ date: '2026-03-03' })
    .withBooking({ client: 'Ada', funding: [{ ...card('pi_shared', 2500), payment: shared }] })
    .withBooking({ client: 'Eve', funding: [{ kind: 'free' }] })
    .withBooking({ client: 'Fay', funding: [card('pi_fay', 1000), { kind: 'cash', amountMinor: 1500 }] })
    .withBooking({ client: 'Gus', funding: [card('pi_gus', 2500)] });
  story
    .withSession({ date: '2026-03-04' })
    .withBooking({ client: 'Ada', funding: [{ ...card('pi_shared', 2500), payment: shared }] })
    .withBooking({ client: 'Hal', funding: [{ kind: 'package', expiresOn: '2026-03-01' }] })
    .withBooking({
      client: 'Ina',
      funding: [
        card('pi_ina', 1111),
        { kind: 'package', expiresOn: '2026-03-08' },
        { kind: 'cash', amountMinor: 389 },
        { kind: 'account', amountMinor: 100 },
      ],
    })
    .withBooking({ client: 'Jon', funding: [{ kind: 'transfer', amountMinor: 1800 }] });
  const family = story
    .withSession({ date: '2026-03-05' })
    .withBooking({ client: 'Kim', funding: [card('pi_family', 3334)] });
  const familyPayment = story.paymentIds.at(-1);
  if (familyPayment === undefined) throw new Error('the family has paid');
  family
    .withBooking({
      client: 'Kim',
      participant: 'Kit',
      funding: [{ ...card('pi_family', 3333), payment: familyPayment }],
    })
    .withBooking({
      client: 'Kim',
      participant: 'Kay',
      funding: [{ ...card('pi_family', 3333), payment: familyPayment }],
    })
    .withBooking({ client: 'Lea', funding: [{ kind: 'check', amountMinor: 2500 }] });
  story
    .withSession({ date: '2026-03-06' })
    .withBooking({ client: 'Mo', funding: [card('pi_mo', 4000)] })
    .withBooking({ client: 'Nia', email: '', funding: [{ kind: 'free' }] })
    .withBooking({ client: 'Oz', funding: [{ kind: 'other', amountMinor: 700 }] })
    .withBooking({ client: 'Pat', funding: [card('pi_pat', 1999)] });
  story.withSession({ date: '2026-03-07' });
  return story;
}

/** What the provider knows when the story begins. */
export function openAtProvider(stripe: FakeStripe): void {
  for (const { id, amountMinor, refundedBeforeMinor } of STORM_PAYMENTS) {
    stripe.addPayment({ id, amountMinor, currency: 'eur' });
    if (refundedBeforeMinor > 0) stripe.refundOutside(id, refundedBeforeMinor);
  }
}

function card(id: string, amountMinor: number): PaidFunding {
  const payment = STORM_PAYMENTS.find((known) => known.id === id);
  if (!payment) throw new Error(`the story has no payment ${id}`);
  return {
    kind: 'card',
    amountMinor,
    paidMinor: payment.amountMinor,
    refundedBeforeMinor: payment.refundedBeforeMinor,
    provider: 'stripe',
    providerRef: id,
  };
}
