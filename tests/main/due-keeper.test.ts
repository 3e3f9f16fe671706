import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDueKeeper } from '#main/due-keeper.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function keeperOf(run: () => unknown, nextAt: () => number | undefined = () => undefined) {
  return createDueKeeper({ run, nextAt, now: Date.now, onTrouble: () => undefined });
}

test('what leaves more to do has its next turn at once, and lets others have theirs between', () => {
  let left = 3;
  const turns: number[] = [];
  const keeper = keeperOf(() => {
    turns.push(left);
    left -= 1;
    return left > 0;
  });
  vi.advanceTimersByTime(2_000);
  expect(turns).toEqual([3, 2, 1]);
  keeper.stop();
});

test('runs when the next is due, else once a minute', () => {
  const dueAt = Date.now() + 20_000;
  const turns: number[] = [];
  const startedAt = Date.now();
  const keeper = keeperOf(
    () => turns.push(Date.now() - startedAt),
    () => (Date.now() < dueAt ? dueAt : undefined),
  );
  vi.advanceTimersByTime(90_000);
  expect(turns).toEqual([250, 20_000, 80_000]);
  keeper.stop();
});

test('what throws is reported, and tried again after a minute', () => {
  const onTrouble = vi.fn();
  const keeper = createDueKeeper({
    run: () => {
      throw new Error('disk full');
    },
    nextAt: () => undefined,
    now: Date.now,
    onTrouble,
  });
  vi.advanceTimersByTime(61_000);
  expect(onTrouble).toHaveBeenCalledTimes(2);
  keeper.stop();
});
