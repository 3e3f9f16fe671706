import { act } from './act.ts';
import { type Step, someClient } from './dice.ts';
import { anyOf, type DeskWorld, requestUid } from './world.ts';

/** Some days around the story, possibly none in order. */
const days = (world: DeskWorld) => {
  const day = () =>
    `2026-0${world.chance.between(1, 4)}-${String(world.chance.between(1, 28)).padStart(2, '0')}`;
  return { from: day(), to: day() };
};

const practitionerOf = (world: DeskWorld) =>
  world.chance.percent(80) ? world.studio.practitioner : world.otherPractitioner;

/** Now and then of days that nobody looked at, or twice. */
export const payWages: Step = async (world) => {
  const range = {
    practitionerId: practitionerOf(world),
    from: world.chance.percent(60) ? null : days(world).from,
    to: world.chance.percent(80) ? '2027-01-01' : days(world).to,
  };
  const preview = await act(world, 'wage.previewPayout', range, 0);
  const hash = (preview.data as { hash?: string | null } | undefined)?.hash ?? '0'.repeat(64);
  const method = world.chance.pick(['transfer', 'cash']);
  await act(world, 'wage.pay', { ...range, requestUid: requestUid(world), hash, method, note: '' });
};

export const undoPayout: Step = async (world) => {
  const payout = anyOf(world, 'SELECT id FROM wage_payouts');
  if (payout)
    await act(world, 'wage.undoPayout', { id: payout['id'], requestUid: requestUid(world), reason: 'wrong' });
};

export const adjustWages: Step = (world) =>
  act(world, 'wage.adjust', {
    requestUid: requestUid(world),
    practitionerId: practitionerOf(world),
    onDate: days(world).from,
    amountMinor: world.chance.between(-900, 900),
    reason: 'cover',
  });

export const reverseAdjustment: Step = async (world) => {
  const adjustment = anyOf(world, 'SELECT id FROM wage_adjustments');
  if (!adjustment) return;
  const wish = { id: adjustment['id'], requestUid: requestUid(world), reason: 'twice' };
  await act(world, 'wage.reverseAdjustment', wish);
};

export const correctBalance: Step = (world) =>
  act(world, 'balance.correct', {
    requestUid: requestUid(world),
    clientId: someClient(world)?.['id'],
    amountMinor: world.chance.between(-3000, 3000),
    reason: 'goodwill',
  });

export const reverseEntry: Step = async (world) => {
  const [table, name] = world.chance.pick([
    ['balance_corrections', 'balance.reverseCorrection'],
    ['balance_transfers', 'balance.reverseMove'],
  ] as const);
  const entry = anyOf(world, `SELECT id FROM ${table}`);
  if (entry) await act(world, name, { id: entry['id'], requestUid: requestUid(world), reason: 'wrong' });
};

/** Somebody else pays from now on, or nobody else; circles are tried too. */
export const setPayer: Step = async (world) => {
  const client = anyOf(
    world,
    'SELECT id, version, first_name AS firstName, last_name AS lastName, email, phone, note FROM clients',
  );
  if (!client) return;
  const payerId = world.chance.percent(75) ? (someClient(world)?.['id'] ?? null) : null;
  await act(world, 'client.update', { ...client, archived: false, payerId });
};

export const moveBalance: Step = async (world) => {
  const pair =
    anyOf(world, 'SELECT payer_id AS "from", id AS "to" FROM clients WHERE payer_id IS NOT NULL') ??
    ({ from: someClient(world)?.['id'] ?? null, to: someClient(world)?.['id'] ?? null } as const);
  const { from, to } = world.chance.percent(30) ? { from: pair['to'], to: pair['from'] } : pair;
  await act(world, 'balance.transfer', {
    requestUid: requestUid(world),
    from,
    to,
    amountMinor: world.chance.between(1, 3000),
    reason: '',
  });
};
