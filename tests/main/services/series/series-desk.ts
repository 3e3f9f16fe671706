import type { SeriesFields } from '#main/services/series/plan-series.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import type { SeededStudio } from '#tests/support/seed-studio.ts';

/** Four Tuesdays at 10:00 from 3 March 2026, without room or practitioner. */
export function seriesFields(studio: SeededStudio, more: object = {}): SeriesFields & { weekdays: number[] } {
  return {
    serviceId: studio.yoga,
    locationId: studio.location,
    roomId: null,
    practitionerId: null,
    title: '',
    firstDate: localDate('2026-03-03'),
    time: localTime('10:00'),
    durationMinutes: 60,
    capacity: 12,
    frequency: 'weekly',
    interval: 1,
    weekdays: [2],
    sessionCount: 4,
    lastDate: null,
    onClosure: 'skip',
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    ...more,
  };
}
