import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadDb } from '#db/database.ts';
import * as closures from '#db/repositories/closure.ts';
import * as sessionLists from '#db/repositories/session-list.ts';
import * as sessionOverlaps from '#db/repositories/session-overlap.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import { localDate, localTime, zone } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { plansOf } from '#tests/support/query-plans.ts';

let test: TestDb;
let studio: SeededStudio;
let front: DeskClient;
let teacher: DeskClient;
let office: DeskClient;

beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  const desk = openDesk(test.db, { dataDir: test.dir });
  front = desk.callAs(studio.staff);
  office = desk.callAs(studio.admin);
  teacher = desk.callAs(studio.practitionerStaff);
});
afterEach(() => test.cleanup());

const fields = (more: object = {}) => ({
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
  ...more,
});

const create = (more: object = {}) => call(front, 'session.create', fields(more));
const idOf = (answer: { data: unknown }): sessionRows.SessionRow['id'] =>
  (answer.data as { id: sessionRows.SessionRow['id'] }).id;
const week = { from: localDate('2026-03-02'), to: localDate('2026-03-09') };

describe('a new session', () => {
  it('keeps its wall time in the zone of its location and shows up on its local day', async () => {
    await create({ time: '23:30' });
    const { sessions: rows } = await front.session.inRange({ from: week.from, to: localDate('2026-03-03') });
    expect(rows).toEqual([
      expect.objectContaining({
        title: 'Yoga',
        date: '2026-03-02',
        time: '23:30',
        zone: 'Europe/Berlin',
        startsAt: Date.UTC(2026, 2, 2, 22, 30),
        booked: 0,
      }),
    ]);
  });

  it('is moved out of a spring gap and may be the second of two in autumn (T1)', async () => {
    const gap = await front.session.clock({
      locationId: studio.location,
      date: localDate('2026-03-29'),
      time: localTime('02:30'),
    });
    expect(gap).toEqual({ change: 'gap', shownAs: '03:30', zone: 'Europe/Berlin' });
    const first = idOf(await create({ date: '2026-10-25', time: '02:30' }));
    const second = idOf(await create({ date: '2026-10-25', time: '02:30', fold: 'later' }));
    const starts = await Promise.all(
      [first, second].map(async (id) => (await front.session.get({ id })).startsAt),
    );
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBe(3_600_000);
    expect((await front.session.get({ id: second })).clockChange).toBe('overlap');
  });

  it('lies in the years 2000 to 2099, also after it is moved', async () => {
    const refused = {
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'date', code: 'DATE_OUT_OF_RANGE' }] },
    };
    for (const date of ['0001-01-01', '1999-12-31', '2100-01-01', '9999-12-31'])
      expect(await create({ date })).toMatchObject(refused);
    expect((await create({ date: '2000-01-01' })).code).toBe('OK');
    const id = idOf(await create({ date: '2099-12-31' }));
    const move = { id, version: 1, date: '2100-01-01', time: '12:00', durationMinutes: 90 };
    expect(await call(front, 'session.move', move)).toMatchObject(refused);
  });

  it('names what stands against it, and goes ahead when the desk says so', async () => {
    const room = { roomId: studio.rooms[0] };
    await create({ ...room, title: 'First' });
    const inRoom = await create({ ...room, time: '10:59' });
    expect(inRoom).toMatchObject({
      code: 'SCHEDULE_CONFLICT',
      data: { conflicts: [{ kind: 'room', title: 'First', date: '2026-03-02', time: '10:00' }] },
    });
    expect((await create({ ...room, time: '11:00' })).code).toBe('OK');
    expect((await create({ ...room, time: '10:30', allowConflicts: true })).code).toBe('OK');
    await create({ practitionerId: studio.practitioner, date: '2026-03-04' });
    const sameTeacher = await create({
      practitionerId: studio.practitioner,
      date: '2026-03-04',
      time: '09:30',
    });
    expect(sameTeacher.data).toMatchObject({ conflicts: [{ kind: 'practitioner' }] });
  });

  it('is not put on a closed day unknowingly', async () => {
    test.db.write((tx) =>
      tx.run(
        `INSERT INTO closures (title, start_date, end_date, created_at) VALUES ('Holiday', '2026-03-02', '2026-03-04', 0)`,
      ),
    );
    expect((await create({ date: '2026-03-03' })).data).toEqual({
      conflicts: [{ kind: 'closure', title: 'Holiday', date: '2026-03-03', time: '' }],
    });
    expect((await create({ date: '2026-03-04' })).code).toBe('OK');
    expect(closures.listInRange(test.db.read, localDate('2026-03-04'), localDate('2026-03-09'))).toEqual([]);
  });

  it('needs parts that exist, the room inside the location', async () => {
    expect(await create({ serviceId: 999 })).toMatchObject({ code: 'NOT_FOUND', data: { what: 'service' } });
    const other = await office.catalog.createLocation({
      name: 'Annex',
      zone: zone('Europe/London'),
      address: '',
      active: true,
    });
    expect((await create({ locationId: other.id, roomId: studio.rooms[0] })).code).toBe('ROOM_ELSEWHERE');
  });
});

