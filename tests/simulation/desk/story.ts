import { MONEY_STEPS, OPENING, STEPS } from './steps.ts';
import { checkAll } from './verdict.ts';
import { type DeskWorld, openWorld } from './world.ts';

const STEPS_A_STORY = 120;

/** A story of one seed, to its end or to the first thing that is wrong; the same seed tells the same one. */
export async function tellStory(
  seed: number,
  steps: number = STEPS_A_STORY,
): Promise<Pick<DeskWorld, 'problems' | 'story' | 'tally'>> {
  const world = openWorld(seed);
  // Every fourth desk is about money.
  const choice = seed % 4 === 0 ? MONEY_STEPS : STEPS;
  try {
    for (const step of OPENING) await step(world);
    for (let index = 0; index < steps && world.problems.length === 0; index += 1)
      await world.chance.pick(choice)(world);
    if (world.problems.length === 0) await world.harness.runner.runUntilIdle();
    checkAll(world);
  } catch (thrown) {
    world.problems.push(`thrown: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  } finally {
    world.test.cleanup();
  }
  return world;
}
