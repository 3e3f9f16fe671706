import type { Db } from '#db/database.ts';
import type { FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { aStudio, type ScenarioFunding, type StudioStory } from '#tests/support/scenario.ts';
import type { PaymentId } from '#domain/values/ids.ts';
import type { Chance } from './chance.ts';

interface CardAccount {
  readonly payment: PaymentId;
  readonly ref: string;
  leftMinor: number;
}

/** A studio with a few sessions, booked and paid in any way; the provider knows every card payment. */
export function tellRandomStory(db: Db, stripe: FakeStripe, chance: Chance): StudioStory {
  const story = aStudio(db);
  const shared: CardAccount[] = [];
  const sessions = chance.between(1, 5);
  for (let day = 0; day < sessions; day += 1) {
    const session = story.withSession({ date: `2026-03-0${chance.between(2, 9)}`, time: `${10 + day}:00` });
    const guests = chance.between(0, 6);
    for (let guest = 0; guest < guests; guest += 1) {
      const parts = Array.from({ length: chance.percent(20) ? 2 : 1 }, () =>
        randomFunding(story, stripe, chance, shared),
      );
      const payments = story.paymentIds.length;
      session.withBooking({
        client: chance.pick(NAMES),
        participant: `guest ${guest}`,
        email: chance.percent(90) ? `${chance.pick(NAMES).toLowerCase()}@clients.example` : '',
        funding: parts,
      });
      rememberShared(story, payments, parts, shared);
    }
  }
  return story;
}

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fay'];

function randomFunding(
  story: StudioStory,
  stripe: FakeStripe,
  chance: Chance,
  shared: CardAccount[],
): ScenarioFunding {
  const amountMinor = chance.between(1, 5000);
  const kind = chance.pick([
    'card',
    'card',
    'card',
    'cash',
    'transfer',
    'package',
    'account',
    'free',
  ] as const);
  switch (kind) {
    case 'card':
      return randomCard(story, stripe, chance, shared);
    case 'package':
      return { kind, expiresOn: chance.pick([null, '2026-03-01', '2027-01-01']) };
    case 'free':
      return { kind };
    case 'cash':
    case 'transfer':
    case 'account':
      return { kind, amountMinor };
  }
}

/** A payment of its own, or a part of one that other bookings share; some are partly given back, some not captured yet. */
function randomCard(
  story: StudioStory,
  stripe: FakeStripe,
  chance: Chance,
  shared: CardAccount[],
): ScenarioFunding {
  const account = shared.find(({ leftMinor }) => leftMinor > 0);
  if (account && chance.percent(60)) {
    const amountMinor = chance.between(1, account.leftMinor);
    account.leftMinor -= amountMinor;
    return {
      kind: 'card',
      amountMinor,
      payment: account.payment,
      provider: 'stripe',
      providerRef: account.ref,
    };
  }
  const amountMinor = chance.between(1, 5000);
  const extra = chance.percent(50) ? chance.between(1, 5000) : 0;
  const before = chance.percent(20) ? chance.between(1, amountMinor) : 0;
  const captured = before > 0 || extra > 0 || chance.percent(94);
  const ref = `pi_${story.paymentIds.length}_${chance.between(0, 1_000_000_000)}`;
  stripe.addPayment({ id: ref, amountMinor: amountMinor + extra, currency: 'eur', captured });
  if (before > 0) stripe.refundOutside(ref, before);
  return {
    kind: 'card',
    amountMinor,
    paidMinor: amountMinor + extra,
    refundedBeforeMinor: before,
    provider: 'stripe',
    providerRef: ref,
  };
}

function rememberShared(
  story: StudioStory,
  before: number,
  parts: readonly ScenarioFunding[],
  shared: CardAccount[],
): void {
  const made = parts.filter((part) => part.kind !== 'package' && 'paidMinor' in part);
  const fresh = story.paymentIds.slice(before);
  for (const part of made) {
    const [payment] = fresh;
    if (payment === undefined || !('providerRef' in part) || part.providerRef === undefined) continue;
    const leftMinor = (part.paidMinor ?? part.amountMinor) - part.amountMinor;
    if (leftMinor > 0 && parts.length === 1) shared.push({ payment, ref: part.providerRef, leftMinor });
  }
}
