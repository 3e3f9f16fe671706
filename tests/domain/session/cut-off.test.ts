import { expect, it } from 'vitest';
import { cutOffAt, isAfterCutOff } from '#domain/session/cut-off.ts';
import { HOUR_MS, localDate, localTime, wallToInstant, zone } from '#domain/values/time.ts';

const wall = (date: string, time: string) =>
  wallToInstant({ date: localDate(date), time: localTime(time), zone: zone('Europe/Berlin') }).at;

it('has no cut-off at 0 hours, not even after the start', () => {
  expect(cutOffAt(1000, 0)).toBeNull();
  expect(isAfterCutOff(1000, 0, 2000)).toBe(false);
});

it('is over at its own instant and not a millisecond before', () => {
  const startsAt = wall('2026-03-02', '09:00');
  expect(isAfterCutOff(startsAt, 24, startsAt - 24 * HOUR_MS)).toBe(true);
  expect(isAfterCutOff(startsAt, 24, startsAt - 24 * HOUR_MS - 1)).toBe(false);
});

it('counts elapsed hours over a change of the clocks (domain.md 2)', () => {
  // The night to Sunday, 29 March 2026 has 23 hours.
  expect(cutOffAt(wall('2026-03-29', '12:00'), 24)).toBe(wall('2026-03-28', '11:00'));
});
