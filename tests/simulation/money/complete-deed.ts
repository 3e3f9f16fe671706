import { must } from './paper.ts';
import { follow, rateOf } from './paper-invoices.ts';
import { settle } from './paper-places.ts';
import { owe } from './paper-wages.ts';
import { usualRate } from './rates.ts';
import { ask, type MoneyWorld, oneOf, rowsOf } from './world.ts';

interface Type {
  readonly id: number;
  readonly status: 'completed' | 'missed' | 'canceled';
  readonly builtIn: string | null;
  readonly percent: boolean;
  readonly clientModifier: number;
  readonly practitionerModifier: number;
}

interface Held {
  readonly id: number;
}

/** Two statuses of the studio's own, as Settings make them. */
export async function addStatuses(world: MoneyWorld): Promise<void> {
  const status = { description: '', status: 'missed' };
  await ask(world, 'completion.createType', {
    ...status,
    label: 'Late cancel',
    modifierType: 'percentage',
    clientModifier: 33,
    practitionerModifier: 50,
  });
  await ask(world, 'completion.createType', {
    ...status,
    label: 'Fixed fee',
    modifierType: 'fixed',
    clientModifier: 700,
    practitionerModifier: 0,
  });
}

/** Saves a session by some type; each place costs what the type says of it. */
export async function complete(world: MoneyWorld): Promise<void> {
  const session = oneOf<{
    id: number;
    version: number;
    practitioner: number | null;
    base: number;
    rate: number;
  }>(
    world,
    `SELECT s.id, s.version, s.practitioner_id AS practitioner, v.wage_minor AS rate,
       CASE v.wage_type WHEN 'fixed' THEN v.wage_minor ELSE ROUND(v.wage_minor * s.duration_minutes / 60.0) END AS base
     FROM sessions s JOIN services v ON v.id = s.service_id WHERE s.state = 'open' AND s.starts_at <= ${world.clock.now()}`,
  );
  const type = oneOf<Type>(
    world,
    `SELECT id, status, built_in AS builtIn, modifier_type = 'percentage' AS percent, client_modifier AS clientModifier,
       practitioner_modifier AS practitionerModifier FROM completion_types WHERE state = 'shown'`,
  );
  if (!session || !type) return;
  const isOverride = type.builtIn === 'override';
  const override = isOverride
    ? { costMinor: world.chance.pick([0, 1, 1234]), wageMinor: world.chance.pick([0, 555]) }
    : null;
  const held = rowsOf<Held>(
    world,
    `SELECT id FROM bookings WHERE state = 'booked' AND session_id = ${session.id} ORDER BY id`,
  );
  const saved = await ask(world, 'completion.save', {
    sessionId: session.id,
    version: session.version,
    typeId: type.id,
    override,
    bookings: [],
    reason: 'counted',
  });
  if (!saved.ok) return;
  for (const { id } of held) {
    const rate = rateOf(world.paper, id, usualRate(world, id));
    settle(world.paper, id, { ...costOf(world, id, type, override?.costMinor ?? null), rate, as: 'saved' });
    follow(world.paper, id);
  }
  if (session.practitioner !== null)
    owe(world.paper, session.practitioner, override?.wageMinor ?? wageOf(world, session, held, type));
}

/** What a place costs: a credit or nothing, nothing for a free one, else the price by the type; or what was typed. */
function costOf(world: MoneyWorld, id: number, type: Type, typed: number | null) {
  const place = must(world.paper.places.get(id), `place ${id}`);
  const isFree = place.parts.every(({ kind }) => kind === 'free');
  const charge = typed ?? (isFree ? 0 : share(place.price, type.percent, type.clientModifier));
  return { charge, uses: typed === null ? type.clientModifier > 0 : typed > 0 };
}

/** Per session; where every place is on a package the rate as it stands, in full or nothing (seed 001). */
function wageOf(
  world: MoneyWorld,
  { base, rate }: { readonly base: number; readonly rate: number },
  held: readonly Held[],
  type: Type,
): number {
  const isOnPackage = ({ id }: Held): boolean =>
    world.paper.places.get(id)?.parts.some(({ kind }) => kind === 'package') ?? false;
  if (held.length > 0 && held.every(isOnPackage)) return type.practitionerModifier > 0 ? rate : 0;
  return share(base, type.percent, type.practitionerModifier);
}

/** So many per cent, a half rounded up; or the fixed amount. */
function share(whole: number, isPercent: boolean | number, modifier: number): number {
  return isPercent ? Math.round((whole * modifier) / 100) : modifier;
}
