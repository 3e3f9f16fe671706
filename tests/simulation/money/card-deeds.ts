import { client, type Deed } from './deeds.ts';
import { runJobs } from './outcomes.ts';
import { ask, oneOf, requestUid } from './world.ts';

/** A client leaves a card on a page of the processor's: one that works, or one that is declined. */
export const leaveCard: Deed = async (world) => {
  // An invoice of a run that waits for a card is paid at once, from money on account first: the paper does not follow that.
  const waits = `SELECT id FROM invoice_run_rows WHERE billing IN ('no_card', 'new_card', 'gave_up')`;
  if (oneOf<{ id: number }>(world, waits)) return;
  const wish = { clientId: client(world), kind: 'setup', title: 'Card', sendEmail: false };
  const sent = await ask<{ id: number }>(world, 'card.sendLink', { requestUid: requestUid(world), ...wish });
  if (!sent.ok) return;
  await runJobs(world);
  const card = world.chance.percent(70) ? 'works' : 'insufficient_funds';
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
