import { expect, test } from 'vitest';
import type { CalendarClosure } from '#contract/desktop/session.ts';
import type { ClosureId, LocationId, PractitionerId, RoomId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { type ClosureScene, closureEvents } from '#renderer/features/calendar/calendar-closures.ts';
import { noFilters } from '#renderer/ui/ui-state.ts';

const closure = (more: Partial<CalendarClosure> = {}): CalendarClosure => ({
  id: 1 as ClosureId,
  title: 'Holiday',
  startDate: localDate('2026-11-20'),
  endDate: localDate('2026-11-26'),
  startTime: null,
  endTime: null,
  locationId: null,
  roomId: null,
  practitionerId: null,
  ...more,
});
const scene = (more: Partial<ClosureScene> = {}): ClosureScene => ({
  view: 'week',
  range: { from: localDate('2026-11-23'), to: localDate('2026-11-30') },
  filters: noFilters,
  ownPractitionerId: null,
  locationOfRoom: () => 1,
  label: ({ title }) => title,
  timesLabel: ({ startTime, endTime }) => `${startTime}–${endTime}`,
  ...more,
});
const shown = (one: CalendarClosure, where: ClosureScene) =>
  closureEvents([one], where).map(({ display, title }) => (display === 'background' ? 'ground' : title));

const hall = 2 as RoomId;
const mira = 3 as PractitionerId;

test('every closure has a strip with its name; the ground is shaded where all that is shown is closed', () => {
  expect(shown(closure(), scene())).toEqual(['Holiday', 'ground']);
  expect(shown(closure({ roomId: hall }), scene())).toEqual(['Holiday']);
  const ofHall = { ...noFilters, roomIds: [hall] };
  expect(shown(closure({ roomId: hall }), scene({ filters: ofHall }))).toEqual(['Holiday', 'ground']);
});

test('hours are shaded day by day within the range, and named on the strip; a month and the list have strips only', () => {
  const hours = closure({ startTime: localTime('09:00'), endTime: localTime('12:00') });
  expect(shown(hours, scene())).toEqual(['09:00–12:00 Holiday', 'ground', 'ground', 'ground']);
  expect(shown(hours, scene({ view: 'month' }))).toEqual(['09:00–12:00 Holiday']);
  expect(shown(closure(), scene({ view: 'list' }))).toEqual(['Holiday']);
});

test('what the filters leave out is not shown, nor another practitioner’s absence to a practitioner', () => {
  const elsewhere = { ...noFilters, locationIds: [9 as LocationId] };
  expect(shown(closure({ locationId: 1 as LocationId }), scene({ filters: elsewhere }))).toEqual([]);
  expect(shown(closure({ roomId: hall }), scene({ filters: elsewhere }))).toEqual([]);
  const away = closure({ practitionerId: mira });
  expect(shown(away, scene({ ownPractitionerId: 4 as PractitionerId }))).toEqual([]);
  expect(shown(away, scene({ ownPractitionerId: mira }))).toEqual(['Holiday', 'ground']);
});
