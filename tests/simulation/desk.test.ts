import { describe, expect, test } from 'vitest';
import { tellStory } from './desk/story.ts';

/** One seed again: `CALLBOARD_DESK_SEED=17`. More of them: `CALLBOARD_DESK_SEEDS=500`. */
const only = process.env['CALLBOARD_DESK_SEED'];
const count = Number(process.env['CALLBOARD_DESK_SEEDS'] ?? 12);
const seeds = only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(only)];

describe('a desk by the dice', () => {
  test(`${seeds.length} seeds: whatever is done and taken back in any order, places, money and credits are right`, async () => {
    const wrong: { readonly seed: number; readonly problems: readonly string[] }[] = [];
    const total = { deeds: 0, undone: 0 };
    for (const seed of seeds) {
      const { problems, story, tally } = await tellStory(seed);
      total.deeds += tally.deeds;
      total.undone += tally.undone;
      if (problems.length === 0) continue;
      wrong.push({ seed, problems });
      process.stdout.write(
        `CALLBOARD_DESK_SEED=${seed}\n  ${story.join('\n  ')}\n  ! ${problems.join('\n  ! ')}\n`,
      );
    }
    process.stdout.write(`desk: ${seeds.length} seeds, ${total.deeds} deeds, ${total.undone} taken back\n`);
    expect(wrong).toEqual([]);
    // The dice do get somewhere.
    expect(total.undone).toBeGreaterThan(seeds.length);
  }, 900_000);
});
