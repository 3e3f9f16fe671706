import { client, type Deed } from './deeds.ts';
import { runJobs } from './outcomes.ts';
import { ask, oneOf, requestUid } from './world.ts';

/** A client leaves a card on a page of the processor's: one that works, or one that is declined; invoices that wait for one are charged at once. */
export const leaveCard: Deed = async (world) => {
  const wish = { clientId: client(world), kind: 'setup', title: 'Card', sendEmail: false };
  const sent = await ask<{ id: number }>(world, 'card.sendLink', { requestUid: requestUid(world), ...wish });
  if (!sent.ok) return;
  await runJobs(world);
  const card = world.chance.pick([
    'works',
    'works',
    'works',
    'insufficient_funds',
    'stolen_card',
    'dispute',
    'processing',
  ]);
  await ask(world, 'card.simulatePage', { id: sent.data.id, card });
  await runJobs(world);
};

/** The desk charges a card onto the balance; whether the bank says yes is heard later. */
export const chargeCard: Deed = async (world) => {
  const owner = oneOf<{ id: number }>(world, `SELECT client_id AS id FROM cards WHERE state = 'active'`);
  if (!owner) return;
  await ask(world, 'card.charge', {
    requestUid: requestUid(world),
    clientId: owner.id,
    amountMinor: world.chance.between(1, 9000),
    description: 'Lesson',
  });
};
