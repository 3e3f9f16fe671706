import type { ReadDb } from '#db/database.ts';
import type { PractitionerId, RoomId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

/** A session of the same room or practitioner at the same time. */
export interface Overlap {
  readonly kind: 'room' | 'practitioner';
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
}

/** What else is on in [startsAt, endsAt), canceled sessions and `exceptId` left out. At most ten. */
export function listOverlaps(
  db: ReadDb,
  slot: {
    readonly startsAt: number;
    readonly endsAt: number;
    readonly roomId: RoomId | null;
    readonly practitionerId: PractitionerId | null;
    readonly exceptId: SessionId | null;
  },
): Overlap[] {
  return db.all(
    `SELECT CASE WHEN s.room_id = @roomId THEN 'room' ELSE 'practitioner' END AS kind, ${titleSql()} AS title,
       s.local_date AS date, s.local_time AS time
     FROM sessions s CROSS JOIN services v ON v.id = s.service_id
     WHERE s.starts_at > @startsAt - ${LONGEST_SESSION_MS} AND s.starts_at < @endsAt AND s.ends_at > @startsAt
       AND s.state NOT IN ('canceled', 'deleted') AND (s.room_id = @roomId OR s.practitioner_id = @practitionerId)
       AND s.id IS NOT @exceptId
     ORDER BY s.starts_at, s.id LIMIT 10`,
    slot,
  );
}

/** When the room or the practitioner is taken in [startsAt, endsAt), canceled sessions and `exceptId` left out. */
export function listBusy(
  db: ReadDb,
  span: {
    readonly startsAt: number;
    readonly endsAt: number;
    readonly roomId: RoomId | null;
    readonly practitionerId: PractitionerId | null;
    readonly exceptId: SessionId | null;
  },
): { readonly startsAt: number; readonly endsAt: number }[] {
  return db.all(
    `SELECT starts_at AS startsAt, ends_at AS endsAt FROM sessions
     WHERE starts_at > @startsAt - ${LONGEST_SESSION_MS} AND starts_at < @endsAt AND ends_at > @startsAt
       AND state NOT IN ('canceled', 'deleted') AND (room_id = @roomId OR practitioner_id = @practitionerId)
       AND id IS NOT @exceptId ORDER BY starts_at`,
    span,
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
  `SELECT j.key AS slot, '${kind}' AS kind, ${titleSql()} AS title,
     s.local_date AS date, s.local_time AS time, s.starts_at AS startsAt
   FROM json_each(@slots) j
   CROSS JOIN sessions s INDEXED BY sessions_by_${kind} ON s.${kind}_id = j.value ->> ${index}
     AND s.starts_at > (j.value ->> 0) - ${LONGEST_SESSION_MS} AND s.starts_at < j.value ->> 1
   CROSS JOIN services v ON v.id = s.service_id
   WHERE s.ends_at > j.value ->> 0 AND s.state NOT IN ('canceled', 'deleted') AND s.id NOT IN (SELECT value FROM json_each(@except))`;

const CONFLICTS = `SELECT slot, kind, title, date, time FROM (${arm('room', 2)} UNION ALL ${arm('practitioner', 3)})
  ORDER BY slot, startsAt, kind DESC`;

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
