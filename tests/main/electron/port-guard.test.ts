import { describe, expect, test } from 'vitest';
import {
  createPortGuard,
  createRateLimit,
  exceedsBytes,
  MAX_MESSAGE_BYTES,
  MAX_MESSAGES_PER_SECOND,
} from '#main/electron/port-guard.ts';

describe('the size of a message', () => {
  test.each([
    ['a text', 'x'.repeat(11)],
    ['a text of wide characters', 'ä'.repeat(6)],
    ['an array of bytes', new Uint8Array(11)],
    ['a buffer', new ArrayBuffer(11)],
    ['shared bytes', new SharedArrayBuffer(11)],
    ['a map', new Map([['x'.repeat(6), 'y'.repeat(6)]])],
    ['a set', new Set(['x'.repeat(11)])],
    ['keys', { ['x'.repeat(11)]: 1 }],
    ['a depth', { a: [{ b: ['x'.repeat(11)] }] }],
  ])('of %s is counted', (_what, value) => {
    expect(exceedsBytes(value, 10)).toBe(true);
    expect(exceedsBytes(value, 1000)).toBe(false);
  });

  test('is found without end in neither cycles, nor depth, nor a billion empty places', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle, { cycle });
    expect(exceedsBytes(cycle, 1000)).toBe(false);
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(exceedsBytes(deep, MAX_MESSAGE_BYTES)).toBe(false);
    const sparse: unknown[] = [];
    sparse.length = 1_000_000_000;
    expect(exceedsBytes(sparse, MAX_MESSAGE_BYTES)).toBe(true);
  });
});

describe('a port', () => {
  test('takes as much in a second as a screen may send, and no more until the next', () => {
    let now = 500;
    const guard = createPortGuard(() => now);
    const verdicts = Array.from({ length: MAX_MESSAGES_PER_SECOND + 1 }, () => guard.admit('x'));
    expect(verdicts.filter((verdict) => verdict === 'admitted')).toHaveLength(MAX_MESSAGES_PER_SECOND);
    expect(verdicts.at(-1)).toBe('TOO_MANY_MESSAGES');
    now += 1000;
    expect(guard.admit('x')).toBe('admitted');
  });

  test('takes a message of exactly the limit and refuses one byte more', () => {
    const guard = createPortGuard(() => 0);
    expect(guard.admit(new Uint8Array(MAX_MESSAGE_BYTES))).toBe('admitted');
    expect(guard.admit(new Uint8Array(MAX_MESSAGE_BYTES + 1))).toBe('MESSAGE_TOO_LARGE');
  });
});

test('a rate limit counts each second anew', () => {
  let now = 0;
  const rate = createRateLimit(2, () => now);
  expect([rate.take(), rate.take(), rate.take()]).toEqual([true, true, false]);
  now = 999;
  expect(rate.take()).toBe(false);
  now = 1000;
  expect(rate.take()).toBe(true);
});
