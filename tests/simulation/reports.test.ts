import { expect, test } from 'vitest';
import { addDays, daysBetween, type LocalDate } from '#domain/values/time.ts';
import { wrongReports } from '#tests/support/report-truth.ts';
import { OPENING, STEPS } from './desk/steps.ts';
import { openWorld } from './desk/world.ts';

test('whatever a desk does, every report comes to the cent to what the ledger says, and every figure to its rows', async () => {
  const wrong: string[] = [];
  let postings = 0;
  for (const seed of [101, 102, 103]) {
    const world = openWorld(seed);
    const { read } = world.test.db;
    for (const step of OPENING) await step(world);
    for (let index = 0; index < 150; index += 1) await world.chance.pick(STEPS)(world);
    await world.harness.runner.runUntilIdle();
    for (const period of periods(world.chance))
      wrong.push(...wrongReports(read, period).map((problem) => `seed ${seed}: ${problem}`));
    postings += read.get<{ n: number }>('SELECT COUNT(*) AS n FROM ledger_postings')?.n ?? 0;
    world.test.cleanup();

    function periods(chance: typeof world.chance) {
      const days = read.get<{ first: LocalDate; last: LocalDate }>(
        'SELECT MIN(day) AS first, MAX(day) AS last FROM ledger_transactions',
      );
      if (!days) return [];
      const length = daysBetween(days.first, days.last) + 1;
      const from = addDays(days.first, chance.between(0, length - 1));
      return [
        { from: addDays(days.first, -40), to: addDays(days.last, 120) },
        { from, to: addDays(from, 1 + chance.between(0, length - 1)) },
        { from, to: addDays(from, 1) },
      ];
    }
  }
  expect(wrong).toEqual([]);
  // The stories do move money.
  expect(postings).toBeGreaterThan(100);
});
