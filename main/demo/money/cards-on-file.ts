import { billableOf } from '#db/repositories/billable.ts';
import * as cardLinks from '#db/repositories/card-link.ts';
import * as payments from '#db/repositories/payment.ts';
import type { SimulatedCard } from '#domain/card/simulated-card.ts';
import type { CardLinkId, ClientId } from '#domain/values/ids.ts';
import { closeCardLink, sendCardLink, simulateCardPage } from '#main/services/card/card-links.ts';
import { chargeCard } from '#main/services/card/charge-card.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { done } from '../desk.ts';
import { paysAhead } from '../fund-booking.ts';
import { clock, type MoneyParts } from './money-parts.ts';

/**
 * Those who will be invoiced leave a card, the day before the last run: most cards work, one is stolen, one has no money on it. Who leaves
 * none is sent a page to pay on. Afterwards the desk charges a card that works, and the empty one.
 */
export function leaveCards(parts: MoneyParts): void {
  const { desk, diary, calendar, since, lastRun } = parts;
  diary.on(lastRun - 1, clock(18, 40), async ({ now }) => {
    const days = { from: calendar.dateOf(Math.max(since, lastRun - 14)), to: calendar.dateOf(lastRun) };
    const owing = Map.groupBy(
      billableOf(desk.db.read, { ...days, of: 'completed' }),
      ({ clientId }) => clientId,
    );
    const owed = (id: ClientId): number =>
      (owing.get(id) ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    // Who has money here, or will have, pays from that; those who owe most are the ones whose cards fail.
    const charged = [...owing.keys()]
      .filter((id) => !paysAhead(id) && payments.listFree(desk.db.read, id).length === 0)
      .sort((one, other) => owed(other) - owed(one));
    const holders = charged.filter((_, index) => index % 4 < 3);
    for (const [index, id] of holders.slice(0, 10 * parts.scale).entries())
      await leaveCard(parts, desk.at(now() + index * 120_000), id, CARDS[index] ?? 'works');
    for (const [at, id] of [
      [clock(17), holders.find((_, index) => (CARDS[index] ?? 'works') === 'works')],
      [clock(17, 20), holders[CARDS.indexOf('insufficient_funds')]],
    ] as const)
      diary.on(lastRun, at, (context) => chargeAtDesk(parts, context, id, 4_500));
  });
}

const CARDS: readonly SimulatedCard[] = ['insufficient_funds', 'stolen_card'];

/** Pages to pay on: paid, let lapse, disputed with the bank; and two that go out with the next start. */
export function sendPages(parts: MoneyParts): void {
  const { desk, office, diary, yesterday, newUid, studio } = parts;
  const { clientIds = [] } = studio.places[0] ?? {};
  const [payer, late, doubter, asked, invited] = [4, 11, 19, 23, 27].map((place) => clientIds[place]);
  const page = (
    context: ServiceContext,
    clientId: ClientId | undefined,
    title: string,
    amountMinor?: number,
  ) =>
    clientId === undefined
      ? null
      : done(
          sendCardLink(context, desk.actor, {
            requestUid: newUid(),
            clientId,
            title,
            sendEmail: true,
            ...(amountMinor === undefined ? { kind: 'setup' } : { kind: 'payment', amountMinor }),
          }),
        ).id;
  diary.on(yesterday - 6, clock(10), async (context) => {
    page(context, late, 'Workshop weekend', 8_000);
    await office.work(context.now());
  });
  diary.on(yesterday - 5, clock(10, 30), async (context) => {
    const paid = page(context, payer, 'Workshop weekend', 8_000);
    await office.work(context.now());
    if (paid !== null) await fillIn(parts, desk.at(context.now() + 600_000), paid, 'works');
  });
  diary.on(yesterday - 3, clock(11), async (context) => {
    const disputed = page(context, doubter, 'Summer intensive, deposit', 6_000);
    await office.work(context.now());
    if (disputed !== null) await fillIn(parts, desk.at(context.now() + 900_000), disputed, 'dispute');
  });
  diary.on(yesterday - 1, clock(7), ({ now }) => office.hearNews(now()));
  diary.on(yesterday, clock(22), async (context) => {
    // The app's simulator knows nothing of the pages that are open: the desk takes them back.
    for (const { id } of cardLinks.listOpen(desk.db.read)) done(closeCardLink(context, desk.actor, id));
    await office.work(context.now());
    page(context, asked, 'Summer intensive, deposit', 6_000);
    page(context, invited, 'A card for your monthly lessons');
  });
}

async function leaveCard(
  parts: MoneyParts,
  context: ServiceContext,
  clientId: ClientId,
  card: SimulatedCard,
): Promise<void> {
  const { desk, office, newUid } = parts;
  const link = { requestUid: newUid(), clientId, kind: 'setup', title: 'A card for your lessons' } as const;
  const { id } = done(sendCardLink(context, desk.actor, { ...link, sendEmail: true }));
  await office.work(context.now());
  await fillIn(parts, desk.at(context.now() + 60_000), id, card);
}

async function fillIn(
  { desk, office }: MoneyParts,
  context: ServiceContext,
  id: CardLinkId,
  card: SimulatedCard,
): Promise<void> {
  done(simulateCardPage(context, desk.actor, { id, card }));
  await office.work(context.now());
  const state = cardLinks.findById(desk.db.read, id)?.state;
  if (state !== 'completed') throw new Error(`page ${id} is ${state}`);
}

async function chargeAtDesk(
  { desk, office, newUid }: MoneyParts,
  context: ServiceContext,
  clientId: ClientId | undefined,
  amountMinor: number,
): Promise<void> {
  if (clientId === undefined) return;
  const charge = { requestUid: newUid(), clientId, amountMinor, description: 'Credit for the summer' };
  done(chargeCard(context, desk.actor, charge));
  await office.work(context.now());
}
