import { describe, expect, it } from 'vitest';
import { localDate } from '#domain/values/time.ts';
import {
  lastDayOf,
  quickRange,
  quickRangeOf,
  quickRanges,
  rangeFromDays,
} from '#renderer/features/cancellation/date-range.ts';

describe('the days of a bulk cancellation', () => {
  it('starts the week where the studio starts it', () => {
    const wednesday = localDate('2026-10-07');
    expect(quickRange('this_week', wednesday, 1)).toEqual({ from: '2026-10-05', to: '2026-10-12' });
    expect(quickRange('this_week', wednesday, 7)).toEqual({ from: '2026-10-04', to: '2026-10-11' });
    expect(quickRange('next_week', wednesday, 1)).toEqual({ from: '2026-10-12', to: '2026-10-19' });
    expect(quickRange('next_4_weeks', wednesday, 1)).toEqual({ from: '2026-10-05', to: '2026-11-02' });
  });

  it('knows a quick choice again, over a change of clocks and a turn of the year', () => {
    for (const today of ['2026-10-25', '2026-03-29', '2026-12-31'].map(localDate))
      for (const choice of quickRanges)
        expect(quickRangeOf(quickRange(choice, today, 1), today, 1)).toBe(choice);
    expect(
      quickRangeOf(
        { from: localDate('2026-01-01'), to: localDate('2026-01-02') },
        localDate('2026-10-07'),
        1,
      ),
    ).toBeNull();
  });

  it('shows the last day and takes it back as a half-open range', () => {
    const { range } = rangeFromDays(localDate('2026-10-05'), localDate('2026-10-05'));
    expect(range).toEqual({ from: '2026-10-05', to: '2026-10-06' });
    expect(range && lastDayOf(range)).toBe('2026-10-05');
  });

  it('names what is wrong with a range', () => {
    expect(rangeFromDays(localDate('2026-10-05'), localDate('2026-10-04')).problem).toBe('ends_before_start');
    expect(rangeFromDays(localDate('2026-01-01'), localDate('2027-02-04')).problem).toBeNull();
    expect(rangeFromDays(localDate('2026-01-01'), localDate('2027-02-05')).problem).toBe('too_long');
  });
});
