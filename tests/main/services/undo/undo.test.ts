import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SessionId, UndoStepId } from '#domain/values/ids.ts';
import { UNDO_FOR_MS } from '#main/services/undo/remember-undo.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let studio: SeededStudio;
let desk: Desk;
let now = SEED_NOW;

beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  now = SEED_NOW;
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
});
afterEach(() => test.cleanup());

const rowsOf = (id: SessionId) => test.db.read.all('SELECT * FROM sessions WHERE id = ?', [id]);
const undo = (id: UndoStepId, staff = studio.staff) => call(desk.callAs(staff), 'undo.takeBack', { id });

async function addSession(): Promise<{ id: SessionId; undoId: UndoStepId }> {
  const answer = await call(desk.callAs(studio.staff), 'session.create', {
    serviceId: studio.yoga,
    locationId: studio.location,
    roomId: null,
    practitionerId: null,
    title: '',
    date: '2026-03-02',
    time: '10:00',
    durationMinutes: 60,
    capacity: 12,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  return answer.data as { id: SessionId; undoId: UndoStepId };
}

async function moveSession(id: SessionId, version: number, time: string): Promise<UndoStepId> {
  const move = { id, version, date: '2026-03-02', time, durationMinutes: 60 };
  const answer = await call(desk.callAs(studio.staff), 'session.move', move);
  return (answer.data as { undoId: UndoStepId }).undoId;
}

it('takes an added session away again, as if it had never been there', async () => {
  const { id, undoId } = await addSession();
  expect((await undo(undoId)).code).toBe('OK');
  expect(rowsOf(id)).toEqual([]);
});

it('puts a moved session back to the same row, but for its version', async () => {
  const { id } = await addSession();
  const [before] = rowsOf(id) as { version: number }[];
  await undo(await moveSession(id, 1, '16:00'));
  expect(rowsOf(id)).toEqual([{ ...before, version: 3 }]);
});

it('takes nothing back twice, for somebody else, or when the row was changed since', async () => {
  const { id } = await addSession();
  const first = await moveSession(id, 1, '16:00');
  expect(await undo(first, studio.admin)).toMatchObject({
    code: 'UNDO_NOT_POSSIBLE',
    data: { reason: 'not_yours' },
  });
  const second = await moveSession(id, 2, '17:00');
  expect(await undo(first)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } });
  await undo(second);
  expect(await undo(second)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'done' } });
  expect(rowsOf(id)).toMatchObject([{ local_time: '16:00' }]);
});

it('takes nothing back after ten minutes', async () => {
  const { id } = await addSession();
  const undoId = await moveSession(id, 1, '16:00');
  now += UNDO_FOR_MS + 1;
  expect(await undo(undoId)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'too_late' } });
  expect(rowsOf(id)).toMatchObject([{ local_time: '16:00' }]);
});

it('keeps an added session that a decision names', async () => {
  const { id, undoId } = await addSession();
  const front = desk.callAs(studio.staff);
  await front.decision.create({
    requestUid: crypto.randomUUID(),
    title: '',
    sessionIds: [id],
    decideAt: SEED_NOW + 3_600_000,
    reason: 'Snow',
    warning: { subject: 'Snow', body: 'Snow' },
  });
  expect(await undo(undoId)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } });
  expect(rowsOf(id)).toHaveLength(1);
});

it('takes more places back from nobody, not even where some were overbooked knowingly', async () => {
  const { id } = await addSession();
  const front = desk.callAs(studio.staff);
  const fields = await front.session.get({ id });
  const resize = async (version: number, capacity: number) =>
    (await front.session.update({ ...fields, version, capacity })).undoId;
  const book = async (firstName: string, overbookReason = '') => {
    const client = { firstName, lastName: '', email: '', phone: '', note: '' };
    const { id: clientId } = await front.client.create(client);
    const fundings = [{ kind: 'free' as const }];
    await front.booking.create({ sessionId: id, clientId, priceMinor: 0, fundings, overbookReason });
  };
  await resize(1, 1);
  await book('Ada');
  await book('Ben', 'sister of Ada');
  expect((await undo(await resize(2, 3))).code).toBe('OK');
  const widened = await resize(4, 3);
  await book('Cleo');
  expect((await undo(widened)).code).toBe('UNDO_NOT_POSSIBLE');
});
