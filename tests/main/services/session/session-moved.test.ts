import { afterEach, beforeEach, expect, it } from 'vitest';
import * as messages from '#db/repositories/message.ts';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';

let test: TestDb;
let story: StudioStory;
let desk: Desk;
let now = SEED_NOW;

beforeEach(() => {
  test = createTestDb();
  now = SEED_NOW;
  const free = [{ kind: 'free' as const }];
  story = aStudio(test.db)
    .withSession({ date: '2026-03-02', time: '10:00', capacity: 5 })
    .withBooking({ client: 'Ada Day', email: 'ada@example.org', participant: 'Kim', funding: free })
    .withBooking({ client: 'Ada Day', email: 'ada@example.org', participant: 'Lee', funding: free })
    .withBooking({ client: 'Bo Bell', email: '', funding: free });
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
});
afterEach(() => test.cleanup());

const sessionId = (): SessionId => story.sessionIds[0] as SessionId;
const move = async (to: {
  date?: string;
  time?: string;
  durationMinutes?: number;
  tellClients?: boolean;
}) => {
  const [row] = test.db.read.all<{ version: number }>('SELECT version FROM sessions');
  const answer = await call(desk.callAs(story.studio.staff), 'session.move', {
    id: sessionId(),
    version: row?.version ?? 0,
    date: '2026-03-02',
    time: '10:00',
    durationMinutes: 60,
    tellClients: true,
    ...to,
  });
  return answer.data as { undoId: UndoStepId; told: number };
};
const outbox = () =>
  test.db.read.all<{ id: number; state: string; toName: string; body: string; kind: string }>(
    'SELECT id, state, kind, to_name AS toName, body FROM messages ORDER BY to_name, id',
  );
const undo = (id: UndoStepId) => call(desk.callAs(story.studio.staff), 'undo.takeBack', { id });

it('tells each client once, with the new time and the old one, after a quiet minute', async () => {
  expect((await move({ time: '16:30' })).told).toBe(2);
  expect(outbox()).toMatchObject([
    { state: 'queued', kind: 'session_moved', toName: 'Ada Day' },
    { state: 'unsent', kind: 'session_moved', toName: 'Bo Bell' },
  ]);
  expect(outbox()[0]?.body).toMatch(/16:30 \(Kim\) – before: .*2 March 2026.*10:00\n- .*\(Lee\)/);
  expect(messages.nextDueAt(test.db.read)).toBe(now + 60_000);
});

it('tells nobody when the desk says so, or when nothing moved', async () => {
  expect((await move({ time: '16:30', tellClients: false })).told).toBe(0);
  expect((await move({ time: '16:30' })).told).toBe(0);
  expect(outbox()).toEqual([]);
});

it('says how long it takes now when it was only made longer', async () => {
  await move({ durationMinutes: 90 });
  expect(outbox()[0]?.body).toMatch(/10:00 \(90 minutes\).* – before: .*10:00 \(60 minutes\)/);
});

it('withdraws what has not left when the move is taken back', async () => {
  const { undoId } = await move({ time: '16:30' });
  expect((await undo(undoId)).code).toBe('OK');
  expect(outbox().map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
});

it('tells who has read it already that the old time holds again', async () => {
  const { undoId } = await move({ time: '16:30' });
  now += 61_000;
  test.db.write((tx) => {
    for (const { id } of messages.takeDue(tx, now, 10))
      messages.settle(tx, id, { state: 'sent', errorCode: '' }, now);
  });
  expect((await undo(undoId)).code).toBe('OK');
  expect(outbox().map(({ state, toName }) => `${toName} ${state}`)).toEqual([
    'Ada Day sent',
    'Ada Day queued',
    'Bo Bell withdrawn',
  ]);
  expect(outbox()[1]?.body).toMatch(/10:00 \(Kim\) – before: .*16:30/);
});
