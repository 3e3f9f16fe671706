import type {
  LocationId,
  PractitionerId,
  RoomId,
  ServiceId,
  SessionId,
  StaffId,
} from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { listSessions, type SessionListing } from '#main/services/session/list-sessions.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { openRaw } from './cancel-studio.ts';
import { alternate, type Benchmark, type BenchRow, ratioRow, timed } from './measure.ts';
import { millionSessions, mondayOf } from './million-sessions.ts';
import { NO_FILTERS } from './week-query.ts';

const NAME = 'session-list';
const PAGE = 200;
const FAR = 1000;
const MOST = 3;

type Sort = 'soonest' | 'latest' | 'added';
const SORTS: readonly Sort[] = ['soonest', 'latest', 'added'];
const ORDER: Readonly<Record<Sort, string>> = {
  soonest: 'local_date, starts_at, id',
  latest: 'local_date DESC, starts_at DESC, id DESC',
  added: 'id DESC',
};

interface Filter {
  readonly what: string;
  readonly listing?: Partial<Pick<SessionListing, 'from' | 'to'>>;
  readonly filters?: Partial<SessionListing['filters']>;
  /** The plainest condition that means the same. */
  readonly condition: string;
}

const week = mondayOf(2000);
const nextWeek = mondayOf(2001);
const BOOKED = `EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked')`;
const FOUND = `(s.title LIKE '%service 5%' OR (SELECT name FROM services v WHERE v.id = s.service_id) LIKE '%service 5%')`;

/** Every filter that the screen offers, alone, and several at once. */
const FILTERS: readonly Filter[] = [
  { what: 'no filter', condition: '1' },
  {
    what: 'one week',
    listing: { from: localDate(week), to: localDate(nextWeek) },
    condition: `s.local_date >= '${week}' AND s.local_date < '${nextWeek}'`,
  },
  { what: 'from a day on', listing: { from: localDate(week) }, condition: `s.local_date >= '${week}'` },
  { what: 'location', filters: { locationIds: [1 as LocationId] }, condition: 's.location_id = 1' },
  { what: 'room', filters: { roomIds: [2 as RoomId] }, condition: 's.room_id = 2' },
  {
    what: 'practitioner',
    filters: { practitionerIds: [3 as PractitionerId] },
    condition: 's.practitioner_id = 3',
  },
  { what: 'service', filters: { serviceIds: [4 as ServiceId] }, condition: 's.service_id = 4' },
  ...(['open', 'completed', 'deleted'] as const).map((state) => ({
    what: `state ${state}`,
    filters: { states: [state] },
    condition: `s.state = '${state}'`,
  })),
  { what: 'with bookings', filters: { onlyWithBookings: true }, condition: BOOKED },
  { what: 'search', filters: { search: 'service 5' }, condition: FOUND },
  {
    what: 'several',
    listing: { from: localDate(week) },
    filters: {
      practitionerIds: [3 as PractitionerId],
      states: ['open'],
      onlyWithBookings: true,
      search: 'service 5',
    },
    condition: `s.local_date >= '${week}' AND s.practitioner_id = 3 AND s.state = 'open' AND ${BOOKED} AND ${FOUND}`,
  },
];

export const sessionList: Benchmark = {
  name: NAME,
  about:
    'A page of 200 rows of the session list, of 1,000,000 stored: every filter with every sort, the first page and the 1,000th',
  run: async ({ say }) => {
    const file = millionSessions(say);
    const db = openOrThrow({ path: file });
    const { ctx } = createTestServices(db);
    const actor = anOwner(1 as StaffId);
    const raw = openRaw(file);
    raw.pragma('query_only = ON');
    const rows: BenchRow[] = [];
    for (const sort of SORTS) {
      const measured: BenchRow[] = [];
      for (const filter of FILTERS)
        for (const page of ['first page', 'far page'] as const) {
          const after = page === 'first page' ? null : endOf(raw, filter.condition, sort);
          if (page === 'far page' && after === null) continue;
          const floor = pageAfter(raw, filter.condition, sort, after);
          const input: SessionListing & { after: End | null; limit: number; offset: number } = {
            from: null,
            to: null,
            ...filter.listing,
            filters: { ...NO_FILTERS, ...filter.filters },
            sort,
            after,
            limit: PAGE,
            offset: 0,
          };
          const ours = (): number => timed(() => listSessions(ctx, actor, input));
          const samples = await alternate(ours() > SLOW_MS ? 2 : 9, ours, () => timed(() => floor.all()));
          const row = ratioRow(
            { name: NAME, what: `${sort}, worst of all filters: ${filter.what}, ${page}`, unit: 'ms' },
            samples,
            MOST,
          );
          say(`${sort}, ${filter.what}, ${page}: ${row.value} ms, floor ${row.floor} ms, ${row.ratio} ×`);
          measured.push(row);
        }
      const [worst] = measured.toSorted((a, b) => (b.ratio ?? 0) - (a.ratio ?? 0));
      if (worst) rows.push(worst);
    }
    raw.close();
    db.close();
    return rows;
  },
};

/** A page that has to look through all that is stored is measured fewer times. */
const SLOW_MS = 200;

const pageAfter = (
  raw: ReturnType<typeof openRaw>,
  condition: string,
  sort: Sort,
  after: End | null,
): { readonly all: () => unknown[] } =>
  raw.prepare(
    `SELECT s.*, (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked
     FROM sessions s WHERE ${withoutDeleted(condition)} AND ${after === null ? '1' : afterSql(sort, after)} ORDER BY ${ORDER[sort]} LIMIT ${PAGE}`,
  );

const withoutDeleted = (condition: string): string =>
  condition.includes(`'deleted'`) ? condition : `s.state <> 'deleted' AND ${condition}`;

interface End {
  readonly date: ReturnType<typeof localDate>;
  readonly startsAt: number;
  readonly id: SessionId;
}

/** The row before the 1,000th page, or before the last one that the filter has; null when it has one page only. */
function endOf(raw: ReturnType<typeof openRaw>, condition: string, sort: Sort): End | null {
  const where = withoutDeleted(condition);
  const { count } = raw.prepare(`SELECT COUNT(*) AS count FROM sessions s WHERE ${where}`).get() as {
    count: number;
  };
  const skip = Math.min((FAR - 1) * PAGE, count - PAGE) - 1;
  if (skip < 0) return null;
  return raw
    .prepare(
      `SELECT s.local_date AS date, s.starts_at AS startsAt, s.id FROM sessions s WHERE ${where}
       ORDER BY ${ORDER[sort]} LIMIT 1 OFFSET ${skip}`,
    )
    .get() as End;
}

const afterSql = (sort: Sort, { date, startsAt, id }: End): string =>
  sort === 'added'
    ? `s.id < ${id}`
    : `(s.local_date, s.starts_at, s.id) ${sort === 'soonest' ? '>' : '<'} ('${date}', ${startsAt}, ${id})`;
