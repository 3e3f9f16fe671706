import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitMoney } from '#domain/values/money.ts';

const RUNS = { numRuns: 5000 };
const total = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 });

test('a split adds up to the whole, and no part is a whole minor unit off its share', () => {
  fc.assert(
    fc.property(total, weights, (whole, shares) => {
      const parts = splitMoney(whole, shares);
      const sum = shares.reduce((a, b) => a + b, 0);
      expect(parts).toHaveLength(shares.length);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(whole);
      for (const [index, part] of parts.entries()) {
        const exact = sum === 0 ? whole / shares.length : (whole * (shares[index] ?? 0)) / sum;
        expect(Math.abs(part - exact)).toBeLessThan(1.000001);
      }
    }),
    RUNS,
  );
});

test('the parts of an even split differ by at most one minor unit, the larger ones first', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000_000 }),
      fc.integer({ min: 1, max: 200 }),
      (whole, count) => {
        const parts = splitMoney(
          whole,
          Array.from({ length: count }, () => 1),
        );
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
        expect(parts).toEqual(parts.toSorted((a, b) => b - a));
      },
    ),
    RUNS,
  );
});

test('1000.00 over three', () => {
  expect(splitMoney(100_000, [1, 1, 1])).toEqual([33_334, 33_333, 33_333]);
});
