import type { ReadDb } from '#db/database.ts';
import type { Series } from '#db/schema/series.ts';
import type { Session } from '#db/schema/session.ts';
import type { PractitionerId, SeriesId, ServiceId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

export interface ClassRow {
  readonly seriesId: SeriesId;
  readonly title: string;
  readonly color: number;
  readonly serviceId: ServiceId;
  readonly practitionerName: string;
  readonly seriesState: Series['state'];
  readonly sessions: number;
  readonly firstDate: LocalDate;
  readonly lastDate: LocalDate | null;
  readonly enrolled: number;
  readonly capacity: number;
  readonly enrolUntilAt: number;
  readonly dropUntilAt: number;
  /** Open sessions that have not begun, and the free places of the fullest of them. */
  readonly toCome: number;
  readonly freeLeast: number | null;
}

/** One page of classes: those with something still to come first, by their next session; the others by their first day, latest first. */
export function listPage(
  db: ReadDb,
  filter: {
    readonly serviceId: ServiceId | null;
    readonly practitionerId: PractitionerId | null;
    readonly now: number;
  },
  page: { readonly limit: number; readonly offset: number },
): { readonly rows: ClassRow[]; readonly total: number } {
  const where = `WHERE q.is_class = 1 AND (@serviceId IS NULL OR q.service_id = @serviceId)
    AND (@practitionerId IS NULL OR q.practitioner_id = @practitionerId)`;
  const { now, ...whose } = filter;
  const rows = db.all<ClassRow>(
    `SELECT q.id AS seriesId, ${titleSql('q')} AS title, v.color, q.service_id AS serviceId,
       COALESCE(p.name, '') AS practitionerName, q.state AS seriesState, COUNT(s.id) AS sessions,
       COALESCE(MIN(s.local_date), q.first_date) AS firstDate, COALESCE(MAX(s.local_date), q.last_date) AS lastDate,
       (SELECT COUNT(*) FROM enrolments e WHERE e.series_id = q.id AND e.state = 'enrolled') AS enrolled,
       q.capacity, q.enrol_until_at AS enrolUntilAt, q.drop_until_at AS dropUntilAt,
       COUNT(CASE WHEN s.state = 'open' AND s.starts_at > @now THEN 1 END) AS toCome,
       MIN(CASE WHEN s.state = 'open' AND s.starts_at > @now
         THEN s.capacity - (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') END) AS freeLeast
     FROM series q JOIN services v ON v.id = q.service_id LEFT JOIN practitioners p ON p.id = q.practitioner_id
     LEFT JOIN sessions s ON s.series_id = q.id AND s.state NOT IN ('deleted', 'canceled')
     ${where} GROUP BY q.id
     ORDER BY toCome = 0, MIN(CASE WHEN s.state = 'open' AND s.starts_at > @now THEN s.starts_at END), q.first_date DESC, q.id DESC
     LIMIT @limit OFFSET @offset`,
    { ...whose, now, ...page },
  );
  const total =
    db.get<{ total: number }>(`SELECT COUNT(*) AS total FROM series q ${where}`, whose)?.total ?? 0;
  return { rows, total };
}

type Priced = Pick<Session, 'serviceId' | 'practitionerId' | 'localDate' | 'durationMinutes' | 'state'>;

/** What the price and the wages of each class are made of: its sessions without canceled and deleted ones. */
export function listDurations(db: ReadDb, ids: readonly SeriesId[]): Map<SeriesId, Priced[]> {
  const rows = db.all<Priced & { readonly seriesId: SeriesId }>(
    `SELECT s.series_id AS seriesId, s.service_id AS serviceId, s.practitioner_id AS practitionerId,
       s.local_date AS localDate, s.duration_minutes AS durationMinutes, s.state FROM sessions s
     WHERE s.series_id IN (SELECT value FROM json_each(?)) AND s.state NOT IN ('deleted', 'canceled')`,
    [JSON.stringify(ids)],
  );
  return Map.groupBy(rows, ({ seriesId }) => seriesId);
}
