import { and, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewSeries, type Series, series } from '#db/schema/series.ts';
import type { SeriesId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';
import { titleSql } from './title-sql.ts';

export const findById = rowById(series);

export function getById(db: ReadDb, id: SeriesId): Series {
  return found(findById(db, id), 'series', id);
}

export function insert(tx: WriteDb, row: NewSeries): Series {
  return tx.orm.insert(series).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: SeriesId,
  version: number,
  patch: Partial<Omit<NewSeries, 'id' | 'version'>>,
): Series | undefined {
  return tx.orm
    .update(series)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(series.id, id), eq(series.version, version)))
    .returning()
    .get();
}

/** Takes a series that nothing refers to out of the database, as if it had never been. */
export function remove(tx: WriteDb, id: SeriesId): void {
  tx.run('DELETE FROM series WHERE id = ?', [id]);
}

export interface SeriesRow {
  readonly id: SeriesId;
  readonly title: string;
  readonly color: number;
  readonly state: Series['state'];
  readonly isClass: boolean;
  readonly practitionerName: string;
  readonly locationName: string;
  readonly roomName: string;
  readonly firstDate: LocalDate;
  readonly time: LocalTime;
  readonly durationMinutes: number;
  readonly frequency: Series['frequency'];
  readonly interval: number;
  readonly weekdays: number[];
  readonly sessionCount: number | null;
  readonly lastDate: LocalDate | null;
  readonly sessions: number;
  readonly nextDate: LocalDate | null;
  readonly version: number;
}

/** One page, drafts first, then by first date, the latest first. Empty `states` do not filter. */
export function listPage(
  db: ReadDb,
  filter: {
    readonly states: readonly Series['state'][];
    readonly practitionerId: number | null;
    readonly now: number;
  },
  page: { readonly limit: number; readonly offset: number },
): { readonly rows: SeriesRow[]; readonly total: number } {
  const states = JSON.stringify(filter.states.length > 0 ? filter.states : ['draft', 'enabled', 'ended']);
  const { practitionerId } = filter;
  const where = `WHERE q.state IN (SELECT value FROM json_each(@states)) AND (@practitionerId IS NULL OR q.practitioner_id = @practitionerId)`;
  const rows = db.all<Omit<SeriesRow, 'isClass' | 'weekdays'> & { isClass: 0 | 1; weekdays: string }>(
    `SELECT q.id, ${titleSql('q')} AS title, v.color, q.state, q.is_class AS isClass,
       COALESCE(p.name, '') AS practitionerName, l.name AS locationName, COALESCE(r.name, '') AS roomName,
       q.first_date AS firstDate, q.local_time AS time, q.duration_minutes AS durationMinutes, q.frequency, q.interval,
       q.weekdays, q.session_count AS sessionCount, q.last_date AS lastDate, q.version,
       (SELECT COUNT(*) FROM sessions s WHERE s.series_id = q.id AND s.state <> 'deleted') AS sessions,
       (SELECT MIN(s.local_date) FROM sessions s WHERE s.series_id = q.id AND s.state = 'open' AND s.starts_at >= @now) AS nextDate
     FROM series q JOIN services v ON v.id = q.service_id JOIN locations l ON l.id = q.location_id
     LEFT JOIN rooms r ON r.id = q.room_id LEFT JOIN practitioners p ON p.id = q.practitioner_id
     ${where} ORDER BY q.state <> 'draft', q.first_date DESC, q.id DESC LIMIT @limit OFFSET @offset`,
    { states, practitionerId, now: filter.now, ...page },
  );
  const total =
    db.get<{ total: number }>(`SELECT COUNT(*) AS total FROM series q ${where}`, { states, practitionerId })
      ?.total ?? 0;
  return {
    rows: rows.map((row) => ({
      ...row,
      isClass: row.isClass === 1,
      weekdays: JSON.parse(row.weekdays) as number[],
    })),
    total,
  };
}

/** Whether anybody is enrolled in the class just now. */
export function hasEnrolments(db: ReadDb, id: SeriesId): boolean {
  return (
    db.get(`SELECT 1 FROM enrolments WHERE series_id = ? AND state = 'enrolled' LIMIT 1`, [id]) !== undefined
  );
}
