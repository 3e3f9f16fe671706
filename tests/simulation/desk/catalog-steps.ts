import { act } from './act.ts';
import type { Step } from './dice.ts';
import { anyOf } from './world.ts';

const NAMES = ['Old House', 'New House', 'Attic', 'Cellar', 'Garden'];

/** Name, use and terms of a part of the timetable, while sessions, series, offers and waitlists use it. */
export const changeCatalog: Step = async (world) => {
  const { chance } = world;
  const { data } = await act(world, 'catalog.all', undefined, 0);
  const all = data as Record<'locations' | 'rooms' | 'practitioners' | 'services', object[]>;
  const kind = chance.pick(['Location', 'Room', 'Practitioner', 'Service'] as const);
  const row = chance.pick(all[`${kind.toLowerCase() as Lowercase<typeof kind>}s`]);
  const more = {
    Location: {
      zone: chance.percent(50) ? 'Europe/Berlin' : chance.pick(['Asia/Tokyo', 'America/New_York']),
    },
    Room: { capacity: chance.between(1, 20) },
    Practitioner: {},
    Service: {
      priceType: chance.pick(['fixed', 'hourly']),
      costMinor: chance.pick([0, 1, 2500, 9999]),
      wageMinor: chance.pick([0, 333]),
    },
  }[kind];
  const name = `${chance.pick(NAMES)} ${chance.between(1, 9)}`;
  await act(
    world,
    `catalog.update${kind}`,
    { ...row, ...more, name, active: chance.percent(70) },
    chance.between(0, 1),
  );
};

/** In the archive, or out of it again. */
export const archive: Step = async (world) => {
  const row = anyOf(
    world,
    `SELECT id, version, first_name AS firstName, last_name AS lastName, email, phone, note FROM clients`,
  );
  if (row) await act(world, 'client.update', { ...row, archived: world.chance.percent(50) });
};

/** What was said once already is said again: with an old version, to what is gone since. */
export const sayAgain: Step = async (world) => {
  const { chance } = world;
  if (world.said.length === 0) return;
  const { name, input } = chance.pick(world.said);
  await act(world, name, input);
};
