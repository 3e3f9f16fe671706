import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { BookingId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';

let test: TestDb;
let story: StudioStory;
let desk: Desk;
let front: DeskClient;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db)
    .withSession({ date: '2026-03-02' })
    .withBooking({ client: 'Ada', funding: [{ kind: 'package' }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'account', amountMinor: 2500 }] })
    .withSession({ date: '2026-03-03' })
    .withBooking({ client: 'Cara', funding: [{ kind: 'card', amountMinor: 2500 }] })
    .withSession({ date: '2026-03-04' });
  desk = openDesk(test.db, { dataDir: test.dir });
  front = desk.callAs(story.studio.staff);
});
afterEach(() => {
  expect(findViolations(test.db.read)).toEqual([]);
  test.cleanup();
});

const id = (index: number): SessionId => story.sessionIds[index] as SessionId;
const undo = (undoId: UndoStepId | null) => front.undo.takeBack({ id: undoId as UndoStepId });
const TABLES = [
  'sessions',
  'bookings',
  'fundings',
  'credit_lots',
  'payments',
  'waitlist_entries',
  'deletions',
];
/** Every row of the tables that deleting touches, versions apart. */
const rows = () =>
  TABLES.map((table) =>
    test.db.read
      .all<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY 1`)
      .map((row) => ({ ...row, version: 0 })),
  );
const listed = async () => (await front.session.list({ from: null, to: null })).rows.map((row) => row.id);

describe('deleting', () => {
  it('hides a session with all that is attached, gives credits back, and says why others stay', async () => {
    const answer = await front.deletion.submit({ ids: [id(0), id(1), id(2), 999 as SessionId] });
    expect(answer).toMatchObject({
      deleted: 2,
      credits: 1,
      refused: [
        { reason: 'money', count: 1, sessions: [{ id: id(1) }] },
        { reason: 'unknown', count: 1, sessions: [] },
      ],
    });
    expect(await listed()).toEqual([id(1)]);
    expect((await front.client.get({ id: story.client('Ben') })).bookings).toEqual([]);
    expect((await front.client.get({ id: story.client('Ben') })).balance.openBookingsMinor).toBe(0);
    expect((await front.client.get({ id: story.client('Ada') })).lots[0]).toMatchObject({ used: 0 });
    expect((await front.deletion.list({})).rows).toMatchObject([
      { id: id(0), booked: 2, credits: 1, deletedBy: 'Stella Staff' },
      { id: id(2), booked: 0, credits: 0 },
    ]);
  });

  it('leaves a session for which a client was charged, also when the place was given up', async () => {
    const [, bookingId] = story.bookingIds;
    const cancel = { id: bookingId as BookingId, money: 'kept' as const };
    const { planHash } = await front.booking.previewCancel(cancel);
    await front.booking.cancel({
      ...cancel,
      requestUid: crypto.randomUUID(),
      version: 1,
      by: 'client',
      reason: 'ill',
      planHash,
      message: { channel: 'none', subject: '', body: '' },
    });
    expect(await front.deletion.submit({ ids: [id(0)] })).toMatchObject({
      deleted: 0,
      refused: [{ reason: 'money', count: 1 }],
    });
  });

  it('is taken back to the same rows', async () => {
    const before = rows();
    const { undoId } = await front.deletion.submit({ ids: [id(0), id(2)] });
    expect(rows()).not.toEqual(before);
    await undo(undoId);
    expect(rows()).toEqual(before);
  });

  it.each([
    ['canceling', 'canceling'],
    ['canceled', 'canceled'],
    ['completed', 'saved'],
    ['missed', 'saved'],
  ] as const)('leaves a session alone that is %s', async (state, reason) => {
    test.db.write((tx) => tx.run('UPDATE sessions SET state = ? WHERE id = ?', [state, id(2)]));
    const before = rows();
    const answer = await front.deletion.submit({ ids: [id(2)] });
    expect(answer).toMatchObject({ deleted: 0, undoId: null, refused: [{ reason, count: 1 }] });
    expect(rows()).toEqual(before);
  });

  it('deletes nothing twice', async () => {
    await front.deletion.submit({ ids: [id(2)] });
    const before = rows();
    expect(await front.deletion.submit({ ids: [id(2)] })).toMatchObject({
      deleted: 0,
      refused: [{ reason: 'deleted', count: 1 }],
    });
    expect(rows()).toEqual(before);
  });

  it('lets a credit live on whose lot has expired meanwhile, and puts its end back on undo', async () => {
    test.db.write((tx) => tx.run(`UPDATE credit_lots SET expires_on = '2026-02-24'`));
    const { undoId } = await front.deletion.submit({ ids: [id(0)] });
    const end = () => test.db.read.get<{ end: string }>('SELECT expires_on AS end FROM credit_lots')?.end;
    expect(end()).toBe('2026-03-25');
    await undo(undoId);
    expect(end()).toBe('2026-02-24');
  });

  it('takes 10,000 at once, and refuses more before it changes anything', async () => {
    test.db.write((tx) =>
      tx.run(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
         INSERT INTO sessions (service_id, location_id, local_date, local_time, zone, duration_minutes, starts_at, ends_at, capacity, created_at)
         SELECT service_id, location_id, local_date, local_time, zone, 60, starts_at, ends_at, 5, 0 FROM sessions, n WHERE id = ?`,
        [id(2)],
      ),
    );
    const { sessions, more } = await front.session.tick({ from: '2026-03-04' as never, to: null });
    expect([sessions.length, more]).toEqual([0, true]);
    expect(await front.session.count({ from: null, to: null })).toEqual({ count: 10_000, more: true });
    const all = test.db.read.all<{ id: SessionId }>('SELECT id FROM sessions ORDER BY id DESC LIMIT 10001');
    await expect(front.deletion.submit({ ids: all.map((row) => row.id) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    const answer = await front.deletion.submit({ ids: all.slice(0, 10_000).map((row) => row.id) });
    expect(answer.deleted).toBe(10_000);
    await undo(answer.undoId);
    expect((await front.deletion.list({})).total).toBe(0);
  });
});

