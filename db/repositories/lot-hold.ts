import type { ReadDb, WriteDb } from '#db/database.ts';
import type { HoldChangeKind } from '#db/schema/package.ts';
import type { HeldDays } from '#domain/package/hold.ts';
import type { BookingId, Id, LotId, SessionId, StaffId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

/** Packages that stand still: what every way in asks before a lot `l` pays, and what is done to a hold. */

/** SQL: whether the lot `l` may pay for a session on the day that `day` names; the rule is `lotPaysOn` of domain/package/hold.ts. */
export const paysOn = (day: string): string =>
  `(l.expires_on IS NULL OR l.expires_on >= ${day}) AND NOT ${heldOn(day)}`;

/** SQL: whether a hold of the lot `l` lies on that day. */
export const heldOn = (day: string): string =>
  `EXISTS (SELECT 1 FROM lot_holds h WHERE h.lot_id = l.id AND h.state = 'held' AND h.held_from <= ${day} AND (h.held_to IS NULL OR h.held_to >= ${day}))`;

/** SQL: the lot `l` is held until somebody releases it. Its last day moves on then; until then it is not over, whatever day that is. */
export const STANDS_STILL = `EXISTS (SELECT 1 FROM lot_holds h WHERE h.lot_id = l.id AND h.state = 'held' AND h.held_to IS NULL)`;

/** SQL: the last day by which a credit that returns to the lot `l` is judged; none while the lot stands still. */
export const END_FOR_RETURN = `CASE WHEN ${STANDS_STILL} THEN NULL ELSE l.expires_on END`;

/** SQL: the holds of the lot `l`, for `holdsIn`. */
export const HOLDS = `(SELECT json_group_array(json_object('from', h.held_from, 'to', h.held_to)) FROM lot_holds h WHERE h.lot_id = l.id AND h.state = 'held')`;

export const holdsIn = (json: string): HeldDays[] => JSON.parse(json) as HeldDays[];

/** See `END_FOR_RETURN`. */
export const endForReturn = (db: ReadDb, id: LotId): LocalDate | null =>
  db.get<{ end: LocalDate | null }>(`SELECT ${END_FOR_RETURN} AS end FROM credit_lots l WHERE l.id = ?`, [id])
    ?.end ?? null;

export type HoldId = Id<'lot hold'>;

export interface LotHold extends HeldDays {
  readonly id: HoldId;
  readonly lotId: LotId;
}

/** Every hold of these lots that stands, past ones too, by lot and day. */
export function listOf(db: ReadDb, lotIds: readonly LotId[]): Map<LotId, LotHold[]> {
  const rows = db.all<LotHold>(
    `SELECT h.id, h.lot_id AS lotId, h.held_from AS "from", h.held_to AS "to" FROM json_each(?) j
     CROSS JOIN lot_holds h ON h.lot_id = j.value AND h.state = 'held' ORDER BY h.lot_id, h.held_from`,
    [JSON.stringify(lotIds)],
  );
  return Map.groupBy(rows, ({ lotId }) => lotId);
}

/** Of each of these lots the hold that has not ended by `today`: on, or to come. */
export function currentOf(db: ReadDb, lotIds: readonly LotId[], today: LocalDate): Map<LotId, LotHold> {
  const entries = [...listOf(db, lotIds).values()].flatMap((holds) =>
    holds.filter(({ to }) => to === null || to >= today).map((hold) => [hold.lotId, hold] as const),
  );
  return new Map(entries);
}

/** Whether the lot was ever held, even if that was taken back. */
export const wasHeld = (db: ReadDb, lotId: LotId): boolean =>
  db.get('SELECT 1 FROM lot_holds WHERE lot_id = ? LIMIT 1', [lotId]) !== undefined;

/** A booked place in a session to come that a lot pays for. */
export interface HeldPlace {
  readonly lotId: LotId;
  readonly bookingId: BookingId;
  readonly sessionId: SessionId;
  readonly client: string;
  readonly participant: string;
  readonly title: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
}

/** The places of these lots on the held days, of sessions that begin after `now`, by time. */
export function listPlaces(
  db: ReadDb,
  lotIds: readonly LotId[],
  { from, to }: HeldDays,
  now: number,
): HeldPlace[] {
  return db.all(
    `SELECT f.lot_id AS lotId, b.id AS bookingId, s.id AS sessionId, trim(c.first_name || ' ' || c.last_name) AS client, b.participant,
       ${titleSql()} AS title, s.local_date AS date, s.local_time AS time
     FROM json_each(@lotIds) j
     CROSS JOIN fundings f ON f.lot_id = j.value AND f.state = 'active'
     CROSS JOIN bookings b ON b.id = f.booking_id AND b.state = 'booked'
     CROSS JOIN sessions s ON s.id = b.session_id AND s.state = 'open' AND s.starts_at > @now
       AND s.local_date >= @from AND (@to IS NULL OR s.local_date <= @to)
     CROSS JOIN clients c ON c.id = b.client_id CROSS JOIN services v ON v.id = s.service_id
     ORDER BY s.starts_at, s.id, b.id`,
    { lotIds: JSON.stringify(lotIds), from, to, now },
  );
}

/** Of each of these lots the day of the last session that it pays for and that is still open. */
export function lastBookedOf(db: ReadDb, lotIds: readonly LotId[]): Map<LotId, LocalDate> {
  const rows = db.all<{ lotId: LotId; day: LocalDate }>(
    `SELECT f.lot_id AS lotId, MAX(s.local_date) AS day FROM json_each(?) j
     CROSS JOIN fundings f ON f.lot_id = j.value AND f.state = 'active'
     CROSS JOIN bookings b ON b.id = f.booking_id AND b.state = 'booked'
     CROSS JOIN sessions s ON s.id = b.session_id AND s.state = 'open' GROUP BY f.lot_id`,
    [JSON.stringify(lotIds)],
  );
  return new Map(rows.map(({ lotId, day }) => [lotId, day]));
}

/** A lot that pays for a place in the session and is held on `day`, but was not on `before`: it cannot pay for it there. */
export function findHeldThere(
  db: ReadDb,
  sessionId: SessionId,
  { before, day }: { readonly before: LocalDate; readonly day: LocalDate },
): { readonly lot: string; readonly heldFrom: LocalDate; readonly heldTo: LocalDate | null } | undefined {
  return db.get(
    `SELECT l.name AS lot, o.held_from AS heldFrom, o.held_to AS heldTo FROM bookings b
     CROSS JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' AND f.lot_id IS NOT NULL
     CROSS JOIN credit_lots l ON l.id = f.lot_id
     CROSS JOIN lot_holds o ON o.lot_id = l.id AND o.state = 'held' AND o.held_from <= @day AND (o.held_to IS NULL OR o.held_to >= @day)
     WHERE b.session_id = @sessionId AND b.state = 'booked' AND NOT ${heldOn('@before')} ORDER BY l.id LIMIT 1`,
    { sessionId, before, day },
  );
}

/** What is done to a hold. `days`: by so many the lot's last day moves. */
export interface HoldChange {
  readonly kind: HoldChangeKind;
  readonly days: number;
  readonly reason?: string;
  readonly staffId: StaffId | null;
  readonly at: number;
}

/** What a change makes of the lot's last day: `after`, if it still is `before`. */
export interface EndMove {
  readonly lotId: LotId;
  readonly before: LocalDate | null;
  readonly after: LocalDate | null;
}

/** A hold begins. Null, and nothing changes, if the lot does not end when it did. */
export function place(tx: WriteDb, days: HeldDays, end: EndMove, change: HoldChange): HoldId | null {
  if (!moveEnd(tx, end)) return null;
  const { lotId } = end;
  const { id: rowId } = tx.run('INSERT INTO lot_holds (lot_id, held_from, held_to) VALUES (?, ?, ?)', [
    lotId,
    days.from,
    days.to,
  ]);
  const id = rowId as HoldId;
  addChange(tx, id, days.to, end.after, change);
  return id;
}

/** A hold as it is to be: withdrawn, or lasting until another day. */
export type HoldState = { readonly state: 'withdrawn' | 'held'; readonly to: LocalDate | null };

/** Changes a hold that is as `before` says. False, and nothing changes, if it or the lot's last day is not. */
export function change(
  tx: WriteDb,
  id: HoldId,
  hold: { readonly before: HoldState; readonly after: HoldState },
  end: EndMove,
  made: HoldChange,
): boolean {
  if (!moveEnd(tx, end)) return false;
  const { before, after } = hold;
  const { changes } = tx.run(
    'UPDATE lot_holds SET state = ?, held_to = ? WHERE id = ? AND state = ? AND held_to IS ?',
    [after.state, after.to, id, before.state, before.to],
  );
  if (changes === 0) return false;
  addChange(tx, id, after.to, end.after, made);
  return true;
}

const moveEnd = (tx: WriteDb, { lotId, before, after }: EndMove): boolean =>
  tx.run('UPDATE credit_lots SET expires_on = ? WHERE id = ? AND expires_on IS ?', [after, lotId, before])
    .changes === 1;

function addChange(
  tx: WriteDb,
  id: HoldId,
  heldTo: LocalDate | null,
  expiresOn: LocalDate | null,
  { kind, days, reason = '', staffId, at }: HoldChange,
): void {
  tx.run(
    'INSERT INTO lot_hold_changes (hold_id, kind, held_to, days, expires_on, reason, staff_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [id, kind, heldTo, days, expiresOn, reason, staffId, at],
  );
}
