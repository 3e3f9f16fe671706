import { expect, test } from 'vitest';
import { readDay, readTime } from '#renderer/ui/read-when.ts';

test.each([
  ['16/11/2026', 'en-GB', '2026-11-16'],
  ['11/16/2026', 'en-US', '2026-11-16'],
  ['16.11.26', 'de-DE', '2026-11-16'],
  ['2026-11-16', 'en-US', '2026-11-16'],
  ['16 11', 'en-GB', '2026-11-16'],
  ['2026. 11. 16.', 'ko-KR', '2026-11-16'],
])('%s in %s is %s', (text, locale, date) => {
  expect(readDay(text, locale, 2026)).toBe(date);
});

test.each(['', '31/02/2026', '16', 'soon', '16/13/2026', '1/2/3/4'])('%s is no date', (text) => {
  expect(readDay(text, 'en-GB', 2026)).toBeNull();
});

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['21.30', '21:30'],
  ['9:30 pm', '21:30'],
  ['12 am', '00:00'],
  ['12:15 p.m.', '12:15'],
  ['9 Uhr', '09:00'],
])('%s is %s', (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each(['', '24:00', '9:75', '13 pm', 'noon', '9:3'])('%s is no time', (text) => {
  expect(readTime(text)).toBeNull();
});
