import type { Invariant } from './invariant.ts';

/** No session holds more bookings than its capacity, unless each one too many carries the reason it was let in (domain.md 10, 5). */
export const CAPACITY_INVARIANTS: readonly Invariant[] = [
  {
    invariant: 5,
    code: 'SESSION_OVERBOOKED',
    sql: `SELECT s.id AS sessionId, s.capacity, taken.booked
     FROM (SELECT session_id, COUNT(*) AS booked FROM bookings INDEXED BY bookings_by_session
       WHERE state = 'booked' GROUP BY session_id) taken
     JOIN sessions s ON s.id = taken.session_id AND taken.booked > s.capacity
     WHERE taken.booked - s.capacity > (SELECT COUNT(*) FROM bookings b
       WHERE b.session_id = s.id AND b.state = 'booked' AND b.overbook_reason <> '')`,
  },
];
