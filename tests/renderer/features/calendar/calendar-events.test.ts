import { describe, expect, test } from 'vitest';
import { areSamePlaces, calendarEvents } from '#renderer/features/calendar/calendar-events.ts';
import { aSessionRow } from './session-row.ts';

const lanes = (...times: readonly (readonly [time: string, minutes: number])[]): unknown[] =>
  calendarEvents(
    times.map(([time, durationMinutes], index) => aSessionRow(index + 1, { time, durationMinutes })),
    [],
    true,
    () => '',
  ).map(({ extendedProps }) => extendedProps?.['lanes']);

describe('events of the calendar', () => {
  test('can be dragged by those who may, while the session is open', () => {
    const rows = [aSessionRow(1), aSessionRow(2, { state: 'canceled' })];
    const editable = (mayMove: boolean) =>
      calendarEvents(rows, [], mayMove, () => '').map((event) => event['editable']);
    expect(editable(true)).toEqual([true, false]);
    expect(editable(false)).toEqual([false, false]);
  });

  test('know how many sessions share their time', () => {
    expect(lanes(['09:00', 60])).toEqual([1]);
    expect(lanes(['09:00', 60], ['10:00', 60])).toEqual([1, 1]);
    expect(lanes(['09:00', 60], ['09:30', 60], ['10:00', 60])).toEqual([2, 2, 2]);
    expect(lanes(['09:00', 180], ['09:00', 60], ['09:30', 30], ['11:00', 60])).toEqual([3, 3, 3, 2]);
  });
});

describe('the places of sessions', () => {
  const before = [aSessionRow(1), aSessionRow(2)];

  test('stay when sessions are cancelled or booked', () => {
    expect(
      areSamePlaces(before, [aSessionRow(1, { state: 'canceled' }), aSessionRow(2, { booked: 3 })]),
    ).toBe(true);
  });

  test('change with the time, the length, the name, the colour and the number of sessions', () => {
    for (const change of [
      { time: '10:00' },
      { date: '2026-10-07' },
      { durationMinutes: 30 },
      { title: 'X' },
      { color: 9 },
    ])
      expect(areSamePlaces(before, [aSessionRow(1, change), aSessionRow(2)])).toBe(false);
    expect(areSamePlaces(before, [aSessionRow(1)])).toBe(false);
    expect(areSamePlaces(before, [aSessionRow(1), aSessionRow(3)])).toBe(false);
  });
});
