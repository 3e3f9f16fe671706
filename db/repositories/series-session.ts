import type { ReadDb, WriteDb } from '#db/database.ts';
import type { Session } from '#db/schema/session.ts';
import type { ClientId, PractitionerId, RoomId, SeriesId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';

/** What a series gives each of its sessions when it makes them. */
export type PlannedSession = Pick<
  Session,
  | 'serviceId'
  | 'locationId'
  | 'roomId'
  | 'practitionerId'
  | 'title'
  | 'localDate'
  | 'localTime'
  | 'zone'
  | 'durationMinutes'
  | 'startsAt'
  | 'endsAt'
  | 'capacity'
  | 'publicNote'
  | 'privateNote'
  | 'meetingLink'
  | 'seriesId'
  | 'seriesDate'
  | 'createdAt'
>;

/** Adds open sessions of a series, by one prepared statement. Returns their ids in the given order. */
export function insertAll(tx: WriteDb, rows: readonly PlannedSession[]): SessionId[] {
  return rows.map(
    (row) =>
      tx.run(
        `INSERT INTO sessions (service_id, location_id, room_id, practitioner_id, title, local_date, local_time, zone,
           duration_minutes, starts_at, ends_at, capacity, public_note, private_note, meeting_link, series_id, series_date, created_at)
         VALUES (@serviceId, @locationId, @roomId, @practitionerId, @title, @localDate, @localTime, @zone,
           @durationMinutes, @startsAt, @endsAt, @capacity, @publicNote, @privateNote, @meetingLink, @seriesId, @seriesDate, @createdAt)`,
        row,
      ).id as SessionId,
  );
}

/** A time that a series would take, with its own room and practitioner. */
export interface PlannedSlot {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
}

export interface SlotConflict {
  /** Index of the slot in the list that was asked about. */
  readonly slot: number;
  readonly kind: 'room' | 'practitioner' | 'client';
  /** The other session, or the client who is there. */
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
}

/**
 * What else is on in the rooms and with the practitioners of these slots, in one statement over the indexes of their own days.
 * Canceled and deleted sessions take no place; those of `exceptSeriesId` are left out. By slot, then start.
 */
export function listConflicts(
  db: ReadDb,
  slots: readonly PlannedSlot[],
  exceptSeriesId: SeriesId | null,
): SlotConflict[] {
  const json = JSON.stringify(
    slots.map(({ startsAt, endsAt, roomId, practitionerId }) => [startsAt, endsAt, roomId, practitionerId]),
  );
  return db.all(CONFLICTS, { slots: json, exceptSeriesId });
}

const LONGEST_SESSION_MS = 1440 * 60_000;

/** One arm for each of the two indexes; CROSS JOIN keeps SQLite at walking the slots and asking the index for each. */
const arm = (kind: 'room' | 'practitioner', index: number): string =>
  `SELECT j.key AS slot, '${kind}' AS kind, CASE WHEN s.title = '' THEN v.name ELSE s.title END AS title,
     s.local_date AS date, s.local_time AS time, s.starts_at AS startsAt
   FROM json_each(@slots) j
   CROSS JOIN sessions s INDEXED BY sessions_by_${kind} ON s.${kind}_id = j.value ->> ${index}
     AND s.starts_at > (j.value ->> 0) - ${LONGEST_SESSION_MS} AND s.starts_at < j.value ->> 1
   CROSS JOIN services v ON v.id = s.service_id
   WHERE s.ends_at > j.value ->> 0 AND s.state NOT IN ('canceled', 'deleted') AND s.series_id IS NOT @exceptSeriesId`;

const CONFLICTS = `SELECT slot, kind, title, date, time FROM (${arm('room', 2)} UNION ALL ${arm('practitioner', 3)})
  ORDER BY slot, startsAt, kind DESC`;

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
    | 'localDate'
    | 'localTime'
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

const OF_SERIES = `SELECT s.id, s.service_id AS serviceId, s.location_id AS locationId, s.room_id AS roomId,
    s.practitioner_id AS practitionerId, s.title, s.local_date AS localDate, s.local_time AS localTime,
    s.duration_minutes AS durationMinutes, s.starts_at AS startsAt, s.ends_at AS endsAt, s.capacity, s.state,
    s.status_label AS statusLabel, s.public_note AS publicNote, s.private_note AS privateNote,
    s.meeting_link AS meetingLink, s.series_date AS seriesDate, s.is_exception AS isException, s.displayed, s.version,
    (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked,
    EXISTS (SELECT 1 FROM bookings b CROSS JOIN fundings f ON f.booking_id = b.id
      WHERE b.session_id = s.id AND f.kind IN ('payment', 'package')) AS hasMoney,
    (EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = s.id)
      OR EXISTS (SELECT 1 FROM completions e WHERE e.session_id = s.id)
      OR EXISTS (SELECT 1 FROM waitlist_entries w WHERE w.session_id = s.id)
      OR EXISTS (SELECT 1 FROM cancellation_sessions c WHERE c.session_id = s.id)
      OR EXISTS (SELECT 1 FROM decision_sessions d WHERE d.session_id = s.id)
      OR EXISTS (SELECT 1 FROM reschedule_offers o WHERE o.session_id = s.id)) AS isReferred
  FROM sessions s WHERE s.series_id = ? ORDER BY s.series_date`;

/** A client with a place in one of the sessions. */
export interface SessionClient {
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly name: string;
  readonly email: string;
  readonly participant: string;
}

/** Who holds a place in these sessions, by name. */
export function listClients(db: ReadDb, sessionIds: readonly SessionId[]): SessionClient[] {
  return db.all(
    `SELECT b.session_id AS sessionId, b.client_id AS clientId, trim(c.first_name || ' ' || c.last_name) AS name, c.email, b.participant
     FROM json_each(?) j CROSS JOIN bookings b ON b.session_id = j.value CROSS JOIN clients c ON c.id = b.client_id
     WHERE b.state = 'booked' ORDER BY c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, b.client_id, b.session_id`,
    [JSON.stringify(sessionIds)],
  );
}