describe('a change', () => {
  it('is refused on a version that somebody else has changed', async () => {
    const id = idOf(await create());
    const move = { id, version: 1, date: '2026-03-03', time: '12:00', durationMinutes: 90 };
    expect(await call(front, 'session.move', move)).toMatchObject({ code: 'OK', data: { version: 2 } });
    expect(await call(front, 'session.move', move)).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    const { history, startsAt } = await front.session.get({ id });
    expect(startsAt).toBe(Date.UTC(2026, 2, 3, 11));
    expect(history.map(({ action }) => action)).toEqual(['session.created', 'session.moved']);
  });

  it('is refused once the session is being canceled', async () => {
    const id = idOf(await create());
    test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'canceling'`));
    const move = { id, version: 1, date: '2026-03-03', time: '12:00', durationMinutes: 90 };
    expect(await call(front, 'session.move', move)).toMatchObject({
      code: 'SESSION_NOT_OPEN',
      data: { state: 'canceling' },
    });
  });

  it('does not take places away that are booked', async () => {
    const id = idOf(await create());
    for (const firstName of ['A', 'B'])
      await front.booking.create({
        sessionId: id,
        clientId: (await front.client.create({ firstName, lastName: '', email: '', phone: '', note: '' })).id,
        priceMinor: 0,
        fundings: [{ kind: 'free' }],
      });
    const answer = await call(front, 'session.update', { ...fields({ capacity: 1 }), id, version: 1 });
    expect(answer).toMatchObject({ code: 'OVER_CAPACITY', data: { capacity: 1, booked: 2 } });
  });

  it('of a location to another zone keeps the wall times of what is to come (T5)', async () => {
    const id = idOf(await create());
    await office.catalog.updateLocation({
      id: studio.location,
      version: 1,
      name: 'Main House',
      zone: zone('America/New_York'),
      address: '',
      active: true,
    });
    expect(await front.session.get({ id })).toMatchObject({
      date: '2026-03-02',
      time: '10:00',
      zone: 'America/New_York',
      startsAt: Date.UTC(2026, 2, 2, 15),
    });
  });

  it('of a location to another zone counts for a session that is recovered afterwards', async () => {
    const id = idOf(await create());
    await front.deletion.submit({ ids: [id] });
    const [place] = (await office.catalog.all()).locations;
    if (!place) throw new Error('no location');
    await office.catalog.updateLocation({ ...place, zone: zone('America/New_York') });
    await front.deletion.recover({ ids: [id] });
    expect(await front.session.get({ id })).toMatchObject({
      time: '10:00',
      zone: 'America/New_York',
      startsAt: Date.UTC(2026, 2, 2, 15),
    });
  });
});

describe('a practitioner', () => {
  it('sees their own sessions only, wherever they look', async () => {
    const own = idOf(await create({ practitionerId: studio.practitioner }));
    const other = idOf(await create({ time: '15:00' }));
    expect((await teacher.session.inRange(week)).sessions.map(({ id }) => id)).toEqual([own]);
    expect((await teacher.session.list({ from: null, to: null })).rows.map(({ id }) => id)).toEqual([own]);
    expect((await teacher.search.find({ text: 'yoga' })).sessions.map(({ id }) => id)).toEqual([own]);
    expect((await teacher.session.get({ id: own })).id).toBe(own);
    expect((await call(teacher, 'session.get', { id: other })).code).toBe('NOT_FOUND');
  });

  it('meets the clients of their own sessions only', async () => {
    const own = idOf(await create({ practitionerId: studio.practitioner }));
    const names = { firstName: 'Ada', lastName: 'Example', email: 'ada@example.org', phone: '', note: 'shy' };
    const { id: clientId } = await front.client.create(names);
    expect((await call(teacher, 'client.get', { id: clientId })).code).toBe('NOT_FOUND');
    await front.booking.create({ sessionId: own, clientId, priceMinor: 0, fundings: [{ kind: 'free' }] });
    expect(await teacher.client.get({ id: clientId })).toMatchObject({ name: 'Ada Example', note: '' });
  });
});

describe('the calendar', () => {
  it('is asked for at most two months, the right way round', async () => {
    const range = (from: string, to: string) => call(front, 'session.inRange', { from, to });
    expect((await range('2026-03-02', '2026-05-03')).code).toBe('OK');
    expect((await range('2026-03-02', '2026-05-04')).data).toEqual({
      issues: [{ path: 'to', code: 'RANGE_TOO_LONG', limit: 62 }],
    });
    expect((await range('2026-03-02', '2026-03-02')).data).toEqual({
      issues: [{ path: 'to', code: 'RANGE_REVERSED' }],
    });
  });

  it.each([
    ['the week', (db: ReadDb) => sessionLists.listInRange(db, week, 1000)],
    [
      'the filtered week',
      (db: ReadDb) =>
        sessionLists.listInRange(
          db,
          {
            ...week,
            locationIds: [studio.location],
            serviceIds: [studio.yoga],
            states: ['open'],
            search: 'y',
          },
          1000,
        ),
    ],
    [
      'a page of the list',
      (db: ReadDb) => sessionLists.listPage(db, week, { limit: 100, offset: 0, sort: 'soonest' }),
    ],
    [
      'the latest',
      (db: ReadDb) => sessionLists.listPage(db, week, { limit: 100, offset: 0, sort: 'latest' }),
    ],
  ])('reads %s by an index and sorts nothing', (_what, read) => {
    for (const plan of plansOf(test.db.read, read)) {
      expect(plan).toMatch(/SEARCH s USING (?:COVERING )?INDEX sessions_by_(?:local_date|start)/);
      expect(plan).not.toMatch(/SCAN (?:s|b|v)\b/);
      expect(plan.replace('USE TEMP B-TREE FOR LAST TERM OF ORDER BY', '')).not.toMatch(/TEMP B-TREE/);
    }
  });
});

it('finds what is on in a room or with a practitioner by their own days, however many sessions there are', () => {
  const [plan] = plansOf(test.db.read, (db) =>
    sessionOverlaps.listOverlaps(db, {
      startsAt: SEED_NOW,
      endsAt: SEED_NOW + 1,
      roomId: studio.rooms[0],
      practitionerId: studio.practitioner,
      exceptId: null,
    }),
  );
  expect(plan).toMatch(
    /SEARCH s USING INDEX sessions_by_room .*\n.*\n?SEARCH s USING INDEX sessions_by_practitioner/,
  );
  expect(plan).not.toMatch(/SCAN (?:s|v)\b/);
});
