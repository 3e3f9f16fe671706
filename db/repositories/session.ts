import { and, eq } from 'drizzle-orm';
import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
import { type NewSession, type Session, sessions } from '#db/schema/session.ts';
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
import { found } from './found.ts';

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

/** Those with these ids, by local day, then start. */
export function listByIds(db: ReadDb, ids: readonly SessionId[]): SessionRow[] {
  return db.all(
    `${SELECT_ROWS} WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.local_date, s.starts_at, s.id`,
    [JSON.stringify(ids)],
  );
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
    `${SELECT_COLUMNS} FROM (SELECT s.id FROM ${fromOf(filter)} ${where} ${ORDER[sort]} LIMIT @limit OFFSET @offset) n
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
  const sql = `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${fromOf(filter)} ${where} LIMIT @most)`;
  return db.get<{ n: number }>(sql, { ...params, most })?.n ?? 0;
}

/** The ids of all that match, in their order; at most `most`. */
export function listIds(db: ReadDb, filter: SessionFilter, sort: SessionSort, most: number): SessionId[] {
  const { where, params } = conditions(filter);
  return db
    .all<{ id: SessionId }>(`SELECT s.id FROM ${fromOf(filter)} ${where} ${ORDER[sort]} LIMIT @most`, {
      ...params,
      most,
    })
    .map(({ id }) => id);
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

// The service is only looked at where its name is searched.
const fromOf = ({ search }: SessionFilter): string =>
  search ? 'sessions s CROSS JOIN services v ON v.id = s.service_id' : 'sessions s';

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

export function findById(db: ReadDb, id: SessionId): Session | undefined {
  return db.orm.select().from(sessions).where(eq(sessions.id, id)).get();
}

export function getById(db: ReadDb, id: SessionId): Session {
  return found(findById(db, id), 'session', id);
}

export function insert(tx: WriteDb, row: NewSession): Session {
  return tx.orm.insert(sessions).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: SessionId,
  version: number,
  patch: Partial<Omit<NewSession, 'id' | 'version'>>,
): Session | undefined {
  return tx.orm
    .update(sessions)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(sessions.id, id), eq(sessions.version, version)))
    .returning()
    .get();
}

/** Takes a session that nothing refers to out of the database, as if it had never been. */
export function remove(tx: WriteDb, id: SessionId): void {
  tx.run('DELETE FROM sessions WHERE id = ?', [id]);
}

/** The wall times of a location's open sessions from a day on. */
export function listOpenWalls(
  db: ReadDb,
  locationId: LocationId,
  from: LocalDate,
): (Pick<SessionRow, 'id' | 'date' | 'time' | 'durationMinutes'> & { readonly fold: Session['fold'] })[] {
  return db.all(
    `SELECT id, local_date AS date, local_time AS time, duration_minutes AS durationMinutes, fold FROM sessions
     WHERE local_date >= ? AND location_id = ? AND state = 'open'`,
    [from, locationId],
  );
}

/** The same wall time in another zone. */
export function setZone(
  tx: WriteDb,
  id: SessionId,
  { zone, startsAt, endsAt }: Pick<SessionRow, 'zone' | 'startsAt' | 'endsAt'>,
): void {
  tx.run('UPDATE sessions SET zone = ?, starts_at = ?, ends_at = ?, version = version + 1 WHERE id = ?', [
    zone,
    startsAt,
    endsAt,
    id,
  ]);
}

/** How many sessions were ever held or planned in the room. */
export function countInRoom(db: ReadDb, roomId: RoomId): number {
  return db.get<{ n: number }>('SELECT COUNT(*) AS n FROM sessions WHERE room_id = ?', [roomId])?.n ?? 0;
}

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
    `SELECT CASE WHEN s.room_id = @roomId THEN 'room' ELSE 'practitioner' END AS kind, ${TITLE} AS title,
       s.local_date AS date, s.local_time AS time
     FROM sessions s CROSS JOIN services v ON v.id = s.service_id
     WHERE s.starts_at > @startsAt - ${LONGEST_SESSION_MS} AND s.starts_at < @endsAt AND s.ends_at > @startsAt
       AND s.state NOT IN ('canceled', 'deleted') AND (s.room_id = @roomId OR s.practitioner_id = @practitionerId)
       AND s.id IS NOT @exceptId
     ORDER BY s.starts_at, s.id LIMIT 10`,
    slot,
  );
}

/** Those of the sessions that have begun by `at`, or begin then; the earliest first. */
export function listStartingUntil(
  db: ReadDb | WriteDb,
  ids: readonly SessionId[],
  at: number,
): { readonly id: SessionId; readonly startsAt: number }[] {
  return db.all(
    `SELECT s.id, s.starts_at AS startsAt FROM json_each(?) j CROSS JOIN sessions s ON s.id = j.value
     WHERE s.starts_at <= ? ORDER BY s.starts_at, s.id`,
    [JSON.stringify(ids), at],
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

/** Who did what to the session and its bookings, oldest first; the last 100. */
export function listHistory(
  db: ReadDb,
  id: SessionId,
): { readonly at: number; readonly by: string; readonly action: string }[] {
  return db
    .all<{ at: number; by: string; action: string }>(
      `SELECT at, actor AS by, action FROM audit_log WHERE subject_kind = 'session' AND subject_id = ?
       ORDER BY id DESC LIMIT 100`,
      [id],
    )
    .toReversed();
}

const LONGEST_SESSION_MS = 1440 * 60_000;

const TITLE = `CASE WHEN s.title = '' THEN v.name ELSE s.title END`;

const ROW_COLUMNS = `s.id, ${TITLE} AS title, s.service_id AS serviceId, v.color, s.location_id AS locationId,
  s.room_id AS roomId, s.practitioner_id AS practitionerId, s.local_date AS date, s.local_time AS time, s.zone,
  s.starts_at AS startsAt, s.ends_at AS endsAt, s.duration_minutes AS durationMinutes, s.capacity,
  (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked, s.state,
  s.cancel_job_id AS cancelJobId, s.cancel_reason AS cancelReason, s.status_label AS statusLabel,
  s.series_id AS seriesId, s.version`;

// CROSS JOIN keeps SQLite at the sessions' index: without statistics it might walk all services first.
const SELECT_COLUMNS = `SELECT ${ROW_COLUMNS}`;
export const SELECT_ROWS = `${SELECT_COLUMNS} FROM sessions s CROSS JOIN services v ON v.id = s.service_id`;

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
  for (const [column, name, wanted] of [
    ['location_id', 'locationIds', filter.locationIds],
    ['service_id', 'serviceIds', filter.serviceIds],
    ['practitioner_id', 'practitionerIds', filter.practitionerIds],
    ['room_id', 'roomIds', filter.roomIds],
    ['state', 'states', filter.states],
  ] as const)
    if (wanted && wanted.length > 0)
      // The plus sign keeps the index of days in use.
      add(`+s.${column} IN (SELECT value FROM json_each(@${name}))`, name, JSON.stringify(wanted));
  // A deleted session shows only where it is asked for by its state.
  if (!filter.states?.includes('deleted')) parts.push(`s.state <> 'deleted'`);
  if (filter.onlyWithBookings)
    parts.push(`EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked')`);
  if (filter.search)
    add(
      `(s.title LIKE @search ESCAPE '\\' OR v.name LIKE @search ESCAPE '\\')`,
      'search',
      likePart(filter.search),
    );
  return { where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', params };
}

const likePart = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
