import { describe, expect, test } from 'vitest';
import {
  creditsApart,
  newKeyAfterTimeout,
  newKeyOnEveryTry,
  noLookUp,
  type Sabotage,
  sendingNotCommitted,
} from './sabotage.ts';
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
        if (outcome.problems.length > 0) wrong.push(outcome);
      }
      process.stdout.write(`simulation: ${seeds.length} seeds, ${crashes} crashes, ${refunds} refunds\n`);
      for (const { seed, story, problems } of wrong)
        process.stdout.write(
          `CALLBOARD_SIMULATION_SEED=${seed}\n  ${story.join('\n  ')}\n  ! ${problems.join('\n  ! ')}\n`,
        );
      expect(wrong.map(({ seed, problems }) => ({ seed, problems }))).toEqual([]);
    },
    LONG_MS,
  );
});

describe('the simulation bites when a safeguard is missing', () => {
  const missing: readonly (readonly [name: string, make: () => Sabotage, finds: RegExp])[] = [
    ['a new key on every try', newKeyOnEveryTry, /given back 2 times|no row says so/],
    [
      'no look-up after an unclear answer',
      noLookUp,
      /given back 2 times|no row says so|has given the money back/,
    ],
    [
      '"sending" not committed before the call',
      sendingNotCommitted,
      /given back 2 times|no row says so|has given the money back/,
    ],
    [
      'credits returned outside the transaction of the session',
      creditsApart,
      /CREDIT_NOT_RETURNED_ONCE|LOT_/,
    ],
    ['a new key after a timeout', newKeyAfterTimeout, /given back 2 times|no row says so/],
  ];
  for (const [name, make, finds] of missing)
    test(
      name,
      async () => {
        const caught = await firstCaught(make, finds);
        process.stdout.write(`${name}: ${caught ?? 'not caught'}\n`);
        expect(caught).toBeDefined();
      },
      LONG_MS,
    );
});

const MOST_SEEDS = 300;

async function firstCaught(make: () => Sabotage, finds: RegExp): Promise<string | undefined> {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const { problems } = await simulate(seed, make());
    const found = problems.find((problem) => finds.test(problem));
    if (found !== undefined) return `seed ${seed}: ${found}`;
  }
  return undefined;
}
