import { MINUTE_MS } from '#domain/values/time.ts';
import { watchCardEvents } from '#main/jobs/charge/watch-card-events.ts';
import { client, type Deed } from './deeds.ts';
import { noteDisputes, runJobs } from './outcomes.ts';
import type { DueOnPaper } from './due-on-paper.ts';
import { ask, oneOf, requestUid } from './world.ts';

interface Options {
  readonly dues: readonly { readonly ref: DueOnPaper; readonly dueMinor: number }[];
}

/** A client is sent a page of the processor's, to pay what they owe, a part of it, or more. */
export const sendPage: Deed = async (world) => {
  const { chance, paper } = world;
  const who = client(world);
  const options = await ask<Options>(world, 'payment.options', { clientId: who });
  if (!options.ok) return;
  const pays = options.data.dues
    .filter(() => chance.percent(70))
    .flatMap(({ ref, dueMinor }) => {
      const amountMinor = chance.percent(70) ? dueMinor : chance.between(0, dueMinor);
      return amountMinor > 0 ? [{ ref, amountMinor }] : [];
    });
  const owed = pays.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const amountMinor = owed + (owed === 0 || chance.percent(30) ? chance.between(1, 900) : 0);
  const sent = await ask<{ id: number }>(world, 'card.sendLink', {
    requestUid: requestUid(world),
    clientId: who,
    kind: 'payment',
    title: 'Please pay',
    sendEmail: false,
    amountMinor,
    pays,
  });
  if (!sent.ok) return;
  paper.asked.set(
    `page ${sent.data.id}`,
    pays.map(({ ref, amountMinor: amount }) => ({ ref, amount })),
  );
};

/** A client pays on an open page, with a card of any kind; some are paid for which nobody owes anything any more. */
export const payOnPage: Deed = async (world) => {
  if (world.chance.percent(50)) await runJobs(world);
  const page = oneOf<{ id: number }>(
    world,
    `SELECT id FROM card_links WHERE state = 'open' AND kind = 'payment'`,
  );
  if (!page) return;
  const card = world.chance.pick(['works', 'works', 'dispute', 'processing', 'late_failure', 'stolen_card']);
  await ask(world, 'card.simulatePage', { ...page, card });
  if (world.chance.percent(70)) await runJobs(world);
};

export const closePage: Deed = async (world) => {
  const page = oneOf<{ id: number }>(world, `SELECT id FROM card_links WHERE kind = 'payment'`);
  if (page) await ask(world, 'card.closeLink', page);
};

/** The processor is asked what is new: charges that are through by now, and what clients' banks dispute, or have decided. */
export const hearNews: Deed = async (world) => {
  const { chance } = world;
  world.bank.decides = chance.pick(['open', 'open', 'won', 'lost']);
  world.clock.advance(chance.between(1, 4) * MINUTE_MS);
  await runJobs(world);
  await watchCardEvents(world.harness.ctx);
  world.story.push(`the processor is asked; disputes are ${world.bank.decides}`);
  await runJobs(world);
  noteDisputes(world);
};
