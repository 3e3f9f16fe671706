import type { ReadDb, WriteDb } from '#db/database.ts';
import type { DeletionFacts } from '#domain/session/deletion.ts';
import type { BookingId, ClientId, FundingId, LotId, SessionId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime, Zone } from '#domain/values/time.ts';
import type { SessionState } from '#domain/session/state.ts';
import { END_FOR_RETURN } from './lot-hold.ts';
import { titleSql } from './title-sql.ts';

export interface DeletableSession extends DeletionFacts {
  readonly id: SessionId;
  readonly version: number;
  readonly title: string;
  readonly date: LocalDate;
  readonly time: string;
}

/** What decides about each; unknown ids are left out. */
export function listFacts(db: ReadDb, ids: readonly SessionId[]): DeletableSession[] {
  return db
    .all<Omit<DeletableSession, 'hasMoneyMoved' | 'hasOpenOffer'> & { paid: 0 | 1; offered: 0 | 1 }>(
      `SELECT s.id, s.version, s.state, ${titleSql()} AS title,
         s.local_date AS date, s.local_time AS time,
         EXISTS (SELECT 1 FROM bookings b JOIN fundings f ON f.booking_id = b.id
           WHERE b.session_id = s.id AND f.kind = 'payment')
         OR EXISTS (SELECT 1 FROM bookings b JOIN cancellation_items i ON i.booking_id = b.id
           WHERE b.session_id = s.id AND i.state = 'done' AND i.plan_note IN ('kept', 'part_kept'))
         OR EXISTS (SELECT 1 FROM completions c WHERE c.session_id = s.id AND c.state = 'active')
         OR EXISTS (SELECT 1 FROM bookings b JOIN invoice_lines l ON l.booking_id = b.id WHERE b.session_id = s.id AND l.state = 'live') AS paid,
         EXISTS (SELECT 1 FROM reschedule_offers o WHERE o.session_id = s.id AND o.state = 'open') AS offered
       FROM json_each(?) j CROSS JOIN sessions s ON s.id = j.value CROSS JOIN services v ON v.id = s.service_id`,
      [JSON.stringify(ids)],
    )
    .map(({ paid, offered, ...row }) => ({ ...row, hasMoneyMoved: paid === 1, hasOpenOffer: offered === 1 }));
}

/** A credit that pays for a booked place. `expiresOn`: the lot's last day by which its return is judged. */
export interface UsedCredit {
  readonly sessionId: SessionId;
  readonly fundingId: FundingId;
  readonly bookingId: BookingId;
  readonly lotId: LotId;
  readonly expiresOn: LocalDate | null;
}

export function listUsedCredits(db: ReadDb, ids: readonly SessionId[]): UsedCredit[] {
  return db.all(
    `SELECT b.session_id AS sessionId, f.id AS fundingId, b.id AS bookingId, l.id AS lotId, ${END_FOR_RETURN} AS expiresOn
     FROM json_each(?) j CROSS JOIN bookings b ON b.session_id = j.value AND b.state = 'booked'
     CROSS JOIN fundings f ON f.booking_id = b.id AND f.kind = 'package' AND f.state = 'active'
     CROSS JOIN credit_lots l ON l.id = f.lot_id ORDER BY f.id`,
    [JSON.stringify(ids)],
  );
}

/** Places of people who have left the class while the session was deleted. */
export function listLeftPlaces(db: ReadDb, id: SessionId): BookingId[] {
  return db
    .all<{ id: BookingId }>(
      `SELECT b.id FROM bookings b JOIN enrolments e ON e.id = b.enrolment_id JOIN sessions s ON s.id = b.session_id
       WHERE b.session_id = ? AND b.state = 'booked' AND e.state = 'dropped' AND e.dropped_at < s.starts_at`,
      [id],
    )
    .map((row) => row.id);
}

/** Moves a session between `open` and `deleted`; false if it is not at that version in the state before. */
export function setState(
  tx: WriteDb,
  id: SessionId,
  version: number,
  to: Extract<SessionState, 'open' | 'deleted'>,
): boolean {
  return (
    tx.run(
      `UPDATE sessions SET state = ?, version = version + 1 WHERE id = ? AND version = ? AND state = ?`,
      [to, id, version, to === 'open' ? 'deleted' : 'open'],
    ).changes === 1
  );
}

export function setFundingState(tx: WriteDb, id: FundingId, state: 'active' | 'released'): void {
  tx.run('UPDATE fundings SET state = ? WHERE id = ?', [state, id]);
}

/** A credit that went back because its session was deleted, with the lot's expiry before. */
export interface ReturnedCredit {
  readonly fundingId: FundingId;
  readonly bookingId: BookingId;
  readonly lotId: LotId;
  readonly expiredOn: LocalDate | null;
  /** The lot's new expiry; null where it stayed. */
  readonly extendedTo: LocalDate | null;
}

