import { expect, test } from 'vitest';
import {
  formatDay,
  formatDayRange,
  formatInstant,
  formatTime,
  formatTimeRange,
} from '#renderer/ui/format.ts';

/** Thin and non-breaking spaces differ between versions of the platform's data. */
const plain = (text: string): string => text.replace(/[\u2009\u202f\u00a0]/g, ' ');

test('wall dates and times are shown as they stand, whatever the zone of this computer', () => {
  expect(formatDay('2026-10-06', 'en-GB')).toBe('Tue 6 Oct');
  expect(formatDay('2026-10-06', 'de-DE', 'numeric')).toBe('06.10.2026');
  expect(formatTime('09:05', 'en-GB')).toBe('09:05');
  expect(plain(formatTime('21:05', 'en-US'))).toBe('9:05 PM');
  expect(formatTimeRange('23:30', 60, 'en-GB')).toBe('23:30 – 00:30');
});

test('a range of days names its last day, not the first one after', () => {
  expect(plain(formatDayRange('2026-10-05', '2026-10-12', 'en-GB'))).toBe(
    '5–11 October 2026'.replace('–', ' – '),
  );
});

test('an instant is shown on the wall of the studio', () => {
  const at = Date.parse('2026-10-06T22:30:00Z');
  expect(plain(formatInstant(at, 'en-GB', 'Europe/Berlin'))).toBe('7 Oct 2026, 00:30');
  expect(plain(formatInstant(at, 'en-GB', 'America/New_York'))).toBe('6 Oct 2026, 18:30');
});
