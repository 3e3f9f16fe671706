import { SIMULATED_CARDS } from '#domain/card/simulated-card.ts';
import { watchCardEvents } from '#main/jobs/charge/watch-card-events.ts';
import { act } from './act.ts';
import { someClient, type Step } from './dice.ts';
import { anyOf, requestUid } from './world.ts';

/** A link for a client, to leave a card or to pay. */
export const sendLink: Step = async (world) => {
  const { chance } = world;
  const kind = chance.pick(['setup', 'payment'] as const);
  await act(world, 'card.sendLink', {
    requestUid: requestUid(world),
    clientId: someClient(world)?.['id'],
    kind,
    title: 'Link',
    sendEmail: chance.percent(50),
    ...(kind === 'payment' && { amountMinor: chance.between(1, 6000) }),
  });
};

/** A client uses a page, with a card of any kind. */
export const usePage: Step = async (world) => {
  await world.harness.runner.runUntilIdle();
  const link = anyOf(
    world,
    `SELECT id FROM card_links ${world.chance.percent(90) ? `WHERE state = 'open'` : ''}`,
  );
  if (!link) return;
  const card = world.chance.percent(60) ? 'works' : world.chance.pick(SIMULATED_CARDS);
  await act(world, 'card.simulatePage', { id: link['id'], card });
  await world.harness.runner.runUntilIdle();
};

/** The desk charges a card on file, now and then of a client who has none. */
export const chargeCard: Step = async (world) => {
  const { chance } = world;
  const owner = chance.percent(85)
    ? anyOf(world, `SELECT client_id AS id FROM cards WHERE state = 'active'`)
    : someClient(world);
  await act(world, 'card.charge', {
    requestUid: requestUid(world),
    clientId: owner?.['id'],
    amountMinor: chance.between(1, 9000),
    description: 'Charge',
  });
};

export const closeLink: Step = async (world) => {
  const link = anyOf(world, 'SELECT id FROM card_links');
  if (link) await act(world, 'card.closeLink', { id: link['id'] });
};

export const removeCard: Step = async (world) => {
  const card = anyOf(world, 'SELECT id FROM cards');
  if (card) await act(world, 'card.remove', { id: card['id'] });
};

/** The processor is asked what is new: what was paid or disputed meanwhile. */
export const hearNews: Step = async (world) => {
  world.clock.advance(world.chance.between(1, 4) * 60_000);
  await world.harness.runner.runUntilIdle();
  await watchCardEvents(world.harness.ctx);
};
