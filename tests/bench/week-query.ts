import { localDate } from '#domain/values/time.ts';
import { listSessionsInRange } from '#main/services/session/list-sessions.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { openRaw } from './cancel-studio.ts';
import { absoluteRow, alternate, type Benchmark, quantile, ratioRow, timed } from './measure.ts';
import { LAST_WEEK, millionSessions, mondayOf, SESSIONS_A_WEEK } from './million-sessions.ts';
import { planOf, sqlOf } from './sql-of.ts';

const NAME = 'week-query';
const QUERIES = 400;

export const NO_FILTERS = {
  locationIds: [],
  serviceIds: [],
  practitionerIds: [],
  roomIds: [],
  onlyWithBookings: false,
  states: [],
  search: '',
};

export const weekQuery: Benchmark = {
  name: NAME,
  about: 'The calendar’s week with booked counts, 250 sessions, of 1,000,000 stored',
  run: async ({ say }) => {
    const file = millionSessions(say);
    const db = openOrThrow({ path: file });
    const { ctx } = createTestServices(db);
    const actor = anOwner(1 as StaffId);
    const week = (index: number) => {
      const input = {
        from: localDate(mondayOf(index)),
        to: localDate(mondayOf(index + 1)),
        filters: NO_FILTERS,
      };
      const answer = listSessionsInRange(ctx, actor, input);
      if (!answer.ok || answer.value.sessions.length !== SESSIONS_A_WEEK) throw new Error('not a week');
    };
    const [statement] = sqlOf(() => week(2000));
    if (!statement) throw new Error('the week was read without a statement');
    const raw = openRaw(file);
    raw.pragma('query_only = ON');
    const prepared = raw.prepare(statement.sql);
    const params = statement.params[0] as object;
    // Every query another week, both sides the same ones; a fixed step visits them all over the table.
    let ours = 0;
    let floor = 0;
    const at = (turn: number): number => (turn * 1237) % LAST_WEEK;
    const samples = await alternate(
      QUERIES,
      () => {
        const index = at(ours++);
        return timed(() => week(index));
      },
      () => {
        const index = at(floor++);
        return timed(() => prepared.all({ ...params, from: mondayOf(index), to: mondayOf(index + 1) }));
      },
    );
    const plan = planOf(raw, statement);
    say(plan);
    raw.close();
    db.close();
    return [
      ratioRow({ name: NAME, what: 'p95', unit: 'ms' }, samples, 2, (values) => quantile(values, 0.95)),
      ratioRow({ name: NAME, what: 'median', unit: 'ms' }, samples, 2),
      absoluteRow(
        { name: NAME, what: 'whole tables read by its plan', unit: 'tables', goal: '0' },
        plan.split('; ').filter((step) => step.startsWith('SCAN')).length,
        !plan.split('; ').some((step) => step.startsWith('SCAN')),
      ),
    ];
  },
};
