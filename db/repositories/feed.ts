import type { ReadDb } from '#db/database.ts';
import type { FeedSession } from '#domain/feed/write-feed.ts';
import type { LocationId, PractitionerId, RoomId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { SessionByUid } from './import-known.ts';
import { titleSql } from './title-sql.ts';

/** Whose sessions a calendar file holds. */
export type FeedSubject =
  | { readonly kind: 'studio' }
  | { readonly kind: 'practitioner'; readonly id: PractitionerId }
  | { readonly kind: 'room'; readonly id: RoomId }
  | { readonly kind: 'location'; readonly id: LocationId };

const COLUMNS = { practitioner: 'practitioner_id', room: 'room_id', location: 'location_id' } as const;

/** The sessions of the local days [from, to), by start, deleted ones left out; read one by one. */
export function iterateFeed(
  db: ReadDb,
  subject: FeedSubject,
  days: { readonly from: LocalDate; readonly to: LocalDate },
): IterableIterator<FeedSession> {
  // The plus sign keeps the index of days in use.
  const only = subject.kind === 'studio' ? '' : `AND +s.${COLUMNS[subject.kind]} = @id`;
  return db.iterate(
    `SELECT s.id, s.created_at AS createdAt, s.title, v.name AS serviceName, COALESCE(p.name, '') AS practitionerName,
       l.name AS locationName, COALESCE(r.name, '') AS roomName, s.public_note AS publicNote,
       s.starts_at AS startsAt, s.ends_at AS endsAt, s.state, s.version
     FROM sessions s JOIN services v ON v.id = s.service_id JOIN locations l ON l.id = s.location_id
     LEFT JOIN rooms r ON r.id = s.room_id LEFT JOIN practitioners p ON p.id = s.practitioner_id
     WHERE s.local_date >= @from AND s.local_date < @to AND s.state <> 'deleted' ${only}
     ORDER BY s.local_date, s.starts_at, s.id`,
    { ...days, ...(subject.kind === 'studio' ? {} : { id: subject.id }) },
  );
}

/** Sessions as an import knows them, by id; only those made at the moment that stands beside the id. */
export function sessionsByKey(
  db: ReadDb,
  keys: readonly { readonly id: SessionId; readonly createdAt: number }[],
): Map<SessionId, Omit<SessionByUid, 'externalUid'>> {
  const made = new Map(keys.map(({ id, createdAt }) => [id, createdAt]));
  const rows = db.all<
    Omit<SessionByUid, 'externalUid'> & { readonly id: SessionId; readonly createdAt: number }
  >(
    `SELECT s.id, s.created_at AS createdAt, s.state, ${titleSql()} AS title,
       s.local_date AS date, s.local_time AS time, s.starts_at AS startsAt, s.duration_minutes AS durationMinutes
     FROM json_each(?) wanted CROSS JOIN sessions s ON s.id = wanted.value JOIN services v ON v.id = s.service_id`,
    [JSON.stringify([...made.keys()])],
  );
  return new Map(rows.filter(({ id, createdAt }) => made.get(id) === createdAt).map((row) => [row.id, row]));
}
