import { and, eq } from 'drizzle-orm';
import type { ReadDb, SqlValue, WriteDb } from '#db/database.ts';
import { type Closure, closures, type NewClosure } from '#db/schema/closure.ts';
import type { Closure as ClosureRule, SessionPlace } from '#domain/closure/closed.ts';
import type { ClosureId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { rowById } from './row-by-id.ts';

/** `endDate` is the first open day again; with nothing named the whole studio is closed. */
export interface ClosureRow extends ClosureRule {
  readonly source: Closure['source'];
  readonly version: number;
}

/** Closures that touch the days [from, to), by start. */
export function listInRange(db: ReadDb, from: LocalDate, to: LocalDate): ClosureRow[] {
  return db.all(
    `${SELECT} WHERE start_date < @to AND end_date > @from AND ${HOLDS} ORDER BY start_date, id`,
    {
      from,
      to,
    },
  );
}

/**
 * Closures of this place, or of the whole studio, that touch the local days [from, to), by start. One statement for a whole series;
 * which of its sessions they touch, to the minute, is for `createClosureFinder` to say. A session that lasts past midnight
 * reaches into the day after `to`: ask for that day too.
 */
export function listTouching(db: ReadDb, place: SessionPlace, from: LocalDate, to: LocalDate): ClosureRow[] {
  const { locationId, roomId, practitionerId } = place;
  return db.all(
    `${SELECT} WHERE start_date < @to AND end_date > @from AND ${HOLDS}
       AND IFNULL(location_id, @locationId) = @locationId AND (room_id IS NULL OR room_id = @roomId)
       AND (practitioner_id IS NULL OR practitioner_id = @practitionerId)
     ORDER BY start_date, id`,
    { from, to, locationId, roomId, practitionerId },
  );
}

/** One page: those that are not over on `today`, the next first; or those that are, the latest first. `total` counts all. */
export function listPage(
  db: ReadDb,
  wanted: { readonly when: 'coming' | 'past'; readonly today: LocalDate },
  page: { readonly limit: number; readonly offset: number },
): { readonly rows: ClosureRow[]; readonly total: number } {
  const { where, order } = PAGES[wanted.when];
  const params: Record<string, SqlValue> = { today: wanted.today };
  return {
    rows: db.all(`${SELECT} WHERE ${where} AND ${HOLDS} ORDER BY ${order} LIMIT @limit OFFSET @offset`, {
      ...params,
      limit: page.limit,
      offset: page.offset,
    }),
    total:
      db.get<{ total: number }>(`SELECT COUNT(*) AS total FROM closures WHERE ${where} AND ${HOLDS}`, params)
        ?.total ?? 0,
  };
}

/** Also one that was removed. */
export const findById = rowById(closures);

export function insert(tx: WriteDb, row: NewClosure): Closure {
  return tx.orm.insert(closures).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: ClosureId,
  version: number,
  patch: Partial<Omit<NewClosure, 'id' | 'version'>>,
): Closure | undefined {
  return tx.orm
    .update(closures)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(closures.id, id), eq(closures.version, version)))
    .returning()
    .get();
}

/** Takes a closure that no job refers to out of the database, as if it had never been. */
export function remove(tx: WriteDb, id: ClosureId): void {
  tx.run('DELETE FROM closures WHERE id = ?', [id]);
}

/** The closures that hold under these outside names, whatever their location. */
export function listByExternalUid(
  db: ReadDb,
  uids: readonly string[],
): (ClosureRow & { readonly externalUid: string })[] {
  return db.all(
    `SELECT ${columnsOf('c.')}, c.external_uid AS externalUid FROM json_each(?) wanted
     CROSS JOIN closures c ON c.external_uid = wanted.value AND c.external_uid IS NOT NULL AND c.removed_at IS NULL`,
    [JSON.stringify(uids)],
  );
}

const HOLDS = 'removed_at IS NULL';

const PAGES = {
  coming: { where: 'end_date > @today', order: 'start_date, id' },
  past: { where: 'end_date <= @today', order: 'start_date DESC, id DESC' },
} as const;

const columnsOf = (table: '' | 'c.'): string =>
  `${table}id, ${table}title, ${table}start_date AS startDate, ${table}end_date AS endDate, ${table}start_time AS startTime,
   ${table}end_time AS endTime, ${table}location_id AS locationId, ${table}room_id AS roomId,
   ${table}practitioner_id AS practitionerId, ${table}source, ${table}version`;

const SELECT = `SELECT ${columnsOf('')} FROM closures`;
