import { type SessionRow, sessionRow } from '#contract/desktop/session.ts';

type Change = Partial<Record<keyof SessionRow, unknown>>;

/** An hour of yoga on 6 October 2026, at 09:00 unless told otherwise. */
export function aSessionRow(id: number, change: Change = {}): SessionRow {
  return sessionRow.parse({
    id,
    title: 'Yoga',
    serviceId: 1,
    color: 2,
    locationId: 1,
    roomId: null,
    practitionerId: null,
    date: '2026-10-06',
    time: '09:00',
    zone: 'Europe/Berlin',
    startsAt: 0,
    endsAt: 0,
    durationMinutes: 60,
    capacity: 12,
    booked: 0,
    state: 'open',
    cancelJobId: null,
    cancelReason: '',
    statusLabel: '',
    seriesId: null,
    version: 1,
    ...change,
  });
}
