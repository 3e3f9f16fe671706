import { and, eq, lte, sql } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import {
  type NewRescheduleOffer,
  type RescheduleOffer,
  rescheduleOffers,
} from '#db/schema/reschedule-offer.ts';
import type { ClientId, OfferId, PractitionerId, SessionId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime, Zone } from '#domain/values/time.ts';
import { rowById } from './row-by-id.ts';
import { titleSql } from './title-sql.ts';

export type { RescheduleOffer };

export const findById = rowById(rescheduleOffers);

/** The one offer of the session that waits for an answer. */
export function findOpen(db: ReadDb, sessionId: SessionId): RescheduleOffer | undefined {
  return db.orm
    .select()
    .from(rescheduleOffers)
    .where(and(eq(rescheduleOffers.sessionId, sessionId), eq(rescheduleOffers.state, 'open')))
    .get();
}

/** The open offers of these sessions, by id; one statement however many. */
export function listOpenOf(db: ReadDb, sessionIds: readonly SessionId[]): RescheduleOffer[] {
  const isOneOf = sql`${rescheduleOffers.sessionId} IN (SELECT value FROM json_each(${JSON.stringify(sessionIds)}))`;
  return db.orm
    .select()
    .from(rescheduleOffers)
    .where(and(isOneOf, eq(rescheduleOffers.state, 'open')))
    .orderBy(rescheduleOffers.id)
    .all();
}

export function insert(tx: WriteDb, row: NewRescheduleOffer): RescheduleOffer {
  return tx.orm.insert(rescheduleOffers).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: OfferId,
  version: number,
  patch: Partial<Omit<NewRescheduleOffer, 'id' | 'version'>>,
): RescheduleOffer | undefined {
  return tx.orm
    .update(rescheduleOffers)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(rescheduleOffers.id, id), eq(rescheduleOffers.version, version)))
    .returning()
    .get();
}

/** Takes an offer out of the database, as if it had never been made. */
export function remove(tx: WriteDb, id: OfferId): void {
  tx.run('DELETE FROM reschedule_offers WHERE id = ?', [id]);
}

/** Open offers whose deadline has come, the longest overdue first. */
export function listDue(db: ReadDb, now: number): RescheduleOffer[] {
  return db.orm
    .select()
    .from(rescheduleOffers)
    .where(and(eq(rescheduleOffers.state, 'open'), lte(rescheduleOffers.deadlineAt, now)))
    .orderBy(rescheduleOffers.deadlineAt, rescheduleOffers.id)
    .all();
}

/** Open offers whose client has given up the place that the choice was for. */
export function listWithoutBooking(db: ReadDb): { readonly id: OfferId; readonly version: number }[] {
  return db.all(
    `SELECT o.id, o.version FROM reschedule_offers o WHERE o.state = 'open' AND NOT EXISTS
       (SELECT 1 FROM bookings b WHERE b.session_id = o.session_id AND b.client_id = o.client_id AND b.state = 'booked')`,
  );
}

/** When the next open offer ends, overdue ones left out; undefined when there is none. */
export function nextDeadlineAt(db: ReadDb, now: number): number | undefined {
  return (
    db.get<{ at: number | null }>(
      `SELECT MIN(deadline_at) AS at FROM reschedule_offers WHERE state = 'open' AND deadline_at > ?`,
      [now],
    )?.at ?? undefined
  );
}

/** The clients who hold a place in the session, each once, with what is needed to write to them. */
export function listBookedClients(
  db: ReadDb,
  sessionId: SessionId,
): { readonly clientId: ClientId; readonly name: string; readonly email: string }[] {
  return db.all(
    `SELECT c.id AS clientId, TRIM(c.first_name || ' ' || c.last_name) AS name, c.email
     FROM clients c WHERE c.id IN (SELECT client_id FROM bookings WHERE session_id = ? AND state = 'booked') ORDER BY c.id`,
    [sessionId],
  );
}

/** One line of the tray. */
export interface OfferRow {
  readonly id: OfferId;
  readonly version: number;
  readonly state: RescheduleOffer['state'];
  readonly sessionId: SessionId;
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly durationMinutes: number;
  readonly zone: Zone;
  readonly startsAt: number;
  readonly practitionerId: PractitionerId | null;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly phone: string;
  readonly message: string;
  readonly choices: RescheduleOffer['choices'];
  readonly deadlineAt: number;
  readonly fallback: RescheduleOffer['fallback'];
  readonly offeredBy: StaffId;
  readonly offeredByName: string;
  readonly createdAt: number;
  /** What became of the message; null when it was taken back with an earlier offer. */
  readonly messageState: 'queued' | 'sending' | 'sent' | 'unsent' | 'failed' | 'withdrawn' | null;
}

/** Offers that wait for an answer, the nearest deadline first. */
export function listOpen(
  db: ReadDb,
  page: { readonly limit: number; readonly offset: number },
): { readonly rows: OfferRow[]; readonly total: number } {
  const rows = db.all<Omit<OfferRow, 'choices'> & { choices: string }>(
    `SELECT o.id, o.version, o.state, o.session_id AS sessionId, ${titleSql()} AS title,
       s.local_date AS date, s.local_time AS time, s.duration_minutes AS durationMinutes, s.zone, s.starts_at AS startsAt,
       s.practitioner_id AS practitionerId, o.client_id AS clientId, TRIM(c.first_name || ' ' || c.last_name) AS clientName, c.phone,
       o.message, o.choices, o.deadline_at AS deadlineAt, o.fallback, o.offered_by AS offeredBy, p.name AS offeredByName, o.created_at AS createdAt, m.state AS messageState
     FROM reschedule_offers o JOIN sessions s ON s.id = o.session_id JOIN services v ON v.id = s.service_id
     JOIN clients c ON c.id = o.client_id JOIN staff p ON p.id = o.offered_by
     LEFT JOIN messages m ON m.uid = 'reschedule_offer.' || o.uid
     WHERE o.state = 'open' ORDER BY o.deadline_at, o.id LIMIT @limit OFFSET @offset`,
    { ...page },
  );
  return {
    rows: rows.map((row) => ({ ...row, choices: JSON.parse(row.choices) as RescheduleOffer['choices'] })),
    total: countOpen(db),
  };
}

function countOpen(db: ReadDb): number {
  return db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM reschedule_offers WHERE state = 'open'`)?.n ?? 0;
}
