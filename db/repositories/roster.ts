import type { ReadDb } from '#db/database.ts';
import type { Booking } from '#db/schema/booking.ts';
import type { Session } from '#db/schema/session.ts';
import type { BookingId, ClientId, LocationId, PractitionerId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime, Zone } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

/** A session as a roster heads it. */
export interface RosterSession {
  readonly id: SessionId;
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly zone: Zone;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly durationMinutes: number;
  readonly capacity: number;
  readonly state: Session['state'];
  readonly locationName: string;
  readonly roomName: string;
  readonly practitionerId: PractitionerId | null;
  readonly practitionerName: string;
  readonly publicNote: string;
  readonly privateNote: string;
}

/** Somebody who holds a place, with the client who pays for it. */
export interface RosterRow {
  readonly bookingId: BookingId;
  readonly version: number;
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly participant: string;
  readonly phone: string;
  readonly clientNote: string;
  /** What is kept with the participant in the client's list, such as an allergy. */
  readonly participantNote: string;
  readonly priceMinor: number;
  /** Kinds and methods that pay, joined by '+': 'card', 'package', 'cash+account'. */
  readonly funding: string;
  readonly overbookReason: string;
  readonly checkedInAt: number | null;
  readonly outcome: Booking['outcome'];
}

export function findSession(db: ReadDb, id: SessionId): RosterSession | undefined {
  return db.get(`${SESSION} WHERE s.id = ?`, [id]);
}

/** What takes place on the local day, by start; canceled and deleted sessions are left out. At most 500. */
export function listDay(
  db: ReadDb,
  filter: {
    readonly date: LocalDate;
    readonly locationId: LocationId | null;
    readonly practitionerId: PractitionerId | null;
  },
): RosterSession[] {
  return db.all(
    `${SESSION} WHERE s.local_date = @date AND (@locationId IS NULL OR +s.location_id = @locationId)
       AND (@practitionerId IS NULL OR +s.practitioner_id = @practitionerId) AND s.state IN ('open', 'completed', 'missed')
     ORDER BY s.starts_at, s.id LIMIT 500`,
    filter,
  );
}

/** Who is booked in these sessions, by session and the name of who comes. */
export function listBooked(db: ReadDb, sessionIds: readonly SessionId[]): RosterRow[] {
  return db.all(
    `SELECT b.id AS bookingId, b.version, b.session_id AS sessionId, b.client_id AS clientId,
       trim(c.first_name || ' ' || c.last_name) AS clientName, b.participant, c.phone, c.note AS clientNote,
       IFNULL(a.note, '') AS participantNote, b.price_minor AS priceMinor,
       COALESCE((SELECT group_concat(COALESCE(p.method, f.kind), '+') FROM fundings f
         LEFT JOIN payments p ON p.id = f.payment_id WHERE f.booking_id = b.id AND f.state = 'active'), '') AS funding,
       b.overbook_reason AS overbookReason, b.checked_in_at AS checkedInAt, b.outcome
     FROM json_each(?) j CROSS JOIN bookings b ON b.session_id = j.value AND b.state = 'booked'
     JOIN clients c ON c.id = b.client_id
     LEFT JOIN participants a ON a.client_id = b.client_id AND a.name = b.participant COLLATE NOCASE
     ORDER BY b.session_id, CASE WHEN b.participant = '' THEN c.last_name || ' ' || c.first_name ELSE b.participant END COLLATE NOCASE, b.id`,
    [JSON.stringify(sessionIds)],
  );
}

const SESSION = `SELECT s.id, ${titleSql()} AS title, s.local_date AS date,
    s.local_time AS time, s.zone, s.starts_at AS startsAt, s.ends_at AS endsAt, s.duration_minutes AS durationMinutes,
    s.capacity, s.state, l.name AS locationName, IFNULL(r.name, '') AS roomName, s.practitioner_id AS practitionerId,
    IFNULL(p.name, '') AS practitionerName, s.public_note AS publicNote, s.private_note AS privateNote
  FROM sessions s CROSS JOIN services v ON v.id = s.service_id JOIN locations l ON l.id = s.location_id
  LEFT JOIN rooms r ON r.id = s.room_id LEFT JOIN practitioners p ON p.id = s.practitioner_id`;
