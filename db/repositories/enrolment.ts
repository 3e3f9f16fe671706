import { and, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import type { Booking } from '#db/schema/booking.ts';
import { type Enrolment, enrolments, type NewEnrolment } from '#db/schema/series.ts';
import type { Session } from '#db/schema/session.ts';
import type { BookingId, ClientId, EnrolmentId, LotId, SeriesId, SessionId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';
import { titleSql } from './title-sql.ts';

export const findById = rowById(enrolments);

export function getById(db: ReadDb, id: EnrolmentId): Enrolment {
  return found(findById(db, id), 'enrolment', id);
}

export function insert(tx: WriteDb, row: NewEnrolment): Enrolment {
  return tx.orm.insert(enrolments).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: EnrolmentId,
  version: number,
  patch: Partial<Omit<NewEnrolment, 'id' | 'version'>>,
): Enrolment | undefined {
  return tx.orm
    .update(enrolments)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(enrolments.id, id), eq(enrolments.version, version)))
    .returning()
    .get();
}

export function isEnrolled(db: ReadDb, seriesId: SeriesId, clientId: ClientId, participant: string): boolean {
  return (
    db.get(
      `SELECT 1 FROM enrolments WHERE series_id = ? AND client_id = ? AND participant = ? AND state = 'enrolled'`,
      [seriesId, clientId, participant],
    ) !== undefined
  );
}

export function countEnrolled(db: ReadDb, seriesId: SeriesId): number {
  return (
    db.get<{ enrolled: number }>(
      `SELECT COUNT(*) AS enrolled FROM enrolments WHERE series_id = ? AND state = 'enrolled'`,
      [seriesId],
    )?.enrolled ?? 0
  );
}

export interface EnrolmentOfClass extends Enrolment {
  readonly clientName: string;
  readonly places: number;
  readonly placesToCome: number;
}

/** Everybody who is or was enrolled: those who are first, each by name. `now` tells which places are still to come. */
export function listOfSeries(db: ReadDb, seriesId: SeriesId, now: number): EnrolmentOfClass[] {
  return db.all(
    `SELECT e.id, e.series_id AS seriesId, e.client_id AS clientId, e.participant, e.price_minor AS priceMinor, e.state,
       e.enrolled_at AS enrolledAt, e.dropped_at AS droppedAt, e.drop_reason AS dropReason, e.late_reason AS lateReason, e.version,
       trim(c.first_name || ' ' || c.last_name) AS clientName, COUNT(b.id) AS places,
       COUNT(CASE WHEN s.starts_at > @now AND s.state = 'open' THEN b.id END) AS placesToCome
     FROM enrolments e JOIN clients c ON c.id = e.client_id
     LEFT JOIN bookings b ON b.enrolment_id = e.id AND b.state = 'booked' LEFT JOIN sessions s ON s.id = b.session_id
     WHERE e.series_id = @seriesId GROUP BY e.id
     ORDER BY e.state = 'dropped', c.last_name COLLATE NOCASE, c.first_name COLLATE NOCASE, e.id`,
    { seriesId, now },
  );
}

/** Who is enrolled now, in the order of enrolling, with the reason that one was let in beyond the capacity; '' for most. */
export function listEnrolled(
  db: ReadDb,
  seriesId: SeriesId,
): (Pick<Enrolment, 'id' | 'clientId' | 'participant'> & { readonly overbookReason: string })[] {
  return db.all(
    `SELECT e.id, e.client_id AS clientId, e.participant,
       IFNULL((SELECT MAX(b.overbook_reason) FROM bookings b WHERE b.enrolment_id = e.id), '') AS overbookReason
     FROM enrolments e WHERE e.series_id = ? AND e.state = 'enrolled' ORDER BY overbookReason <> '', e.id`,
    [seriesId],
  );
}

/** Places of enrolments in these sessions that one credit pays for and that nobody has touched since. */
export function listUntouchedCreditPlaces(
  db: ReadDb,
  sessionIds: readonly SessionId[],
): { readonly bookingId: BookingId; readonly sessionId: SessionId; readonly lotId: LotId }[] {
  return db.all(
    `SELECT b.id AS bookingId, b.session_id AS sessionId, f.lot_id AS lotId
     FROM json_each(?) wanted
     CROSS JOIN bookings b ON b.session_id = wanted.value AND b.enrolment_id IS NOT NULL AND b.version = 1 AND b.state = 'booked'
     CROSS JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' AND f.kind = 'package'
     WHERE NOT EXISTS (SELECT 1 FROM cancellation_items i WHERE i.booking_id = b.id) ORDER BY b.id`,
    [JSON.stringify(sessionIds)],
  );
}

/** Takes places of enrolments away that nobody has touched, no money or credit was given for, and no invoice names. Returns how many. */
export function removeUntouchedPlaces(tx: WriteDb, sessionIds: readonly SessionId[]): number {
  const ids = JSON.stringify(sessionIds);
  const places = `SELECT b.id FROM bookings b WHERE b.session_id IN (SELECT value FROM json_each(@ids)) AND b.enrolment_id IS NOT NULL
    AND b.version = 1 AND b.state = 'booked'
    AND NOT EXISTS (SELECT 1 FROM cancellation_items i WHERE i.booking_id = b.id)
    AND NOT EXISTS (SELECT 1 FROM invoice_lines l WHERE l.booking_id = b.id)
    AND NOT EXISTS (SELECT 1 FROM fundings f WHERE f.booking_id = b.id AND f.kind IN ('payment', 'package'))`;
  tx.run(`DELETE FROM fundings WHERE booking_id IN (${places})`, { ids });
  return tx.run(`DELETE FROM bookings WHERE id IN (${places})`, { ids }).changes;
}

