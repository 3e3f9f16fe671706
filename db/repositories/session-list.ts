import type { ReadDb, SqlValue } from '#db/database.ts';
import type { Session } from '#db/schema/session.ts';
import type { LocationId, PractitionerId, RoomId, ServiceId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { SELECT_COLUMNS, SELECT_ROWS, type SessionRow } from './session-row.ts';

/** What to list. Empty lists and texts do not filter. Days are the sessions' own local days, `to` not included. */
export interface SessionFilter {
  readonly from?: LocalDate | null;
  readonly to?: LocalDate | null;
  readonly locationIds?: readonly LocationId[];
  readonly serviceIds?: readonly ServiceId[];
  readonly practitionerIds?: readonly PractitionerId[];
  readonly roomIds?: readonly RoomId[];
  readonly onlyWithBookings?: boolean;
  readonly states?: readonly Session['state'][];
  /** Part of the title or of the service's name, any case. */
  readonly search?: string;
}

/** By local day, then start. At most `limit` rows. */
export function listInRange(db: ReadDb, filter: SessionFilter, limit: number): SessionRow[] {
  const { where, params } = conditions(filter);
  return db.all(`${SELECT_ROWS} ${where} ORDER BY s.local_date, s.starts_at, s.id LIMIT @limit`, {
    ...params,
    limit,
  });
}

/** By day and start, the other way round, or the last added first. */
export type SessionSort = 'soonest' | 'latest' | 'added';

/** The last row of a page, after which the next one begins. */
export type PageEnd = Pick<SessionRow, 'date' | 'startsAt' | 'id'>;

/**
 * One page, in the order of an index: the rows are found first and only then looked up, so that what lies before the page costs
 * nothing (`after`) or little (`offset`).
 */
export function listPage(
  db: ReadDb,
  filter: SessionFilter,
  page: {
    readonly limit: number;
    readonly offset: number;
    readonly sort: SessionSort;
    readonly after?: PageEnd | null;
  },
): SessionRow[] {
  const { limit, offset, sort, after } = page;
  const { where, params } = conditions(filter, after ? AFTER[sort] : null);
  const rows = db.all<SessionRow>(
    `${SELECT_COLUMNS} FROM (SELECT s.id FROM sessions s ${where} ${ORDER[sort]} LIMIT @limit OFFSET @offset) n
     CROSS JOIN sessions s ON s.id = n.id CROSS JOIN services v ON v.id = s.service_id`,
    {
      ...params,
      ...(after && sort !== 'added' && { afterDate: after.date, afterStart: after.startsAt }),
      ...(after && { afterId: after.id }),
      limit,
      offset,
    },
  );
  // They come as found; the order is only promised here.
  return rows.sort(COMPARE[sort]);
}

/** How many match, counted no further than `most`. */
export function countMatching(db: ReadDb, filter: SessionFilter, most: number): number {
  const { where, params } = conditions(filter);
  const sql = `SELECT COUNT(*) AS n FROM (SELECT 1 FROM sessions s ${where} LIMIT @most)`;
  return db.get<{ n: number }>(sql, { ...params, most })?.n ?? 0;
}

/** A session as it is ticked, with the version that is seen. */
export type TickedSession = Pick<SessionRow, 'id' | 'version'>;

/** All that match, in their order; at most `most`. */
export function listTicked(
  db: ReadDb,
  filter: SessionFilter,
  sort: SessionSort,
  most: number,
): TickedSession[] {
  const { where, params } = conditions(filter);
  return db.all(`SELECT s.id, s.version FROM sessions s ${where} ${ORDER[sort]} LIMIT @most`, {
    ...params,
    most,
  });
}

/** Every row that matches, one after the other, with the names that a file needs. */
export function iterateNamed(
  db: ReadDb,
  filter: SessionFilter,
  sort: SessionSort,
): IterableIterator<
  SessionRow & {
    readonly practitioner: string;
    readonly location: string;
    readonly room: string;
    readonly service: string;
  }
> {
  const { where, params } = conditions(filter);
  return db.iterate(
    `${SELECT_COLUMNS}, v.name AS service, l.name AS location, COALESCE(r.name, '') AS room, COALESCE(p.name, '') AS practitioner
     FROM sessions s CROSS JOIN services v ON v.id = s.service_id CROSS JOIN locations l ON l.id = s.location_id
     LEFT JOIN rooms r ON r.id = s.room_id LEFT JOIN practitioners p ON p.id = s.practitioner_id
     ${where} ${ORDER[sort]}`,
    params,
  );
}

const ORDER: Readonly<Record<SessionSort, string>> = {
  soonest: 'ORDER BY s.local_date, s.starts_at, s.id',
  latest: 'ORDER BY s.local_date DESC, s.starts_at DESC, s.id DESC',
  added: 'ORDER BY s.id DESC',
};

const bySoonest = (a: SessionRow, b: SessionRow): number =>
  (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) || a.startsAt - b.startsAt || a.id - b.id;
const COMPARE: Readonly<Record<SessionSort, (a: SessionRow, b: SessionRow) => number>> = {
  soonest: bySoonest,
  latest: (a, b) => bySoonest(b, a),
  added: (a, b) => b.id - a.id,
};

const AFTER: Readonly<Record<SessionSort, string>> = {
  soonest: '(s.local_date, s.starts_at, s.id) > (@afterDate, @afterStart, @afterId)',
  latest: '(s.local_date, s.starts_at, s.id) < (@afterDate, @afterStart, @afterId)',
  added: 's.id < @afterId',
};

/** Only what filters stands in the statement, so that its plan needs no guessing; there are a few hundred shapes at most. */
function conditions(
  filter: SessionFilter,
  after: string | null = null,
): {
  readonly where: string;
  readonly params: Record<string, SqlValue>;
} {
  const parts: string[] = [];
  const params: Record<string, SqlValue> = {};
  const add = (sql: string, name: string, value: SqlValue): void => {
    parts.push(sql);
    params[name] = value;
  };
  if (after) parts.push(after);
  if (filter.from) add('s.local_date >= @from', 'from', filter.from);
  if (filter.to) add('s.local_date < @to', 'to', filter.to);
  const [practitionerId, ...others] = filter.practitionerIds ?? [];
  // One practitioner's sessions have an index in the order of their days; nobody else's are looked at.
  const isOnePerson = practitionerId !== undefined && others.length === 0;
  if (isOnePerson) add('s.practitioner_id = @practitionerId', 'practitionerId', practitionerId);
  for (const [column, name, wanted] of [
    ['location_id', 'locationIds', filter.locationIds],
    ['service_id', 'serviceIds', filter.serviceIds],
    ['practitioner_id', 'practitionerIds', isOnePerson ? [] : filter.practitionerIds],
    ['room_id', 'roomIds', filter.roomIds],
    ['state', 'states', filter.states],
  ] as const)
    if (wanted && wanted.length > 0)
      // The plus sign keeps the index of days in use.
      add(`+s.${column} IN (SELECT value FROM json_each(@${name}))`, name, JSON.stringify(wanted));
  // A deleted session shows only where it is asked for by its state.
  if (!filter.states?.includes('deleted')) parts.push(`s.state <> 'deleted'`);
  // The few services that match are looked up once, and before any booking is.
  if (filter.search)
    add(
      `(s.title LIKE @search ESCAPE '\\' OR s.service_id IN (SELECT id FROM services WHERE name LIKE @search ESCAPE '\\'))`,
      'search',
      likePart(filter.search),
    );
  if (filter.onlyWithBookings)
    parts.push(`EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked')`);
  return { where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', params };
}

const likePart = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
