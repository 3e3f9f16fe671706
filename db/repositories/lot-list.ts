import type { ReadDb } from '#db/database.ts';
import type { CreditEventKind, HoldChangeKind } from '#db/schema/package.ts';
import type { BookingId, ClientId, Id, LotId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { type CreditLotWithRest, SELECT_LOTS } from './credit-lot.ts';
import { currentOf, type LotHold, STANDS_STILL } from './lot-hold.ts';
import { titleSql } from './title-sql.ts';

/** Lots as the desk lists and chooses them. */

export type LotChoice =
  | { readonly kind: 'lots'; readonly ids: readonly LotId[] }
  | { readonly kind: 'package'; readonly packageId: Id<'package'> }
  /** Whose last day lies between these two, both included. */
  | { readonly kind: 'ending'; readonly from: LocalDate; readonly to: LocalDate };

export const listChosen = (db: ReadDb, which: LotChoice): CreditLotWithRest[] =>
  db.all(`${SELECT_LOTS} WHERE ${whereOf(which).sql} AND l.bought > 0 ORDER BY l.id`, whereOf(which).values);

export const countChosen = (db: ReadDb, which: LotChoice): number =>
  db.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM credit_lots l WHERE ${whereOf(which).sql} AND l.bought > 0`,
    whereOf(which).values,
  )?.n ?? 0;

function whereOf(which: LotChoice): {
  readonly sql: string;
  readonly values: Record<string, string | number>;
} {
  switch (which.kind) {
    case 'lots':
      return {
        sql: 'l.id IN (SELECT value FROM json_each(@ids))',
        values: { ids: JSON.stringify(which.ids) },
      };
    case 'package':
      return { sql: 'l.package_id = @packageId', values: { packageId: which.packageId } };
    case 'ending':
      return {
        sql: 'l.expires_on BETWEEN @from AND @to',
        values: { from: which.from, to: which.to },
      };
  }
}

/** A lot in a list. `owedMinor`: its price less what was given and what has expired. */
export interface LotRow {
  readonly id: LotId;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly name: string;
  readonly bought: number;
  readonly used: number;
  readonly expired: number;
  readonly remaining: number;
  readonly priceMinor: number;
  readonly owedMinor: number;
  readonly expiresOn: LocalDate | null;
  readonly boughtAt: number;
  /** The hold that is on or to come. */
  readonly hold: LotHold | null;
}

export interface LotFilter {
  readonly state: 'all' | 'left' | 'expiring' | 'expired' | 'unused' | 'held';
  readonly packageId: Id<'package'> | null;
  /** Part of a client's name; '' = everybody. */
  readonly search: string;
  readonly today: LocalDate;
  /** `expiring`: up to and on this day. */
  readonly soon: LocalDate;
}

/** What ends first stands first, what never ends last. */
export function page(
  db: ReadDb,
  filter: LotFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): { readonly rows: LotRow[]; readonly total: number } {
  const where = filterOf(filter);
  const from = `FROM credit_lots l ${where.joins} WHERE ${where.sql}`;
  const rows = db.all<Omit<LotRow, 'hold'>>(
    `SELECT l.id, l.client_id AS clientId, trim(k.first_name || ' ' || k.last_name) AS clientName, l.name, l.bought, l.used,
       l.expired, l.bought - l.used - l.expired AS remaining, l.price_minor AS priceMinor, ${OWED} AS owedMinor,
       l.expires_on AS expiresOn, l.bought_at AS boughtAt
     FROM (SELECT l.* ${from} ORDER BY l.expires_on IS NULL, l.expires_on, l.id LIMIT @limit OFFSET @offset) l
     JOIN clients k ON k.id = l.client_id ORDER BY l.expires_on IS NULL, l.expires_on, l.id`,
    { ...where.values, limit, offset },
  );
  const total = db.get<{ n: number }>(`SELECT COUNT(*) AS n ${from}`, where.values)?.n ?? 0;
  const ids = rows.map(({ id }) => id);
  const holds = currentOf(db, ids, filter.today);
  return { rows: rows.map((row) => ({ ...row, hold: holds.get(row.id) ?? null })), total };
}

/** Price less what expired, what saved sessions have earned, and what canceled bookings kept. */
export const OWED = `l.price_minor - l.expired_minor
  - IFNULL((SELECT SUM(c.charge_minor) FROM completions c WHERE c.lot_id = l.id AND c.state = 'active'), 0)
  - IFNULL((SELECT SUM(k.amount_minor) FROM kept_credits k WHERE k.lot_id = l.id AND k.state = 'active'), 0)`;

function filterOf({ state, packageId, search, today, soon }: LotFilter) {
  const left = 'l.used + l.expired < l.bought';
  const states: Readonly<Record<LotFilter['state'], string>> = {
    all: 'l.bought > 0',
    left: `${left} AND (l.expires_on IS NULL OR l.expires_on >= @today OR ${STANDS_STILL})`,
    expiring: `l.expires_on BETWEEN @today AND @soon AND ${left} AND NOT ${STANDS_STILL}`,
    expired: 'l.expires_on < @today AND l.expired > 0',
    unused: `l.bought > 0 AND l.used = 0 AND ${left}`,
    held: `l.bought > 0 AND l.id IN (SELECT h.lot_id FROM lot_holds h WHERE h.state = 'held' AND (h.held_to IS NULL OR h.held_to >= @today))`,
  };
  const parts = [states[state]];
  const values: Record<string, string | number> = {};
  if (state !== 'all' && state !== 'unused') values['today'] = today;
  if (state === 'expiring') values['soon'] = soon;
  if (packageId !== null) {
    parts.push('l.package_id = @packageId');
    values['packageId'] = packageId;
  }
  const words = search.split(/\s+/).filter((word) => word !== '');
  for (const [index, word] of words.entries()) {
    parts.push(`(n.first_name || ' ' || n.last_name) LIKE @word${index} ESCAPE '\\'`);
    values[`word${index}`] = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  }
  const joins = words.length > 0 ? 'JOIN clients n ON n.id = l.client_id' : '';
  return { joins, sql: parts.join(' AND '), values };
}

/** A line of a lot's history, what became of its holds among them, the latest first. `who` is '' where nobody was at the desk. */
export interface LotEvent {
  /** Of its kind of line. */
  readonly id: number;
  readonly kind: CreditEventKind | HoldChangeKind;
  readonly credits: number;
  readonly amountMinor: number;
  readonly expiresOn: LocalDate | null;
  /** Of a hold: its days after the change. */
  readonly heldFrom: LocalDate | null;
  readonly heldTo: LocalDate | null;
  readonly reason: string;
  readonly who: string;
  readonly at: number;
  readonly bookingId: BookingId | null;
  readonly sessionTitle: string;
  readonly sessionDate: string;
  /** Whom credits came from or went to. */
  readonly otherClient: string;
}

export function listEvents(db: ReadDb, id: LotId, limit: number): LotEvent[] {
  return db.all(
    `SELECT e.id AS id, e.kind, e.credits, e.amount_minor AS amountMinor, e.expires_on AS expiresOn, NULL AS heldFrom, NULL AS heldTo,
       e.reason, IFNULL(a.name, '') AS who, e.at AS at,
       e.booking_id AS bookingId, IFNULL(${titleSql()}, '') AS sessionTitle,
       IFNULL(s.local_date, '') AS sessionDate, IFNULL(trim(k.first_name || ' ' || k.last_name), '') AS otherClient, 0 AS isHold
     FROM credit_events e LEFT JOIN staff a ON a.id = e.staff_id
     LEFT JOIN bookings b ON b.id = e.booking_id LEFT JOIN sessions s ON s.id = b.session_id LEFT JOIN services v ON v.id = s.service_id
     LEFT JOIN credit_lots o ON o.id = e.other_lot_id LEFT JOIN clients k ON k.id = o.client_id
     WHERE e.lot_id = @id
     UNION ALL
     SELECT c.id, c.kind, 0, 0, c.expires_on, h.held_from, c.held_to, c.reason, IFNULL(a.name, ''), c.at, NULL, '', '', '', 1
     FROM lot_holds h JOIN lot_hold_changes c ON c.hold_id = h.id LEFT JOIN staff a ON a.id = c.staff_id WHERE h.lot_id = @id
     ORDER BY at DESC, isHold DESC, id DESC LIMIT @limit`,
    { id, limit },
  );
}

export const owedOf = (db: ReadDb, id: LotId): number =>
  db.get<{ owed: number }>(`SELECT ${OWED} AS owed FROM credit_lots l WHERE l.id = ?`, [id])?.owed ?? 0;

/** Lots with credits left that end in [today, soon] and of whose last day nobody has written yet, but to clients who are gone. */
export function listToTell(
  db: ReadDb,
  { today, soon }: { readonly today: LocalDate; readonly soon: LocalDate },
  limit: number,
): CreditLotWithRest[] {
  return db.all(
    `${SELECT_LOTS} JOIN clients k ON k.id = l.client_id AND k.state = 'active'
     WHERE l.expires_on BETWEEN @today AND @soon AND l.used + l.expired < l.bought AND NOT ${STANDS_STILL}
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.uid = 'package_expiring.' || l.id || '.' || l.expires_on)
     ORDER BY l.expires_on, l.id LIMIT @limit`,
    { today, soon, limit },
  );
}

/** A lot that pays for a place in the session and ends before this day; undefined when every one lasts. What stands still has no end yet. */
export function findEnding(
  db: ReadDb,
  sessionId: SessionId,
  day: LocalDate,
): { readonly name: string; readonly expiresOn: LocalDate } | undefined {
  return db.get(
    `SELECT l.name, l.expires_on AS expiresOn FROM bookings b
     CROSS JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' AND f.lot_id IS NOT NULL
     CROSS JOIN credit_lots l ON l.id = f.lot_id AND l.expires_on < @day AND NOT ${STANDS_STILL}
     WHERE b.session_id = @sessionId AND b.state = 'booked' ORDER BY l.expires_on, l.id LIMIT 1`,
    { sessionId, day },
  );
}
