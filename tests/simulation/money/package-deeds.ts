import { runExpiries } from '#main/services/package/run-expiries.ts';
import { DAY_MS, instantToWall, zone } from '#domain/values/time.ts';
import { client, type Deed, METHODS, newPayments } from './deeds.ts';
import { expire, extend, give, revoke, sell } from './paper-lots.ts';
import { receive } from './paper-payments.ts';
import { lotOf } from './paper.ts';
import { ask, type MoneyWorld, requestUid, rowsOf } from './world.ts';

/** Paid in full in one way; or in several, in part, or not at all, and the rest is owed. */
export const sellPackage: Deed = async (world) => {
  const { chance, paper } = world;
  const offer = chance.pick(world.offers);
  const to = client(world);
  const isWhole = chance.percent(50);
  const request = isWhole
    ? { clientId: to, packageId: offer.id, payment: { method: chance.pick(METHODS), note: '' } }
    : {
        requestUid: requestUid(world),
        clientId: to,
        packageId: offer.id,
        tenders: tendersFor(world, offer.price),
      };
  const sold = await ask<{ id: number }>(world, isWhole ? 'client.sellPackage' : 'packages.sell', request);
  if (!sold.ok) return;
  const payments = newPayments(world);
  for (const payment of payments) receive(paper, { client: to, ...payment });
  const { credits, price, fee } = offer;
  sell(paper, { lot: sold.data.id, client: to, price, credits, fee, payments });
};

function tendersFor({ chance }: MoneyWorld, price: number): readonly object[] {
  const tenders: object[] = [];
  let left = price;
  for (const method of [chance.pick(METHODS), chance.pick(METHODS)]) {
    if (left === 0 || chance.percent(40)) continue;
    const amountMinor = chance.between(1, left);
    tenders.push({ kind: 'payment', method, amountMinor, note: '' });
    left -= amountMinor;
  }
  return tenders;
}

/** Credits are given to somebody else, a sale is taken back, or a package pays longer. */
export const changePackage: Deed = async (world) => {
  const { chance, paper } = world;
  if (paper.lots.size === 0) return;
  const id = chance.pick([...paper.lots.keys()]);
  const head = { lotId: id, reason: 'wish', requestUid: requestUid(world) };
  const row = lotOf(paper, id);
  if (chance.percent(40)) {
    const credits = chance.between(1, Math.max(1, row.left));
    const toClientId = client(world);
    const given = await ask<{ lotId: number }>(world, 'packages.transfer', { ...head, toClientId, credits });
    if (given.ok) give(paper, id, { lot: given.data.lotId, client: toClientId, credits });
  } else if (chance.percent(50)) {
    const done = await ask(world, 'packages.revoke', head);
    if (done.ok) revoke(paper, id);
  } else await extendOne(world, id);
};

async function extendOne(world: MoneyWorld, id: number): Promise<void> {
  const wish = {
    which: { kind: 'lots', ids: [id] },
    end: { kind: 'days', days: world.chance.pick([1, 30]) },
  };
  const preview = await ask<{ lots: number; creditsBack: number; backMinor: number }>(
    world,
    'packages.previewExtension',
    wish,
  );
  if (!preview.ok) return;
  const { lots, creditsBack, backMinor } = preview.data;
  const { expired } = lotOf(world.paper, id);
  const worth = expired.reduce((total, share) => total + share, 0);
  if (lots === 1 && (creditsBack !== expired.length || backMinor !== worth))
    world.problems.push(
      `lot ${id} gives ${creditsBack} for ${backMinor} back, on paper ${expired.length} for ${worth}`,
    );
  const done = await ask(world, 'packages.extend', {
    ...wish,
    requestUid: requestUid(world),
    reason: 'ill',
    expected: { lots, creditsBack },
  });
  if (done.ok) extend(world.paper, id);
}

/** The night in which packages expire: what is left of those whose last day is over. */
export const expirePackages: Deed = (world) => {
  const { paper, clock } = world;
  if (world.chance.percent(50)) clock.advance(2 * DAY_MS);
  const today = instantToWall(clock.now(), zone('Europe/Berlin')).date;
  const over = rowsOf<{ id: number; last: string | null }>(
    world,
    'SELECT id, expires_on AS last FROM credit_lots',
  );
  runExpiries(world.desk.services);
  world.story.push(`packages expire before ${today}`);
  for (const { id, last } of over)
    if (last !== null && last < today && (paper.lots.get(id)?.left ?? 0) > 0) expire(paper, id);
  return Promise.resolve();
};
