import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
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
 * Canceled and deleted sessions take no place, and those in `except` are left out. By slot, then start.
 */
export function listConflicts(
  db: ReadDb,
  slots: readonly PlannedSlot[],
  except: readonly SessionId[],
): SlotConflict[] {
  const json = JSON.stringify(
    slots.map(({ startsAt, endsAt, roomId, practitionerId }) => [startsAt, endsAt, roomId, practitionerId]),
  );
  return db.all(CONFLICTS, { slots: json, except: JSON.stringify(except) });
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
   WHERE s.ends_at > j.value ->> 0 AND s.state NOT IN ('canceled', 'deleted') AND s.id NOT IN (SELECT value FROM json_each(@except))`;

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

const OF_SERIES = `SELECT s.id, s.service_id AS serviceId, s.location_id AS locationId, s.room_id AS roomId,
    s.practitioner_id AS practitionerId, s.title, s.local_date AS date, s.local_time AS time,
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

/**
 * Where clients who are booked in these sessions would be twice at the time they are moved to; `slot` is an index. What is on then is
 * looked at first: a client's own bookings are those of years. An id of 0 stands for a session that nobody is booked in.
 */
export function listClientConflicts(
  db: ReadDb,
  moves: readonly { readonly id: SessionId; readonly startsAt: number; readonly endsAt: number }[],
): SlotConflict[] {
  return db.all(
    `SELECT j.key AS slot, 'client' AS kind, trim(c.first_name || ' ' || c.last_name) AS title, s.local_date AS date, s.local_time AS time
     FROM json_each(@moves) j
     CROSS JOIN sessions s INDEXED BY sessions_by_start ON s.starts_at > (j.value ->> 1) - ${LONGEST_SESSION_MS} AND s.starts_at < j.value ->> 2
     CROSS JOIN bookings o ON o.session_id = s.id AND o.state = 'booked'
     CROSS JOIN bookings b ON b.session_id = j.value ->> 0 AND b.client_id = o.client_id AND b.participant = o.participant AND b.state = 'booked'
     CROSS JOIN clients c ON c.id = b.client_id
     WHERE j.value ->> 0 > 0 AND s.ends_at > j.value ->> 1 AND s.state NOT IN ('canceled', 'deleted')
       AND s.id NOT IN (SELECT m.value ->> 0 FROM json_each(@moves) m)
     ORDER BY j.key, c.last_name COLLATE NOCASE, s.starts_at`,
    { moves: JSON.stringify(moves.map(({ id, startsAt, endsAt }) => [id, startsAt, endsAt])) },
  );
}

/** What an edit of the series writes into one of its sessions. */
export type RewrittenSession = Omit<PlannedSession, 'createdAt'> &
  Pick<Session, 'id' | 'version'> & { readonly isException: 0 | 1 };

/** Rewrites these sessions, each one version on. Throws if one has another version: they were read in the same transaction. */
export function rewriteAll(tx: WriteDb, rows: readonly RewrittenSession[]): void {
  for (const row of rows) {
    const { changes } = tx.run(
      `UPDATE sessions SET service_id = @serviceId, location_id = @locationId, room_id = @roomId,
         practitioner_id = @practitionerId, title = @title, local_date = @localDate, local_time = @localTime, zone = @zone,
         fold = 'earlier', duration_minutes = @durationMinutes, starts_at = @startsAt, ends_at = @endsAt, capacity = @capacity,
         public_note = @publicNote, private_note = @privateNote, meeting_link = @meetingLink, series_id = @seriesId,
         series_date = @seriesDate, is_exception = @isException, sequence = sequence + 1, version = version + 1
       WHERE id = @id AND version = @version`,
      row,
    );
    if (changes !== 1) throw new Error(`session ${row.id} changed within its transaction`);
  }
}

/** Has sessions stand for another day, or belong to another series, without changing what they are. Others keep their version. */
export function reassignAll(
  tx: WriteDb,
  rows: readonly {
    readonly id: SessionId;
    readonly seriesId: SeriesId;
    readonly seriesDate: LocalDate;
    readonly isException: 0 | 1;
  }[],
): void {
  for (const row of rows)
    tx.run(
      `UPDATE sessions SET series_id = @seriesId, series_date = @seriesDate, is_exception = @isException, version = version + 1
       WHERE id = @id AND (series_id <> @seriesId OR series_date <> @seriesDate OR is_exception <> @isException)`,
      row,
    );
}

/** Takes sessions off the calendar: those that nothing names for good, the others as deleted ones, to be recovered. */
export function takeAway(
  tx: WriteDb,
  rows: readonly { readonly id: SessionId; readonly isReferred: boolean }[],
): void {
  for (const { id, isReferred } of rows)
    if (isReferred)
      tx.run(
        `UPDATE sessions SET state = 'deleted', sequence = sequence + 1, version = version + 1 WHERE id = ?`,
        [id],
      );
    else tx.run('DELETE FROM sessions WHERE id = ?', [id]);
}

/** A row of `sessions` as it is stored, by column names. */
export type StoredSession = Readonly<Record<string, SqlValue>> & {
  readonly id: SessionId;
  readonly version: number;
};

/** These sessions as they are stored, to be put back by `putBack`. */
export function listStored(db: ReadDb, ids: readonly SessionId[]): StoredSession[] {
  return db.all('SELECT s.* FROM json_each(?) j CROSS JOIN sessions s ON s.id = j.value', [
    JSON.stringify(ids),
  ]);
}

/** Writes a session as it was: again if it is gone, else over the row, whose version goes on. */
export function putBack(tx: WriteDb, row: StoredSession): void {
  const columns = Object.keys(row);
  const set = columns
    .filter((name) => name !== 'id' && name !== 'version')
    .map((name) => `${name} = @${name}`);
  const { changes } = tx.run(
    `UPDATE sessions SET ${set.join(', ')}, version = version + 1 WHERE id = @id`,
    withoutVersion(row),
  );
  if (changes === 0)
    tx.run(
      `INSERT INTO sessions (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
      row,
    );
}

function withoutVersion(stored: StoredSession): Readonly<Record<string, SqlValue>> {
  const { version: _, ...row } = stored;
  return row as Readonly<Record<string, SqlValue>>;
}

/** The versions of these sessions; those that are gone are missing. */
export function listVersions(db: ReadDb, ids: readonly SessionId[]): Map<SessionId, number> {
  const rows = db.all<{ id: SessionId; version: number }>(
    'SELECT s.id, s.version FROM json_each(?) j CROSS JOIN sessions s ON s.id = j.value',
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

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
