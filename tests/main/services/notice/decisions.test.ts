import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId, DecisionId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let studio: SeededStudio;
let desk: Desk;
let office: DeskClient;
let sessions: readonly SessionId[];

const message = { subject: 'News of {{studio}}', body: '{{client}}: {{sessions}} {{reason}} {{deadline}}' };
const uid = '00000000-0000-4000-8000-000000000001';

beforeEach(async () => {
  test = createTestDb();
  studio = seedStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir });
  office = desk.callAs(studio.admin);
  const first = await add('10:00');
  const second = await add('12:00');
  sessions = [first, second];
  // One client in both, another in one: two messages, not three.
  const [anna, ben] = [await client('Anna'), await client('Ben')];
  await book(first, anna);
  await book(second, anna);
  await book(second, ben);
});
afterEach(() => test.cleanup());

async function add(time: string): Promise<SessionId> {
  const { id } = await office.session.create({
    serviceId: studio.yoga,
    locationId: studio.location,
    roomId: null,
    practitionerId: null,
    title: '',
    date: '2026-03-02' as never,
    time: time as never,
    durationMinutes: 60,
    capacity: 12,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  return id;
}

const client = async (firstName: string): Promise<ClientId> =>
  (await office.client.create({ firstName, lastName: '', email: '', phone: '', note: '' })).id;

const book = (sessionId: SessionId, clientId: ClientId) =>
  office.booking.create({ sessionId, clientId, priceMinor: 0, fundings: [{ kind: 'free' }] });

const outbox = () =>
  test.db.read.all<{ kind: string; state: string; body: string; client: number }>(
    'SELECT kind, state, body, client_id AS client FROM messages ORDER BY id',
  );
const states = () =>
  test.db.read.all<{ state: string }>('SELECT state FROM sessions ORDER BY id').map(({ state }) => state);
const decide = (more: object = {}) => ({
  requestUid: uid,
  title: 'Storm',
  sessionIds: sessions,
  decideAt: SEED_NOW + 3_600_000,
  reason: 'Storm warning',
  warning: message,
  ...more,
});

describe('a notice', () => {
  const notice = () => ({ requestUid: uid, sessionIds: [...sessions], reason: 'New door code', message });

  it('tells each client once, about all their places, and changes no session', async () => {
    expect(await office.notice.preview({ sessionIds: [...sessions] })).toEqual({
      sessions: 2,
      bookings: 3,
      clients: 2,
      withoutEmail: expect.any(Number) as number,
    });
    await office.notice.send(notice());
    await office.notice.send(notice());
    const sent = outbox();
    expect(sent.map(({ kind }) => kind)).toEqual(['session_notice', 'session_notice']);
    expect(sent[0]?.body).toContain('10:00');
    expect(sent[0]?.body).toContain('12:00');
    expect(sent[0]?.body).toContain('New door code');
    expect(states()).toEqual(['open', 'open']);
  });

  it('is taken back by undo until the first message has left', async () => {
    const { undoId } = await office.notice.send(notice());
    await office.undo.takeBack({ id: undoId as UndoStepId });
    expect(outbox().map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    const again = await office.notice.send({ ...notice(), requestUid: uid.replace('1', '2') });
    test.db.write((tx) => tx.run(`UPDATE messages SET state = 'sent' WHERE id = 3`));
    expect(await call(office, 'undo.takeBack', { id: again.undoId })).toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
    });
  });

  it.each([
    ['nobody is booked', () => ({ sessionIds: [] }), 'NOTHING_SELECTED'],
    ['a session is unknown', () => ({ sessionIds: [9999] }), 'NOT_FOUND'],
    ['the text is empty', () => ({ message: { subject: 'x', body: ' ' } }), 'INVALID_INPUT'],
    ['a word is unknown', () => ({ message: { subject: 'x', body: '{{nobody}}' } }), 'INVALID_INPUT'],
  ])('is refused when %s, and writes nothing', async (_why, more, code) => {
    expect((await call(office, 'notice.send', { ...notice(), ...more() })).code).toBe(code);
    expect(outbox()).toEqual([]);
  });
});

describe('what is decided later', () => {
  it('warns everybody with the time of the decision, keeps the places, and waits on the list', async () => {
    await call(office, 'decision.create', decide());
    await call(office, 'decision.create', decide());
    expect(outbox()).toHaveLength(2);
    expect(outbox()[0]?.body).toMatch(/Storm warning .*\d\d:\d\d/);
    expect(states()).toEqual(['open', 'open']);
    const { decisions } = await office.decision.list({});
    expect(decisions).toMatchObject([{ title: 'Storm', sessions: 2, bookings: 3, clients: 2 }]);
  });

  it('cancels through a job of its own, once, however often the key is pressed', async () => {
    const { id } = (await call(office, 'decision.create', decide())).data as { id: DecisionId };
    const plan = await office.decision.preview({ id });
    const first = await office.decision.cancel({ id, version: 1, planHash: plan.planHash });
    expect(first.accepted).toBe(2);
    expect(states()).toEqual(['canceling', 'canceling']);
    expect(await call(office, 'decision.cancel', { id, version: 1, planHash: plan.planHash })).toMatchObject({
      code: 'DECISION_MADE',
      data: { state: 'canceled' },
    });
    expect(await call(office, 'decision.confirm', { id, version: 2 })).toMatchObject({
      code: 'DECISION_MADE',
    });
    expect(test.db.read.all('SELECT id FROM jobs')).toHaveLength(1);
  });

  it('finds its job again when the engine ended between accepting it and noting so, and is not confirmed then', async () => {
    const { id } = (await call(office, 'decision.create', decide())).data as { id: DecisionId };
    const { planHash } = await office.decision.preview({ id });
    const { jobId } = await office.decision.cancel({ id, version: 1, planHash });
    test.db.write((tx) =>
      tx.run(`UPDATE decisions SET state = 'waiting', job_id = NULL, decided_at = NULL, version = 1`),
    );
    expect(await call(office, 'decision.confirm', { id, version: 1 })).toMatchObject({
      code: 'DECISION_MADE',
    });
    expect(await office.decision.cancel({ id, version: 1, planHash })).toEqual({ jobId, accepted: 2 });
    expect(test.db.read.all('SELECT id FROM jobs')).toHaveLength(1);
  });

  it('confirms to those who are booked still, and refuses an old version', async () => {
    const { id } = (await call(office, 'decision.create', decide())).data as { id: DecisionId };
    expect((await call(office, 'decision.confirm', { id, version: 7 })).code).toBe('CHANGED_MEANWHILE');
    expect(await office.decision.confirm({ id, version: 1 })).toEqual({ messages: 2 });
    expect(outbox().filter(({ kind }) => kind === 'session_confirmed')).toHaveLength(2);
    expect((await office.decision.list({})).decisions).toEqual([]);
  });

  it('is not made again by the same request once it was taken back', async () => {
    const { undoId } = (await call(office, 'decision.create', decide())).data as { undoId: UndoStepId };
    await office.undo.takeBack({ id: undoId });
    expect(await call(office, 'decision.create', decide())).toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { what: 'decision' },
    });
    expect(desk.bugs).toEqual([]);
  });

  it('is taken back by undo: no message, nothing to decide', async () => {
    const { undoId } = (await call(office, 'decision.create', decide())).data as { undoId: UndoStepId };
    await office.undo.takeBack({ id: undoId });
    expect((await office.decision.list({})).decisions).toEqual([]);
    expect(outbox().every(({ state }) => state === 'withdrawn')).toBe(true);
  });

  it.each([
    ['its time is past', { decideAt: SEED_NOW }, 'INVALID_INPUT'],
    ['the last session begins before', { decideAt: Date.UTC(2026, 2, 2, 11) }, 'INVALID_INPUT'],
    ['it names no session', { sessionIds: [] }, 'NOTHING_SELECTED'],
    ['it has no reason', { reason: ' ' }, 'INVALID_INPUT'],
  ])('is refused when %s, and warns nobody', async (_why, more, code) => {
    expect((await call(office, 'decision.create', decide(more))).code).toBe(code);
    expect(outbox()).toEqual([]);
  });

  it('may be decided up to the last minute before the last session', async () => {
    const late = decide({ decideAt: Date.UTC(2026, 2, 2, 10, 59) });
    expect((await call(office, 'decision.create', late)).code).toBe('OK');
  });

  it('is nothing for practitioners', async () => {
    const teacher = desk.callAs(studio.practitionerStaff);
    expect((await call(teacher, 'decision.create', decide())).code).toBe('FORBIDDEN');
  });
});
