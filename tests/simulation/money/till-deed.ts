import type { Deed } from './deeds.ts';
import { ask, requestUid } from './world.ts';

/** A till is opened, moves money to the bank, and is counted, now and then wrongly. */
export const useTill: Deed = async (world) => {
  const { chance, paper } = world;
  const state = await ask<{ open: { id: number; expectedMinor: number } | null }>(
    world,
    'till.current',
    undefined,
  );
  if (!state.ok) return;
  const { open } = state.data;
  if (!open)
    return ask(world, 'till.open', { requestUid: requestUid(world), floatMinor: chance.pick([0, 5000]) });
  if (chance.percent(50)) {
    const amountMinor = chance.between(1, 300);
    const moved = await ask(world, 'till.move', {
      requestUid: requestUid(world),
      kind: 'to_bank',
      amountMinor,
      reason: 'bank',
    });
    if (!moved.ok) return;
    paper.sums.cash -= amountMinor;
    paper.sums.bank += amountMinor;
    return;
  }
  const difference = chance.pick([0, 0, -5, 12]);
  const countedMinor = open.expectedMinor + difference;
  if (countedMinor < 0) return;
  const closed = await ask(world, 'till.close', {
    requestUid: requestUid(world),
    id: open.id,
    expectedMinor: open.expectedMinor,
    countedMinor,
    differenceReason: difference === 0 ? '' : 'cannot be found',
  });
  if (!closed.ok) return;
  paper.sums.cash += difference;
  paper.sums.till_difference -= difference;
};