describe('recovering', () => {
  it('brings bookings, credits and notes back, and is itself taken back', async () => {
    await front.deletion.submit({ ids: [id(0)] });
    const deleted = rows();
    const answer = await front.deletion.recover({ ids: [id(0), id(2)] });
    expect(answer).toMatchObject({
      recovered: 1,
      bookings: 2,
      credits: 1,
      refused: [{ id: id(2), reason: 'not_deleted' }],
    });
    expect((await front.client.get({ id: story.client('Ada') })).lots[0]).toMatchObject({ used: 1 });
    expect(await listed()).toContain(id(0));
    await undo(answer.undoId);
    expect(rows()).toEqual(deleted);
  });

  it('names the client whose credit is spent, and leaves the session deleted', async () => {
    await front.deletion.submit({ ids: [id(0)] });
    test.db.write((tx) => {
      tx.run('UPDATE credit_lots SET expired = bought');
      tx.run(
        `INSERT INTO credit_events (lot_id, kind, credits, at) SELECT id, 'expired', -bought, 0 FROM credit_lots`,
      );
    });
    const before = rows();
    const answer = await front.deletion.recover({ ids: [id(0)], allowConflicts: true });
    expect(answer).toMatchObject({
      recovered: 0,
      refused: [{ reason: 'no_credit', clients: [{ client: 'Ada' }] }],
    });
    expect(rows()).toEqual(before);
  });

  it('lists who has the room now, and goes ahead when the desk says so', async () => {
    const [room] = story.studio.rooms;
    test.db.write((tx) => tx.run('UPDATE sessions SET room_id = ? WHERE id = ?', [room, id(2)]));
    await front.deletion.submit({ ids: [id(2)] });
    await front.session.create({
      serviceId: story.studio.yoga,
      locationId: story.studio.location,
      roomId: room,
      practitionerId: null,
      title: 'In its place',
      date: '2026-03-04' as never,
      time: '09:30' as never,
      durationMinutes: 60,
      capacity: 5,
      publicNote: '',
      privateNote: '',
      meetingLink: '',
    });
    const refused = await front.deletion.recover({ ids: [id(2)] });
    expect(refused.refused).toMatchObject([
      { reason: 'conflict', conflicts: [{ kind: 'room', title: 'In its place', time: '09:30' }] },
    ]);
    expect((await front.deletion.recover({ ids: [id(2)], allowConflicts: true })).recovered).toBe(1);
  });

  it('is not undone once somebody has booked', async () => {
    await front.deletion.submit({ ids: [id(2)] });
    const { undoId } = await front.deletion.recover({ ids: [id(2)] });
    await front.booking.create({
      sessionId: id(2),
      clientId: story.client('Ada'),
      priceMinor: 2500,
      fundings: [{ kind: 'account', amountMinor: 2500 }],
    });
    await expect(undo(undoId)).rejects.toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
  });
});
