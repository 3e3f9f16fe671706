import type { SessionId, StaffId } from '#domain/values/ids.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { openRaw } from './cancel-studio.ts';
import { absoluteRow, alternate, type Benchmark, ratioRow, timed } from './measure.ts';
import { LAST_WEEK, millionSessions, SESSIONS_A_WEEK } from './million-sessions.ts';
import { planOf, sqlOf } from './sql-of.ts';

const NAME = 'bulk-preview';
const ROUNDS = 25;
const SESSIONS = 4 * SESSIONS_A_WEEK;

export const bulkPreview: Benchmark = {
  name: NAME,
  about:
    'The plan of cancelling four weeks, 1,000 sessions with 5,000 bookings, of 1,000,000 sessions stored',
  run: async ({ say }) => {
    const file = millionSessions(say);
    const db = openOrThrow({ path: file });
    const { ctx } = createTestServices(db);
    const actor = anOwner(1 as StaffId);
    const fourWeeks = (index: number): SessionId[] =>
      Array.from({ length: SESSIONS }, (_, each) => (index * SESSIONS_A_WEEK + each + 1) as SessionId);
    const preview = (index: number) => {
      const { sessions } = previewCancellation(ctx, actor, { sessionIds: fourWeeks(index) });
      if (sessions !== SESSIONS) throw new Error('not four weeks');
    };
    const statement = sqlOf(() => preview(2000)).find(({ sql }) => /JOIN fundings/.test(sql));
    if (!statement) throw new Error('the facts were read without a statement');
    const raw = openRaw(file);
    raw.pragma('query_only = ON');
    const prepared = raw.prepare(statement.sql);
    let ours = 0;
    let floor = 0;
    const at = (turn: number): number => (turn * 1237) % LAST_WEEK;
    const samples = await alternate(
      ROUNDS,
      () => {
        const index = at(ours++);
        return timed(() => preview(index));
      },
      () => {
        const ids = JSON.stringify(fourWeeks(at(floor++)));
        return timed(() => prepared.all([ids]));
      },
    );
    const plan = planOf(raw, statement);
    say(plan);
    raw.close();
    db.close();
    const scans = plan.split('; ').filter((step) => /^SCAN (?!j )/.test(step));
    return [
      ratioRow({ name: NAME, what: 'plan of 1,000 sessions', unit: 'ms' }, samples, 3),
      absoluteRow(
        { name: NAME, what: 'whole tables read by its plan', unit: 'tables', goal: '0' },
        scans.length,
        scans.length === 0,
      ),
    ];
  },
};
