import { addDays } from '#domain/values/time.ts';
import { act } from './act.ts';
import { someClient, someDay, type Step, today } from './dice.ts';
import { anyOf, type DeskWorld, requestUid, rows } from './world.ts';

const anyLot = (world: DeskWorld) => anyOf(world, 'SELECT id FROM credit_lots');

/** A package paid in two ways, in part, or not at all yet. */
export const sellInParts: Step = async (world) => {
  const { chance } = world;
  const first = chance.between(0, 20_000);
  const part = (method: string, amountMinor: number) =>
    amountMinor > 0 ? [{ kind: 'payment', method, amountMinor }] : [];
  await act(world, 'packages.sell', {
    requestUid: requestUid(world),
    clientId: someClient(world)?.['id'],
    packageId: world.studio.tenClasses,
    tenders: [...part('cash', first), ...(chance.percent(60) ? part('card', 20_000 - first) : [])],
  });
};

export const transferCredits: Step = async (world) => {
  const lot = anyLot(world);
  if (!lot) return;
  await act(world, 'packages.transfer', {
    lotId: lot['id'],
    toClientId: someClient(world)?.['id'],
    credits: world.chance.between(1, 11),
    reason: 'Gift',
    requestUid: requestUid(world),
  });
};

/** One lot, all of the offer, or all that end soon; as the dialog does it, with a look first. */
export const extendPackages: Step = async (world) => {
  const { chance } = world;
  const lot = anyLot(world);
  if (!lot) return;
  const which = chance.pick<object>([
    { kind: 'lots', ids: [lot['id']] },
    { kind: 'package', packageId: world.studio.tenClasses },
    { kind: 'ending', from: today(world), to: someDay(world) },
  ]);
  const end = chance.percent(60)
    ? { kind: 'days', days: chance.between(1, 60) }
    : { kind: 'until', date: someDay(world) };
  const preview = await act(world, 'packages.previewExtension', { which, end }, 0);
  if (preview.code !== 'OK') return;
  const { lots, creditsBack } = preview.data as { lots: number; creditsBack: number };
  const wish = { which, end, reason: 'Ill', expected: { lots, creditsBack }, requestUid: requestUid(world) };
  await act(world, 'packages.extend', wish);
};

/** Holds lots from some day, now and then without an end, and keeps or gives up what is booked on these days. */
export const holdPackages: Step = async (world) => {
  const { chance } = world;
  const lot = anyLot(world);
  if (!lot) return;
  const which = chance.percent(70)
    ? { kind: 'lots', ids: [lot['id']] }
    : { kind: 'package', packageId: world.studio.tenClasses };
  const from = someDay(world);
  const days = { from, to: chance.percent(60) ? addDays(from, chance.between(0, 20)) : null };
  const wish = { which, days, places: chance.pick(['keep', 'cancel']) };
  const preview = await act(world, 'packages.previewHold', wish, 0);
  if (preview.code !== 'OK') return;
  const { planHash } = preview.data as { planHash: string };
  const more = { reason: 'Ill', tell: chance.percent(50), planHash, requestUid: requestUid(world) };
  await act(world, 'packages.hold', { ...wish, ...more });
};

export const releasePackages: Step = async (world) => {
  const held = anyOf(world, `SELECT lot_id AS id FROM lot_holds WHERE state = 'held'`);
  if (!held) return;
  const which = { kind: 'lots', ids: [held['id']] };
  const preview = await act(world, 'packages.previewRelease', { which }, 0);
  if (preview.code !== 'OK') return;
  const { lots } = preview.data as { lots: number };
  const wish = { which, reason: 'Well', expected: { lots }, requestUid: requestUid(world) };
  await act(world, 'packages.release', wish);
};

/** Makes a lot end soon behind the desk's back, since a year is longer than any story. */
export const shorten: Step = (world) => {
  const lot = anyOf(
    world,
    `SELECT l.id FROM credit_lots l WHERE NOT EXISTS (SELECT 1 FROM fundings f JOIN bookings b ON b.id = f.booking_id
       JOIN sessions s ON s.id = b.session_id WHERE f.lot_id = l.id AND f.state = 'active')`,
  );
  if (lot) {
    world.story.push(`lot ${lot['id']} ends today`);
    world.test.db.write((tx) =>
      tx.run('UPDATE credit_lots SET expires_on = ? WHERE id = ?', [today(world), lot['id'] ?? 0]),
    );
    // What a deed has remembered of the lot is no longer so.
    world.undoable.splice(0);
  }
  return Promise.resolve();
};

/** Moves a session at the client's wish: the fee is charged or waived. */
export const feeMove: Step = async (world) => {
  if (rows(world, 'SELECT 1 FROM packages WHERE reschedule_fee_minor > 0').length === 0)
    world.test.db.write((tx) => tx.run('UPDATE packages SET reschedule_fee_minor = 1001'));
  const session = anyOf(world, `SELECT id, version, duration_minutes FROM sessions WHERE state = 'open'`);
  if (!session) return;
  const rules = await act(world, 'reschedule.rules', { id: session['id'] }, 0);
  if (rules.code !== 'OK') return;
  const { fees } = rules.data as { fees: readonly { amountMinor: number }[] };
  const seenMinor = fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  await act(world, 'session.move', {
    id: session['id'],
    version: session['version'],
    date: someDay(world),
    time: `${world.chance.between(8, 18)}:00`.padStart(5, '0'),
    durationMinutes: session['duration_minutes'],
    allowConflicts: true,
    tellClients: world.chance.percent(50),
    fee: world.chance.percent(60) ? { kind: 'charge', seenMinor } : { kind: 'waive', reason: 'Ill' },
  });
};

export const takeSaleBack: Step = async (world) => {
  const lot = anyOf(world, 'SELECT id FROM credit_lots WHERE used = 0');
  if (!lot) return;
  await act(world, 'packages.revoke', { lotId: lot['id'], reason: 'Mistake', requestUid: requestUid(world) });
};
