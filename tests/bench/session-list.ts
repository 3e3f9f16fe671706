import type { PractitionerId, ServiceId, StaffId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { listSessions, type SessionListing } from '#main/services/session/list-sessions.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { openRaw } from './cancel-studio.ts';
import { alternate, type Benchmark, ratioRow, timed } from './measure.ts';
import { millionSessions } from './million-sessions.ts';
import { NO_FILTERS } from './week-query.ts';

const NAME = 'session-list';
const PAGE = 200;
const ROUNDS = 15;
const FAR = 1000;

type Sort = 'soonest' | 'latest' | 'added';
const ORDER: Readonly<Record<Sort, string>> = {
  soonest: 'local_date, starts_at, id',
  latest: 'local_date DESC, starts_at DESC, id DESC',
  added: 'id DESC',
};

/** The filters that the screen offers, each with the plainest condition that means the same. */
const FILTERS: readonly (readonly [string, Partial<typeof NO_FILTERS>, string])[] = [
  ['all', {}, '1'],
  ['practitioner', { practitionerIds: [3 as PractitionerId] as never }, 's.practitioner_id = 3'],
  ['service', { serviceIds: [4 as ServiceId] as never }, 's.service_id = 4'],
  ['state', { states: ['open'] as never }, `s.state = 'open'`],
  [
    'with bookings',
    { onlyWithBookings: true },
    `EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked')`,
  ],
  [
    'search',
    { search: 'service 5' },
    `(s.title LIKE '%service 5%' OR (SELECT name FROM services v WHERE v.id = s.service_id) LIKE '%service 5%')`,
  ],
];

export const sessionList: Benchmark = {
  name: NAME,
  about:
    'A page of 200 rows of the session list, of 1,000,000 stored, by filter and sort: the first and the 1,000th',
  run: async ({ say }) => {
    const file = millionSessions(say);
    const db = openOrThrow({ path: file });
    const { ctx } = createTestServices(db);
    const actor = anOwner(1 as StaffId);
    const raw = openRaw(file);
    raw.pragma('query_only = ON');
    const rows = [];
    for (const sort of ['soonest', 'latest', 'added'] as const)
      for (const [what, filters, condition] of sort === 'soonest' ? FILTERS : FILTERS.slice(0, 2)) {
        const listing: SessionListing = {
          from: null,
          to: null,
          filters: { ...NO_FILTERS, ...filters } as never,
          sort,
        };
        const statement = (where: string) =>
          raw.prepare(
            `SELECT s.*, (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked
             FROM sessions s WHERE s.state <> 'deleted' AND ${condition} AND ${where} ORDER BY ${ORDER[sort]} LIMIT ${PAGE}`,
          );
        for (const page of what === 'all' || what === 'practitioner' ? ['first', 'far'] : ['first']) {
          const after = page === 'first' ? null : endOf(raw, condition, sort, what);
          const floor = statement(after === null ? '1' : afterSql(sort, after));
          const samples = await alternate(
            ROUNDS,
            () => timed(() => listSessions(ctx, actor, { ...listing, after, limit: PAGE, offset: 0 })),
            () => timed(() => floor.all()),
          );
          const label = page === 'first' ? 'first page' : 'far page';
          rows.push(ratioRow({ name: NAME, what: `${what}, ${sort}: ${label}`, unit: 'ms' }, samples, 3));
        }
      }
    raw.close();
    db.close();
    return rows;
  },
};

interface End {
  readonly date: ReturnType<typeof localDate>;
  readonly startsAt: number;
  readonly id: never;
}

/** The row before the 1,000th page, or as far as the filter goes. */
function endOf(raw: ReturnType<typeof openRaw>, condition: string, sort: Sort, what: string): End {
  const skip = what === 'all' ? (FAR - 1) * PAGE - 1 : 40_000;
  return raw
    .prepare(
      `SELECT s.local_date AS date, s.starts_at AS startsAt, s.id FROM sessions s WHERE s.state <> 'deleted' AND ${condition}
       ORDER BY ${ORDER[sort]} LIMIT 1 OFFSET ${skip}`,
    )
    .get() as End;
}

const afterSql = (sort: Sort, { date, startsAt, id }: End): string =>
  sort === 'added'
    ? `s.id < ${id as number}`
    : `(s.local_date, s.starts_at, s.id) ${sort === 'soonest' ? '>' : '<'} ('${date}', ${startsAt}, ${id as number})`;
