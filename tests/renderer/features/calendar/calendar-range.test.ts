import { expect, test } from 'vitest';
import { localDate, zone } from '#domain/values/time.ts';
import { bulkRangeOf, clockChanges, rangeOf, stepFrom } from '#renderer/features/calendar/calendar-range.ts';

const MONDAY = 1;
const SUNDAY = 7;
const day = localDate('2026-11-18');

test('a view shows whole days: the week of a date, six weeks of a month, one day', () => {
  expect(rangeOf('week', day, MONDAY)).toEqual({ from: '2026-11-16', to: '2026-11-23' });
  expect(rangeOf('list', day, SUNDAY)).toEqual({ from: '2026-11-15', to: '2026-11-22' });
  expect(rangeOf('month', day, MONDAY)).toEqual({ from: '2026-10-26', to: '2026-12-07' });
  expect(rangeOf('day', day, MONDAY)).toEqual({ from: '2026-11-18', to: '2026-11-19' });
});

test('a step goes one week, one day, or to the first of the next month', () => {
  expect(stepFrom('week', day, 1)).toBe('2026-11-25');
  expect(stepFrom('day', day, -1)).toBe('2026-11-17');
  expect(stepFrom('month', localDate('2026-01-31'), 1)).toBe('2026-02-01');
  expect(stepFrom('month', localDate('2026-01-31'), -1)).toBe('2025-12-01');
});

test('bulk cancel starts with the week or month that is looked at', () => {
  expect(bulkRangeOf('day', day, MONDAY)).toEqual({ from: '2026-11-18', to: '2026-11-19' });
  expect(bulkRangeOf('week', day, MONDAY)).toEqual({ from: '2026-11-16', to: '2026-11-23' });
  expect(bulkRangeOf('month', day, MONDAY)).toEqual({ from: '2026-11-01', to: '2026-12-01' });
});

test('the nights on which clocks change are found, with their direction', () => {
  const berlin = zone('Europe/Berlin');
  const week = (from: string, to: string) => ({ from: localDate(from), to: localDate(to) });
  expect(clockChanges(week('2026-03-23', '2026-03-30'), berlin)).toEqual([
    { date: '2026-03-29', forwardMinutes: 60 },
  ]);
  expect(clockChanges(week('2026-10-19', '2026-10-26'), berlin)).toEqual([
    { date: '2026-10-25', forwardMinutes: -60 },
  ]);
  expect(clockChanges(week('2026-11-16', '2026-11-23'), berlin)).toEqual([]);
  expect(clockChanges(week('2026-03-01', '2026-04-30'), zone('Asia/Tokyo'))).toEqual([]);
});
