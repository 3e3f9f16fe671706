import type { Deed } from './deeds.ts';
import { adjust, dueTo, payOut, takePayoutBack, wagesOf } from './paper-wages.ts';
import { ask, type MoneyWorld, requestUid } from './world.ts';

const ALWAYS = { from: '2026-01-01', to: '2027-01-01' };

/** Wages are adjusted, paid out, or a payout is taken back. */
export const handleWages: Deed = async (world) => {
  const { chance, paper, studio } = world;
  const { practitioner: practitionerId } = studio;
  const head = { requestUid: requestUid(world) };
  const [payout] = paper.payouts.keys();
  if (payout !== undefined && chance.percent(25)) {
    const undone = await ask(world, 'wage.undoPayout', { ...head, id: payout, reason: 'bank sent it back' });
    if (undone.ok) takePayoutBack(paper, payout);
  } else if (chance.percent(40)) {
    const amountMinor = chance.pick([1, -1, 333, -chance.between(2, 5000), chance.between(2, 5000)]);
    const wish = { ...head, practitionerId, onDate: '2026-02-20', amountMinor, reason: 'Holiday' };
    if ((await ask(world, 'wage.adjust', wish)).ok) adjust(paper, practitionerId, amountMinor);
  } else await payWages(world);
  await checkTotals(world);
};

async function payWages(world: MoneyWorld): Promise<void> {
  const { chance, paper, studio, problems } = world;
  const { practitioner: practitionerId } = studio;
  const range = { practitionerId, from: null, to: ALWAYS.to };
  const preview = await ask<{ amountMinor: number; hash: string | null }>(world, 'wage.previewPayout', range);
  if (!preview.ok) return;
  const { amountMinor, hash } = preview.data;
  const due = dueTo(paper, practitionerId);
  if (amountMinor !== due) problems.push(`a payout would be ${amountMinor}, on paper ${due}`);
  if (hash === null) return;
  const method = chance.pick(['transfer', 'cash'] as const);
  const wish = { ...range, requestUid: requestUid(world), hash, method, note: '' };
  const paid = await ask<{ id: number }>(world, 'wage.pay', wish);
  if (paid.ok) payOut(paper, paid.data.id, practitionerId, method === 'cash' ? 'cash' : 'bank');
}

/** The screen of wages says what the paper says. */
async function checkTotals(world: MoneyWorld): Promise<void> {
  type Row = Readonly<Record<'earnedMinor' | 'adjustmentsMinor' | 'paidMinor' | 'dueMinor', number>>;
  const shown = await ask<{ rows: Row[] }>(world, 'wage.totals', ALWAYS);
  if (!shown.ok) return;
  const [row] = shown.data.rows;
  const { earned, adjusted, paid } = wagesOf(world.paper, world.studio.practitioner);
  const text = row && [row.earnedMinor, row.adjustmentsMinor, row.paidMinor, row.dueMinor].join();
  const wanted = [earned, adjusted, paid, earned + adjusted - paid].join();
  if (text !== undefined && text !== wanted) world.problems.push(`wages are ${text}, on paper ${wanted}`);
}
