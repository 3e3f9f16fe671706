import { HOUR_MS } from '#domain/values/time.ts';
import type { Deed } from './deeds.ts';
import { runJobs } from './outcomes.ts';

/** An hour goes by, and the jobs do what there is to do. */
export const work: Deed = async (world) => {
  world.clock.advance(HOUR_MS);
  await runJobs(world);
  world.story.push('work');
};
