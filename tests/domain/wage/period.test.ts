import { expect, it } from 'vitest';
import { localDate } from '#domain/values/time.ts';
import { WAGE_PERIODS, wagePeriod, wagePeriodOf } from '#domain/wage/period.ts';

// A Thursday; weeks begin on Monday.
const today = localDate('2026-03-05');

it.each([
  ['this_week', '2026-03-02', '2026-03-09'],
  ['last_week', '2026-02-23', '2026-03-02'],
  ['last_two_weeks', '2026-02-16', '2026-03-02'],
  ['this_month', '2026-03-01', '2026-04-01'],
  ['last_month', '2026-02-01', '2026-03-01'],
] as const)('%s is the days [%s, %s)', (choice, from, to) => {
  expect(wagePeriod(choice, today, 1)).toEqual({ from, to });
});

it('begins the week on the studio’s day, and the month over the end of a year', () => {
  expect(wagePeriod('this_week', localDate('2026-01-01'), 7)).toEqual({
    from: '2025-12-28',
    to: '2026-01-04',
  });
  expect(wagePeriod('last_month', localDate('2026-01-31'), 1)).toEqual({
    from: '2025-12-01',
    to: '2026-01-01',
  });
  expect(wagePeriod('this_month', localDate('2026-12-31'), 1)).toEqual({
    from: '2026-12-01',
    to: '2027-01-01',
  });
});

it('knows each usual span again, and no other', () => {
  for (const choice of WAGE_PERIODS)
    expect(wagePeriodOf(wagePeriod(choice, today, 1), today, 1)).toBe(choice);
  expect(wagePeriodOf({ from: today, to: localDate('2026-03-06') }, today, 1)).toBeNull();
});
