import { describe, expect, test } from 'vitest';
import { compare } from './money/compare.ts';
import { compareTotals } from './money/compare-totals.ts';
import { addStatuses } from './money/complete-deed.ts';
import { deedsOf } from './money/all-deeds.ts';
import { addClient, addSession } from './money/deeds.ts';
import { addRates } from './money/rates.ts';
import { photoOf, takeBack } from './money/take-back.ts';
import { reckon, type Tally, tell } from './money/tally.ts';
import { openMoneyWorld } from './money/world.ts';

/** One seed again: `CALLBOARD_MONEY_SEED=17`. Thousands: `CALLBOARD_MONEY_SEEDS=3000`; in portions, behind `CALLBOARD_MONEY_AFTER=1000`. */
const only = process.env['CALLBOARD_MONEY_SEED'];
const count = Number(process.env['CALLBOARD_MONEY_SEEDS'] ?? 30);
const after = Number(process.env['CALLBOARD_MONEY_AFTER'] ?? 0);
const seeds =
  only === undefined ? Array.from({ length: count }, (_, index) => after + index + 1) : [Number(only)];
const DEEDS_A_DESK = 60;

describe('books on paper', () => {
  test(`${seeds.length} desks by the dice: each balance, lot, payment and account is what the paper says`, async () => {
    const wrong: { readonly seed: number; readonly problems: readonly string[] }[] = [];
    let deeds = 0;
    const tally: Tally = new Map();
    for (const seed of seeds) {
      const { problems, story, done } = await keepBooks(seed, tally);
      deeds += done;
      if (problems.length === 0) continue;
      wrong.push({ seed, problems });
      process.stdout.write(
        `CALLBOARD_MONEY_SEED=${seed}\n  ${story.join('\n  ')}\n  ! ${problems.join('\n  ! ')}\n`,
      );
    }
    process.stdout.write(`books on paper: ${seeds.length} desks, ${deeds} deeds (${tell(tally)})\n`);
    expect(wrong).toEqual([]);
    // The dice do get somewhere.
    expect(deeds).toBeGreaterThan(seeds.length * 15);
  }, 3_600_000);
});

async function keepBooks(seed: number, tally: Tally) {
  const world = openMoneyWorld(seed);
  try {
    await addStatuses(world);
    await addRates(world);
    for (let left = world.chance.pick([1, 1, 2, 3]); left > 0; left -= 1) await addClient(world);
    for (let left = 4; left > 0; left -= 1) await addSession(world);
    const deeds = deedsOf(world.chance);
    for (let index = 0; index < DEEDS_A_DESK && world.problems.length === 0; index += 1) {
      const told = world.story.length;
      const before = photoOf(world);
      await world.chance.pick(deeds)(world);
      await takeBack(world, before);
      if (world.story.length > told) await compare(world, world.story.at(-1) ?? 'nothing');
    }
    if (world.problems.length === 0) await compareTotals(world);
    reckon(tally, world);
  } catch (thrown) {
    world.problems.push(`thrown: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  } finally {
    world.test.cleanup();
  }
  return { problems: world.problems, story: world.story, done: world.deeds };
}
