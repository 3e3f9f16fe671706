import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';

const MOST = 10_000;

let test: TestDb;
let story: StudioStory;
let desk: Desk;
let ids: SessionId[];

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db)
    .withSession({ date: '2026-03-02' })
    .withBooking({ client: 'Ada', funding: [{ kind: 'free' }] });
  test.db.write((tx) =>
    tx.run(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO sessions (service_id, location_id, local_date, local_time, zone, duration_minutes, starts_at, ends_at, capacity, created_at)
       SELECT service_id, location_id, local_date, local_time, zone, 60, starts_at, ends_at, 5, 0 FROM sessions, n`,
      [MOST],
    ),
  );
  ids = test.db.read.all<{ id: SessionId }>('SELECT id FROM sessions ORDER BY id').map(({ id }) => id);
  desk = openDesk(test.db, { dataDir: test.dir });
});
afterEach(() => test.cleanup());

const message = { subject: 'News', body: '{{client}}: {{sessions}} {{reason}}' };
const inputs = {
  'cancellation.preview': {},
  'cancellation.previewClients': {},
  'notice.preview': {},
  'notice.send': { requestUid: randomUUID(), reason: 'Storm', message },
  'decision.create': {
    requestUid: randomUUID(),
    title: 'Storm',
    decideAt: Date.UTC(2026, 2, 1),
    reason: 'Storm',
    warning: message,
  },
} as const;

describe.each(Object.entries(inputs))('%s of so many sessions ticked at once', (name, more) => {
  const tick = (count: number) =>
    call(desk.callAs(story.studio.owner), name, { ...more, sessionIds: ids.slice(0, count) });

  it('is refused beyond 10,000 before anything changes', async () => {
    const before = rowsWritten();
    expect(await tick(MOST + 1)).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'sessionIds', code: 'TOO_MANY', limit: MOST }] },
    });
    expect(rowsWritten()).toBe(before);
  });

  it('is carried out for 10,000', async () => {
    expect((await tick(MOST)).code).toBe('OK');
    expect(desk.bugs).toEqual([]);
  });
});

it('a closure over everything says what lies inside, as far as anybody reads', async () => {
  const { inside, sessions, plan } = await desk.callAs(story.studio.owner).closure.preview({
    startDate: localDate('2026-02-24'),
    endDate: localDate('2029-02-24'),
    startTime: null,
    endTime: null,
    locationId: null,
    roomId: null,
    practitionerId: null,
    exceptId: null,
  });
  expect(inside).toEqual({ count: 1000, more: true });
  expect(sessions.length).toBeLessThan(100);
  expect(plan).toBeNull();
});

it('10,000 ticked sessions are cancelled as the one plan that was shown, by one job', async () => {
  const owner = desk.callAs(story.studio.owner);
  const sessionIds = ids.slice(0, MOST);
  const { planHash, sessions } = await owner.cancellation.preview({ sessionIds });
  expect(sessions).toBe(MOST);
  const answer = await owner.cancellation.submit({
    sessionIds,
    requestUid: randomUUID(),
    planHash,
    reason: 'Storm',
    message: { channel: 'none', subject: '', body: '' },
  });
  expect(answer).toMatchObject({ accepted: MOST, alreadyInProcess: [] });
  expect(test.db.read.all(`SELECT COUNT(*) AS n FROM sessions WHERE state = 'canceling'`)).toEqual([
    { n: MOST },
  ]);
});

it('no more are recovered at once than are listed on a page', async () => {
  const before = rowsWritten();
  expect(
    await call(desk.callAs(story.studio.owner), 'deletion.recover', { ids: ids.slice(0, 501) }),
  ).toMatchObject({
    code: 'INVALID_INPUT',
    data: { issues: [{ path: 'ids', code: 'TOO_MANY', limit: 500 }] },
  });
  expect(rowsWritten()).toBe(before);
});

const rowsWritten = (): number =>
  test.db.write((tx) => tx.get<{ rows: number }>('SELECT total_changes() AS rows')?.rows ?? -1);
