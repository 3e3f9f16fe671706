import { expect, test } from 'vitest';
import { decideRestart } from '#main/electron/restart-policy.ts';

test('waits longer after each crash and gives up after the fifth within a minute', () => {
  const crashedAts = [0, 1000, 3000, 9000, 59_999];
  const decisions = crashedAts.map((now, index) => decideRestart(crashedAts.slice(0, index + 1), now));
  expect(decisions).toEqual([
    { kind: 'restart', delayMs: 200 },
    { kind: 'restart', delayMs: 1000 },
    { kind: 'restart', delayMs: 5000 },
    { kind: 'restart', delayMs: 5000 },
    { kind: 'give-up' },
  ]);
});

test('crashes of more than a minute ago are forgotten', () => {
  expect(decideRestart([0, 1000, 3000, 9000, 69_000], 69_000)).toEqual({ kind: 'restart', delayMs: 200 });
});
