import { expect, test } from 'vitest';
import { dayText } from '#domain/values/day-text.ts';

test('a day is written in the words of the locale, and stays that day wherever the machine stands', () => {
  expect(dayText('2026-03-01', 'en-GB', 'long')).toBe('1 March 2026');
  expect(dayText('2026-03-01', 'en-GB', 'weekday')).toMatch(/^Sunday,? 1 March 2026$/);
  expect(dayText('2026-03-01', 'de-DE', 'long')).toBe('1. März 2026');
});
