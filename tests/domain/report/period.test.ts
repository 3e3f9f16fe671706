import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, bucketsOf, namedPeriod, periodBefore, REPORT_PERIODS } from '#domain/report/period.ts';
import { addDays, daysBetween, localDate, weekdayOf } from '#domain/values/time.ts';

const period = (from: string, to: string) => ({ from: localDate(from), to: localDate(to) });

describe('the days, weeks or months of a period', () => {
  const anyPeriod = fc
    .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 900 }))
    .map(([start, days]) => {
      const from = addDays(localDate('1999-12-28'), start);
      return { from, to: addDays(from, days) };
    });

  it('cover it without gap or overlap', () => {
    fc.assert(
      fc.property(
        anyPeriod,
        fc.constantFrom('day', 'week', 'month'),
        fc.integer({ min: 1, max: 7 }),
        (days, unit, start) => {
          const buckets = bucketsOf(days, unit, start);
          expect(buckets[0]?.from).toBe(days.from);
          expect(buckets.at(-1)?.to).toBe(days.to);
          expect(bucketOf(buckets, days.to)).toBeUndefined();
          for (const [index, bucket] of buckets.entries()) {
            expect(bucket.key <= bucket.from && bucket.from < bucket.to).toBe(true);
            expect(bucketOf(buckets, bucket.from)).toBe(bucket);
            expect(bucketOf(buckets, addDays(bucket.to, -1))).toBe(bucket);
            if (index > 0) expect(bucket.from).toBe(buckets[index - 1]?.to);
            if (unit === 'week') expect(weekdayOf(bucket.key)).toBe(start);
            if (unit === 'month') expect(bucket.key.slice(8)).toBe('01');
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('begin the week where the studio begins it', () => {
    expect(bucketsOf(period('2026-03-04', '2026-03-16'), 'week', 7)).toEqual([
      { key: '2026-03-01', ...period('2026-03-04', '2026-03-08') },
      { key: '2026-03-08', ...period('2026-03-08', '2026-03-15') },
      { key: '2026-03-15', ...period('2026-03-15', '2026-03-16') },
    ]);
  });
});

describe('the period before', () => {
  it('is as many months, for whole months', () => {
    expect(periodBefore(period('2026-03-01', '2026-04-01'), false)).toEqual(
      period('2026-02-01', '2026-03-01'),
    );
    expect(periodBefore(period('2026-01-01', '2027-01-01'), false)).toEqual(
      period('2025-01-01', '2026-01-01'),
    );
  });
  it('is as many days, for any other', () => {
    expect(periodBefore(period('2026-03-02', '2026-03-09'), false)).toEqual(
      period('2026-02-23', '2026-03-02'),
    );
  });
  it('of a standing is a month before, or the last day of a shorter month', () => {
    expect(periodBefore(period('2026-03-31', '2026-04-01'), true)).toEqual(
      period('2026-02-28', '2026-03-01'),
    );
  });
});

describe('a named period', () => {
  it('holds the days that its name says', () => {
    const today = localDate('2026-05-17');
    expect(namedPeriod('this_month', today)).toEqual(period('2026-05-01', '2026-06-01'));
    expect(namedPeriod('last_month', today)).toEqual(period('2026-04-01', '2026-05-01'));
    expect(namedPeriod('this_quarter', today)).toEqual(period('2026-04-01', '2026-07-01'));
    expect(namedPeriod('last_quarter', today)).toEqual(period('2026-01-01', '2026-04-01'));
    expect(namedPeriod('last_year', today)).toEqual(period('2025-01-01', '2026-01-01'));
    expect(namedPeriod('last_7_days', today)).toEqual(period('2026-05-11', '2026-05-18'));
    for (const name of REPORT_PERIODS) {
      const { from, to } = namedPeriod(name, today);
      expect(daysBetween(from, to)).toBeGreaterThan(0);
    }
  });
  it('reaches over the turn of the year', () => {
    expect(namedPeriod('last_quarter', localDate('2026-02-01'))).toEqual(period('2025-10-01', '2026-01-01'));
    expect(namedPeriod('last_month', localDate('2026-01-31'))).toEqual(period('2025-12-01', '2026-01-01'));
  });
});
