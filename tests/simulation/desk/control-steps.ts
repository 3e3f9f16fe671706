import { act } from './act.ts';
import type { Step } from './dice.ts';
import { rows } from './world.ts';

/** Another prepayment mode; most of the time the studio asks for nothing, so that the rest of the story goes on. */
export const changeMode: Step = (world) =>
  act(
    world,
    'prepayment.updateRule',
    {
      mode: world.chance.pick(['open', 'open', 'open', 'threshold', 'package', 'available_credit']),
      thresholdMinor: world.chance.pick([0, 1, 2500, 5000]),
    },
    world.chance.between(0, 1),
  );

/** Another policy for clients who cancel, of up to three levels, now and then one that contradicts itself. */
export const changePolicy: Step = (world) => {
  const { chance } = world;
  const types = rows(world, 'SELECT id FROM completion_types').map(({ id }) => id);
  const levels = Array.from({ length: chance.between(0, 3) }, () => ({
    hoursBefore: chance.pick([1, 24, 48, 500, 8760]),
    typeId: chance.pick(types),
  }));
  return act(world, 'prepayment.updatePolicy', { levels }, chance.between(0, 1));
};
