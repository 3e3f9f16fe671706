import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetChanges, liveSession, showChanges } from '#renderer/features/calendar/live-sessions.ts';
import { aSessionRow } from './session-row.ts';

let frames: (() => void)[] = [];
beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => frames.push(paint));
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => {
    frames[frame - 1] = () => undefined;
  });
});
afterEach(() => {
  forgetChanges();
  vi.unstubAllGlobals();
});

const placed = Array.from({ length: 60 }, (_, index) => aSessionRow(index + 1));
const canceled = placed.map(({ id }) => aSessionRow(id, { state: 'canceled' }));
const shown = (): number => placed.filter((row) => liveSession(row).state === 'canceled').length;

/** Lets one animation frame pass after another. */
function paintFrame(number: number): void {
  frames[number - 1]?.();
}

test('a mass of changes is shown a few per frame, until all are', () => {
  showChanges(placed, canceled);
  expect(shown()).toBe(0);
  paintFrame(1);
  const first = shown();
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(60);
  for (let frame = 2; frame <= frames.length; frame += 1) paintFrame(frame);
  expect(shown()).toBe(60);
});

test('what is shown already is not painted again', () => {
  const now = placed.map((row, index) => (index === 7 ? (canceled[7] ?? row) : row));
  showChanges(placed, now);
  paintFrame(1);
  expect(shown()).toBe(1);
  showChanges(placed, now);
  expect(frames).toHaveLength(1);
});

test('changes that are overtaken stop, and the next go on from what is shown', () => {
  const stop = showChanges(placed, canceled);
  paintFrame(1);
  stop();
  paintFrame(2);
  const before = shown();
  expect(before).toBeLessThan(60);
  showChanges(placed, placed);
  for (let frame = 3; frame <= frames.length; frame += 1) paintFrame(frame);
  expect(shown()).toBe(0);
});
