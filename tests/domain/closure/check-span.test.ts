import { describe, expect, it } from 'vitest';
import { checkSpan, MOST_CLOSED_DAYS } from '#domain/closure/check-span.ts';
import { addDays, localDate, localTime } from '#domain/values/time.ts';

const start = localDate('2026-06-01');
const check = (days: number, from: string | null = null, to: string | null = null) => {
  const span = {
    startDate: start,
    endDate: addDays(start, days),
    startTime: from === null ? null : localTime(from),
    endTime: to === null ? null : localTime(to),
  };
  const checked = checkSpan(span);
  return checked.ok ? 'ok' : `${checked.error.field} ${checked.error.issue}`;
};

describe('a closure’s span', () => {
  it('is a day at least and three years at most', () => {
    expect(check(1)).toBe('ok');
    expect(check(0)).toBe('endDate RANGE_REVERSED');
    expect(check(-4)).toBe('endDate RANGE_REVERSED');
    expect(check(MOST_CLOSED_DAYS)).toBe('ok');
    expect(check(MOST_CLOSED_DAYS + 1)).toBe('endDate RANGE_TOO_LONG');
    expect(check(36_000)).toBe('endDate RANGE_TOO_LONG');
  });

  it('has both times or neither, the second after the first', () => {
    expect(check(1, '09:00', '12:00')).toBe('ok');
    expect(check(1, '09:00')).toBe('endTime REQUIRED');
    expect(check(1, null, '12:00')).toBe('startTime REQUIRED');
    expect(check(1, '12:00', '12:00')).toBe('endTime RANGE_REVERSED');
    expect(check(1, '12:00', '09:00')).toBe('endTime RANGE_REVERSED');
  });
});
