import { client, type Deed } from './deeds.ts';
import { correct, move, moveBack, takeCorrectionBack } from './paper-balance.ts';
import { movableOf } from './paper-payments.ts';
import { ask, oneOf, requestUid } from './world.ts';

/** Puts a balance right with a reason, or takes a correction back by the opposite one. */
export const correctBalance: Deed = async (world) => {
  const { chance, paper } = world;
  const rows = [...paper.corrections.keys()];
  if (rows.length > 0 && chance.percent(40)) {
    const id = chance.pick(rows);
    const back = { requestUid: requestUid(world), id, reason: 'Was right' };
    if ((await ask(world, 'balance.reverseCorrection', back)).ok) takeCorrectionBack(paper, id);
    return;
  }
  const clientId = client(world);
  const amountMinor = chance.pick([1, -1, chance.between(2, 4000), -chance.between(2, 4000)]);
  const wish = {
    requestUid: requestUid(world),
    clientId,
    amountMinor,
    reason: 'Told us',
    secondPerson: undefined,
  };
  const done = await ask<{ id: number }>(world, 'balance.correct', wish);
  if (done.ok) correct(paper, done.data.id, clientId, amountMinor);
};

/** Moves balance within a family, as far as the giving one has it; or back, whatever became of it. */
export const moveBalance: Deed = async (world) => {
  const { chance, paper } = world;
  const rows = [...paper.moves.keys()];
  if (rows.length > 0 && chance.percent(40)) {
    const id = chance.pick(rows);
    const back = { requestUid: requestUid(world), id, reason: '' };
    if ((await ask(world, 'balance.reverseMove', back)).ok) moveBack(paper, id);
    return;
  }
  const pair = oneOf<{ a: number; b: number; isFamily: number }>(
    world,
    `SELECT a.id AS a, b.id AS b, IFNULL(a.payer_id, a.id) = IFNULL(b.payer_id, b.id) AS isFamily
     FROM clients a JOIN clients b ON a.id <> b.id`,
  );
  if (!pair) return;
  const { a: from, b: to, isFamily } = pair;
  const movable = movableOf(paper, from);
  const amount = chance.percent(70) ? chance.between(1, Math.max(1, movable)) : movable + 1;
  const wish = { requestUid: requestUid(world), from, to, amountMinor: amount, reason: '' };
  const done = await ask<{ id: number }>(world, 'balance.transfer', wish);
  if (done.ok !== (isFamily === 1 && amount <= movable))
    world.problems.push(
      `client ${from} has ${movable} to move, and ${amount} of it was ${done.ok ? '' : 'not '}moved`,
    );
  if (done.ok) move(paper, done.data.id, { from, to, amount });
};
