import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import type { BookingId, SessionId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { wholeRows } from '#tests/support/whole-rows.ts';

let test: TestDb;
let story: StudioStory;
let desk: Desk;
let sessionId: SessionId;
let ann: BookingId;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir, now: () => SEED_NOW });
  const told = story
    .withSession({ capacity: 1 })
    .withBooking({ client: 'Ann Example', participant: 'Kim', funding: [{ kind: 'package' }] })
    .withBooking({
      client: 'Ben',
      overbookReason: 'a regular',
      funding: [{ kind: 'cash', amountMinor: 500 }],
    });
  sessionId = told.sessionId;
  ann = told.bookingIds[0] as BookingId;
  test.db.write((tx) => {
    tx.run(`UPDATE clients SET phone = '030 123', note = 'Pays late' WHERE first_name = 'Ann'`);
    tx.run(
      `INSERT INTO participants (client_id, name, note, created_at) VALUES (?, 'kim', 'Nut allergy', 0)`,
      [story.client('Ann Example')],
    );
  });
});
afterEach(() => {
  expect(checkDatabase(test.db.read, 'full').problems).toEqual([]);
  test.cleanup();
});

describe('a roster', () => {
  it('says who comes and who pays, with phone, notes, balance, credits, and why there is one too many', async () => {
    const { entries } = await desk.callAs(story.studio.staff).roster.get({ id: sessionId });
    expect(entries).toMatchObject([
      {
        clientName: 'Ben',
        participant: '',
        balanceMinor: 500,
        creditsLeft: 0,
        declinedMinor: 0,
        overbookReason: 'a regular',
        funding: 'cash',
      },
      {
        clientName: 'Ann Example',
        participant: 'Kim',
        phone: '030 123',
        clientNote: 'Pays late',
        participantNote: 'Nut allergy',
        balanceMinor: 0,
        creditsLeft: 9,
        declinedMinor: 0,
        funding: 'package',
      },
    ]);
  });

  it('shows practitioners their own sessions only, and nobody’s money', async () => {
    const own = desk.callAs(story.studio.practitionerStaff);
    const [ben] = (await own.roster.get({ id: sessionId })).entries;
    expect(ben).toMatchObject({ balanceMinor: null, creditsLeft: null, clientNote: '' });
    test.db.write((tx) => tx.run('UPDATE sessions SET practitioner_id = NULL'));
    expect((await call(own, 'roster.get', { id: sessionId })).code).toBe('NOT_FOUND');
    expect((await call(own, 'roster.checkIn', { id: ann, version: 1, isHere: true })).code).toBe('NOT_FOUND');
    expect((await own.roster.ofDay({ date: localDate('2026-03-02'), locationId: null })).rosters).toEqual([]);
  });

  it('of a day has every session of the location by start, and none that is cancelled or deleted', async () => {
    story.withSession({ time: '07:00' });
    const gone = story.withSession({ time: '08:00' }).sessionId;
    test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'canceled' WHERE id = ?`, [gone]));
    story.withSession({ date: '2026-03-03' });
    const front = desk.callAs(story.studio.staff);
    const deleted = story.withSession({ time: '08:30' }).sessionId;
    await front.deletion.submit({ ids: [deleted] });
    const day = await front.roster.ofDay({
      date: localDate('2026-03-02'),
      locationId: story.studio.location,
    });
    expect(day.rosters.map(({ time, entries }) => `${time} ${entries.length}`)).toEqual([
      '07:00 0',
      '09:00 2',
    ]);
    expect((await call(front, 'roster.get', { id: deleted })).code).toBe('NOT_FOUND');
  });
});

describe('a check-in', () => {
  const front = () => desk.callAs(story.studio.staff);

  it('keeps when somebody came, is taken back by another one, and by Undo to the same rows', async () => {
    const before = wholeRows(test.db, ['bookings']);
    const first = await front().roster.checkIn({ id: ann, version: 1, isHere: true });
    expect(first).toMatchObject({ version: 2, checkedInAt: SEED_NOW });
    expect((await call(front(), 'undo.takeBack', { id: first.undoId })).code).toBe('OK');
    expect(wholeRows(test.db, ['bookings'])).toEqual(before);
    await front().roster.checkIn({ id: ann, version: 3, isHere: true });
    expect(await front().roster.checkIn({ id: ann, version: 4, isHere: false })).toMatchObject({
      checkedInAt: null,
    });
    expect(wholeRows(test.db, ['bookings'])).toEqual(before);
  });

  it('is refused for an old version, a cancelled booking and a session that is not open', async () => {
    expect((await call(front(), 'roster.checkIn', { id: ann, version: 7, isHere: true })).code).toBe(
      'CHANGED_MEANWHILE',
    );
    expect((await call(front(), 'roster.checkIn', { id: 99, version: 1, isHere: true })).code).toBe(
      'NOT_FOUND',
    );
    test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'completed'`));
    expect((await call(front(), 'roster.checkIn', { id: ann, version: 1, isHere: true })).code).toBe(
      'SESSION_NOT_OPEN',
    );
  });

  it('is not taken back over somebody else’s change', async () => {
    const { undoId } = await front().roster.checkIn({ id: ann, version: 1, isHere: true });
    await front().booking.update({ id: ann, version: 2, participant: 'Kit' });
    expect(await call(front(), 'undo.takeBack', { id: undoId })).toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
  });
});

describe('participants', () => {
  it('are added, changed, archived, and come back by their name', async () => {
    const front = desk.callAs(story.studio.staff);
    const clientId = story.client('Ben');
    const { id } = await front.participant.add({ clientId, name: 'Lea', note: 'Asthma' });
    expect((await call(front, 'participant.add', { clientId, name: 'LEA' })).code).toBe('NAME_TAKEN');
    await front.participant.update({ id, version: 1, name: 'Lea', note: '', active: false });
    expect((await front.participant.list({ clientId })).rows).toMatchObject([{ name: 'Lea', active: false }]);
    expect(await front.participant.add({ clientId, name: 'Lea', note: 'Asthma' })).toEqual({ id });
    expect((await front.participant.list({ clientId })).rows).toMatchObject([
      { active: true, note: 'Asthma', version: 3 },
    ]);
    expect(
      (await call(front, 'participant.update', { id, version: 1, name: 'Lee', note: '', active: true })).code,
    ).toBe('CHANGED_MEANWHILE');
  });

  it('are remembered from a booking, once', async () => {
    const front = desk.callAs(story.studio.staff);
    const clientId = story.client('Cid');
    const open = story.withSession({ time: '12:00' }).sessionId;
    const book = (sessionId: SessionId, participant: string) =>
      front.booking.create({ sessionId, clientId, participant, priceMinor: 0, fundings: [{ kind: 'free' }] });
    await book(open, 'Noa');
    await book(story.withSession({ time: '13:00' }).sessionId, 'noa');
    expect((await front.participant.list({ clientId })).rows.map(({ name }) => name)).toEqual(['Noa']);
  });
});
