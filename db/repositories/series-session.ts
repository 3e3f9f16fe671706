import type { ReadDb } from '#db/database.ts';
import type { Session } from '#db/schema/session.ts';
import type { SeriesId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';

/** A session as its series looks at it. */
export interface SeriesSession
  extends Pick<
    Session,
    | 'id'
    | 'serviceId'
    | 'locationId'
    | 'roomId'
    | 'practitionerId'
    | 'title'
    | 'durationMinutes'
    | 'startsAt'
    | 'endsAt'
    | 'capacity'
    | 'state'
    | 'statusLabel'
    | 'publicNote'
    | 'privateNote'
    | 'meetingLink'
    | 'version'
  > {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly seriesDate: LocalDate;
  readonly isException: boolean;
  readonly displayed: boolean;
  /** Bookings that hold a place now. */
  readonly booked: number;
  /** Money or a credit was given for a place in it, also if it came back. */
  readonly hasMoney: boolean;
  /** Something in the database names it: a booking of any state, the waitlist, a job, an offer. */
  readonly isReferred: boolean;
}

/** All sessions of a series, by the day of the rule. */
export function listOfSeries(db: ReadDb, id: SeriesId): SeriesSession[] {
  return db
    .all<
      Omit<SeriesSession, 'isException' | 'displayed' | 'hasMoney' | 'isReferred'> & {
        isException: 0 | 1;
        displayed: 0 | 1;
        hasMoney: 0 | 1;
        isReferred: 0 | 1;
      }
    >(OF_SERIES, [id])
    .map((row) => ({
      ...row,
      isException: row.isException === 1,
      displayed: row.displayed === 1,
      hasMoney: row.hasMoney === 1,
      isReferred: row.isReferred === 1,
    }));
}

/** Whether anything names the session `s`: then it cannot go without a trace. */
const REFERRED = `(EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = s.id)
      OR EXISTS (SELECT 1 FROM completions e WHERE e.session_id = s.id)
      OR EXISTS (SELECT 1 FROM waitlist_entries w WHERE w.session_id = s.id)
      OR EXISTS (SELECT 1 FROM cancellation_sessions c WHERE c.session_id = s.id)
      OR EXISTS (SELECT 1 FROM decision_sessions d WHERE d.session_id = s.id)
      OR EXISTS (SELECT 1 FROM reschedule_offers o WHERE o.session_id = s.id))`;

const OF_SERIES = `SELECT s.id, s.service_id AS serviceId, s.location_id AS locationId, s.room_id AS roomId,
    s.practitioner_id AS practitionerId, s.title, s.local_date AS date, s.local_time AS time,
    s.duration_minutes AS durationMinutes, s.starts_at AS startsAt, s.ends_at AS endsAt, s.capacity, s.state,
    s.status_label AS statusLabel, s.public_note AS publicNote, s.private_note AS privateNote,
    s.meeting_link AS meetingLink, s.series_date AS seriesDate, s.is_exception AS isException, s.displayed, s.version,
    (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked,
    EXISTS (SELECT 1 FROM bookings b CROSS JOIN fundings f ON f.booking_id = b.id
      WHERE b.session_id = s.id AND f.kind IN ('payment', 'package')) AS hasMoney,
    ${REFERRED} AS isReferred
  FROM sessions s WHERE s.series_id = ? ORDER BY s.series_date`;

/** Whether a booking, a waitlist, a job, a decision or an offer names this session, or ever did. */
export function isReferred(db: ReadDb, id: SessionId): boolean {
  return db.get(`SELECT 1 FROM sessions s WHERE s.id = ? AND ${REFERRED}`, [id]) !== undefined;
}

/** The versions of these sessions; those that are gone are missing. */
export function listVersions(db: ReadDb, ids: readonly SessionId[]): Map<SessionId, number> {
  const rows = db.all<{ id: SessionId; version: number }>(
    'SELECT s.id, s.version FROM json_each(?) j CROSS JOIN sessions s ON s.id = j.value',
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}