export interface Deletion {
  readonly sessionId: SessionId;
  readonly staffId: StaffId;
  readonly deletedAt: number;
  readonly credits: readonly ReturnedCredit[];
}

export function insert(tx: WriteDb, row: Deletion): void {
  tx.run('INSERT INTO deletions (session_id, staff_id, deleted_at, credits) VALUES (?, ?, ?, ?)', [
    row.sessionId,
    row.staffId,
    row.deletedAt,
    JSON.stringify(row.credits),
  ]);
}

export function find(db: ReadDb, sessionId: SessionId): Deletion | undefined {
  const row = db.get<Omit<Deletion, 'credits'> & { readonly credits: string }>(
    `SELECT session_id AS sessionId, staff_id AS staffId, deleted_at AS deletedAt, credits
     FROM deletions WHERE session_id = ?`,
    [sessionId],
  );
  return row && { ...row, credits: JSON.parse(row.credits) as ReturnedCredit[] };
}

export function remove(tx: WriteDb, sessionId: SessionId): void {
  tx.run('DELETE FROM deletions WHERE session_id = ?', [sessionId]);
}

export interface DeletedRow {
  readonly id: SessionId;
  readonly title: string;
  readonly color: number;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly durationMinutes: number;
  readonly zone: Zone;
  readonly practitionerName: string;
  readonly place: string;
  /** Bookings that come back with it. */
  readonly booked: number;
  readonly credits: number;
  readonly deletedAt: number;
  readonly deletedBy: string;
}

/** Deleted last first. */
export function listPage(
  db: ReadDb,
  page: { readonly limit: number; readonly offset: number },
): { readonly rows: DeletedRow[]; readonly total: number } {
  return {
    rows: db.all(
      `SELECT s.id, ${titleSql()} AS title, v.color, s.local_date AS date,
         s.local_time AS time, s.duration_minutes AS durationMinutes, s.zone, COALESCE(p.name, '') AS practitionerName,
         CASE WHEN r.id IS NULL THEN l.name ELSE r.name || ', ' || l.name END AS place,
         (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked,
         json_array_length(d.credits) AS credits, d.deleted_at AS deletedAt, a.name AS deletedBy
       FROM (SELECT * FROM deletions ORDER BY deleted_at DESC, session_id LIMIT @limit OFFSET @offset) d
       JOIN sessions s ON s.id = d.session_id JOIN services v ON v.id = s.service_id
       JOIN locations l ON l.id = s.location_id JOIN staff a ON a.id = d.staff_id
       LEFT JOIN rooms r ON r.id = s.room_id LEFT JOIN practitioners p ON p.id = s.practitioner_id
       ORDER BY d.deleted_at DESC, d.session_id`,
      page,
    ),
    total: db.get<{ n: number }>('SELECT COUNT(*) AS n FROM deletions')?.n ?? 0,
  };
}

/** Takes the credit of a deleted session's booking again; `expiresOn` puts the lot's expiry back. False if none remains. */
export function retakeCredit(
  tx: WriteDb,
  credit: ReturnedCredit,
  at: number,
  putsExpiryBack: boolean,
): boolean {
  const { lotId, bookingId } = credit;
  const { changes } = tx.run(
    'UPDATE credit_lots SET used = used + 1 WHERE id = ? AND bought > used + expired',
    [lotId],
  );
  if (changes === 0) return false;
  tx.run(
    `INSERT INTO credit_events (lot_id, booking_id, kind, credits, expires_on, at) VALUES (?, ?, 'used', -1, NULL, ?)`,
    [lotId, bookingId, at],
  );
  if (putsExpiryBack && credit.extendedTo !== null)
    tx.run('UPDATE credit_lots SET expires_on = ? WHERE id = ? AND expires_on = ?', [
      credit.expiredOn,
      lotId,
      credit.extendedTo,
    ]);
  return true;
}

/** Who has no credit left for the place they had: more of a lot's credits are wanted than remain. */
export function listMissingCredits(
  db: ReadDb,
  credits: readonly ReturnedCredit[],
): { readonly client: string; readonly clientId: ClientId; readonly lot: string }[] {
  return db.all(
    `SELECT trim(c.first_name || ' ' || c.last_name) AS client, c.id AS clientId, l.name AS lot
     FROM (SELECT value AS lot_id, COUNT(*) AS wanted FROM json_each(?) GROUP BY value) w
     JOIN credit_lots l ON l.id = w.lot_id JOIN clients c ON c.id = l.client_id
     WHERE l.bought - l.used - l.expired < w.wanted ORDER BY client`,
    [JSON.stringify(credits.map(({ lotId }) => lotId))],
  );
}
