import { describe, expect, test } from 'vitest';
import { type Outcome, simulate } from './simulate.ts';

const LONG_MS = 900_000;
/** One seed again: `CALLBOARD_SIMULATION_SEED=17`. More of them: `CALLBOARD_SIMULATION_SEEDS=5000`. */
const only = process.env['CALLBOARD_SIMULATION_SEED'];
const count = Number(process.env['CALLBOARD_SIMULATION_SEEDS'] ?? 300);
const seeds = only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(only)];

describe('a studio by the dice', () => {
  test(
    `${seeds.length} seeds: nothing given back twice, nothing lost, nothing stuck without a task`,
    async () => {
      const wrong: Outcome[] = [];
      let crashes = 0;
      let refunds = 0;
      for (const seed of seeds) {
        const outcome = await simulate(seed);
        crashes += outcome.crashes;
        refunds += outcome.refunds;
        if (outcome.problems.length === 0) continue;
        wrong.push(outcome);
        process.stdout.write(told(outcome));
      }
      process.stdout.write(`simulation: ${seeds.length} seeds, ${crashes} crashes, ${refunds} refunds\n`);
      expect(wrong.map(({ seed, problems }) => ({ seed, problems }))).toEqual([]);
    },
    LONG_MS,
  );
});

/** What happened, and how to see it again. */
function told({ seed, story, problems }: Outcome): string {
  return `CALLBOARD_SIMULATION_SEED=${seed}\n  ${story.join('\n  ')}\n  ! ${problems.join('\n  ! ')}\n`;
}
