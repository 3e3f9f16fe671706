import type { ReadDb } from '#db/database.ts';
import type { Session } from '#db/schema/session.ts';
import type {
  JobId,
  LocationId,
  PractitionerId,
  RoomId,
  SeriesId,
  ServiceId,
  SessionId,
} from '#domain/values/ids.ts';
import type { LocalDate, LocalTime, Zone } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

/** One event of the calendar or row of a list. `title` is the service's name where the session has none of its own. */
export interface SessionRow {
  readonly id: SessionId;
  readonly title: string;
  readonly serviceId: ServiceId;
  readonly color: number;
  readonly locationId: LocationId;
  readonly roomId: RoomId | null;
  readonly practitionerId: PractitionerId | null;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly zone: Zone;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly durationMinutes: number;
  readonly capacity: number;
  /** Bookings that hold a place now. */
  readonly booked: number;
  readonly state: Session['state'];
  readonly cancelJobId: JobId | null;
  readonly cancelReason: string;
  readonly statusLabel: string;
  readonly seriesId: SeriesId | null;
  readonly version: number;
}

/** Those with these ids, by local day, then start. */
export function listByIds(db: ReadDb, ids: readonly SessionId[]): SessionRow[] {
  return db.all(
    `${SELECT_ROWS} WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.local_date, s.starts_at, s.id`,
    [JSON.stringify(ids)],
  );
}

/** A session with the names that its page shows; empty where it has no room or practitioner. */
export interface SessionDetails extends SessionRow {
  readonly ownTitle: string;
  readonly fold: Session['fold'];
  readonly publicNote: string;
  readonly privateNote: string;
  readonly meetingLink: string;
  readonly serviceName: string;
  readonly locationName: string;
  readonly roomName: string;
  readonly practitionerName: string;
  readonly seriesDate: LocalDate | null;
  readonly isException: boolean;
  readonly displayed: boolean;
}

export function findDetails(db: ReadDb, id: SessionId): SessionDetails | undefined {
  const row = db.get<
    Omit<SessionDetails, 'isException' | 'displayed'> & { isException: 0 | 1; displayed: 0 | 1 }
  >(
    `SELECT ${ROW_COLUMNS}, s.title AS ownTitle, s.fold, s.public_note AS publicNote, s.private_note AS privateNote,
       s.meeting_link AS meetingLink, v.name AS serviceName, l.name AS locationName,
       COALESCE(r.name, '') AS roomName, COALESCE(p.name, '') AS practitionerName, s.series_date AS seriesDate,
       s.is_exception AS isException, s.displayed
     FROM sessions s JOIN services v ON v.id = s.service_id JOIN locations l ON l.id = s.location_id
     LEFT JOIN rooms r ON r.id = s.room_id LEFT JOIN practitioners p ON p.id = s.practitioner_id
     WHERE s.id = ?`,
    [id],
  );
  return row && { ...row, isException: row.isException === 1, displayed: row.displayed === 1 };
}

const ROW_COLUMNS = `s.id, ${titleSql()} AS title, s.service_id AS serviceId, v.color, s.location_id AS locationId,
  s.room_id AS roomId, s.practitioner_id AS practitionerId, s.local_date AS date, s.local_time AS time, s.zone,
  s.starts_at AS startsAt, s.ends_at AS endsAt, s.duration_minutes AS durationMinutes, s.capacity,
  (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked, s.state,
  s.cancel_job_id AS cancelJobId, s.cancel_reason AS cancelReason, s.status_label AS statusLabel,
  s.series_id AS seriesId, s.version`;

// CROSS JOIN keeps SQLite at the sessions' index: without statistics it might walk all services first.
export const SELECT_COLUMNS = `SELECT ${ROW_COLUMNS}`;
export const SELECT_ROWS = `${SELECT_COLUMNS} FROM sessions s CROSS JOIN services v ON v.id = s.service_id`;
