import { expect, it } from 'vitest';
import { deadlineProblem, usualDeadline } from '#domain/offer/deadline.ts';
import { HOUR_MS, MINUTE_MS } from '#domain/values/time.ts';

const START = Date.UTC(2026, 2, 2, 8);

it('is the cut-off, or a day before the session', () => {
  expect(usualDeadline(START, 0, START - 72 * HOUR_MS)).toBe(START - 24 * HOUR_MS);
  expect(usualDeadline(START, 48, START - 72 * HOUR_MS)).toBe(START - 48 * HOUR_MS);
});

it('lies half way to the session once the usual time has passed', () => {
  expect(usualDeadline(START, 0, START - 24 * HOUR_MS)).toBe(START - 12 * HOUR_MS);
  expect(usualDeadline(START, 0, START - 2 * MINUTE_MS)).toBe(START - MINUTE_MS);
});

it('is none when the session has begun, or is about to', () => {
  expect(usualDeadline(START, 0, START)).toBeNull();
  expect(usualDeadline(START, 0, START - MINUTE_MS)).toBeNull();
});

it('must be to come and before the session', () => {
  const now = START - 10 * HOUR_MS;
  expect(deadlineProblem(now, START, now)).toBe('DEADLINE_PAST');
  expect(deadlineProblem(now + 1, START, now)).toBeNull();
  expect(deadlineProblem(START - 1, START, now)).toBeNull();
  expect(deadlineProblem(START, START, now)).toBe('DEADLINE_AFTER_START');
});