export interface ClassSession
  extends Pick<
    Session,
    | 'id'
    | 'serviceId'
    | 'practitionerId'
    | 'localDate'
    | 'localTime'
    | 'durationMinutes'
    | 'startsAt'
    | 'endsAt'
    | 'state'
    | 'capacity'
    | 'version'
  > {
  readonly displayed: boolean;
  /** Bookings that hold a place now. */
  readonly booked: number;
}

/** The sessions of a class by start, deleted ones left out. */
export function listSessions(db: ReadDb, seriesId: SeriesId): ClassSession[] {
  return db
    .all<Omit<ClassSession, 'displayed'> & { displayed: 0 | 1 }>(
      `SELECT s.id, s.service_id AS serviceId, s.practitioner_id AS practitionerId, s.local_date AS localDate,
         s.local_time AS localTime, s.duration_minutes AS durationMinutes, s.starts_at AS startsAt, s.ends_at AS endsAt,
         s.state, s.capacity, s.displayed, s.version,
         (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked
       FROM sessions s WHERE s.series_id = ? AND s.state <> 'deleted' ORDER BY s.starts_at, s.id`,
      [seriesId],
    )
    .map((row) => ({ ...row, displayed: row.displayed === 1 }));
}

/** The sessions of the class in which this person holds a place. */
export function placesOf(
  db: ReadDb,
  seriesId: SeriesId,
  clientId: ClientId,
  participant: string,
): Set<SessionId> {
  const rows = db.all<{ id: SessionId }>(
    `SELECT s.id FROM sessions s JOIN bookings b ON b.session_id = s.id AND b.state = 'booked'
     WHERE s.series_id = ? AND b.client_id = ? AND b.participant = ?`,
    [seriesId, clientId, participant],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Where this person is booked while the class has its sessions, by the class' session; one name for each. */
export function elsewhereOf(
  db: ReadDb,
  seriesId: SeriesId,
  clientId: ClientId,
  participant: string,
): Map<SessionId, string> {
  const rows = db.all<{ id: SessionId; title: string }>(
    `SELECT s.id, ${titleSql('o')} AS title
     FROM sessions s
     JOIN bookings b ON b.client_id = @clientId AND b.participant = @participant AND b.state = 'booked'
     JOIN sessions o ON o.id = b.session_id AND o.starts_at < s.ends_at AND o.ends_at > s.starts_at AND o.state IN ('open', 'canceling')
     JOIN services v ON v.id = o.service_id
     WHERE s.series_id = @seriesId AND s.state = 'open' AND o.series_id IS NOT @seriesId`,
    { seriesId, clientId, participant },
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

export interface EnrolmentPlace {
  readonly bookingId: BookingId;
  readonly sessionId: SessionId;
  readonly version: number;
}

/** The places that the enrolment holds in open sessions that begin after `now`, by start. */
export function placesToCome(db: ReadDb, id: EnrolmentId, now: number): EnrolmentPlace[] {
  return db.all(
    `SELECT b.id AS bookingId, b.session_id AS sessionId, b.version FROM bookings b JOIN sessions s ON s.id = b.session_id
     WHERE b.enrolment_id = ? AND b.state = 'booked' AND s.state = 'open' AND s.starts_at > ? ORDER BY s.starts_at, s.id`,
    [id, now],
  );
}

/** Sessions still to come that a job is about to cancel, and in which the enrolment holds a place. */
export function sessionsBeingCanceled(db: ReadDb, id: EnrolmentId, now: number): SessionId[] {
  return db
    .all<{ id: SessionId }>(
      `SELECT s.id FROM bookings b JOIN sessions s ON s.id = b.session_id
       WHERE b.enrolment_id = ? AND b.state = 'booked' AND s.state = 'canceling' AND s.starts_at > ? ORDER BY s.starts_at, s.id`,
      [id, now],
    )
    .map((row) => row.id);
}

/** Every booking the enrolment made, canceled ones too, by start. */
export function listBookings(
  db: ReadDb,
  id: EnrolmentId,
): (EnrolmentPlace & {
  readonly state: Booking['state'];
  readonly outcome: Booking['outcome'];
  readonly sessionState: Session['state'];
})[] {
  return db.all(
    `SELECT b.id AS bookingId, b.session_id AS sessionId, b.version, b.state, b.outcome, s.state AS sessionState
     FROM bookings b JOIN sessions s ON s.id = b.session_id WHERE b.enrolment_id = ? ORDER BY s.starts_at, s.id`,
    [id],
  );
}

/**
 * Takes an enrolment away with the places it booked and what paid for them, as if it had never been. Credits are to be given back
 * before. A place that used a credit stays as a canceled booking of its own, since the history of the lot names it.
 */
export function unmake(tx: WriteDb, id: EnrolmentId, at: number): void {
  const mine = '(SELECT id FROM bookings WHERE enrolment_id = @id)';
  tx.run(`DELETE FROM fundings WHERE booking_id IN ${mine}`, { id });
  tx.run(
    `DELETE FROM bookings WHERE enrolment_id = @id AND NOT EXISTS (SELECT 1 FROM credit_events e WHERE e.booking_id = bookings.id)`,
    { id },
  );
  tx.run(
    `UPDATE bookings SET state = 'canceled', canceled_by = 'staff', canceled_at = @at, enrolment_id = NULL, version = version + 1
     WHERE enrolment_id = @id`,
    { id, at },
  );
  tx.run('DELETE FROM enrolments WHERE id = @id', { id });
}
