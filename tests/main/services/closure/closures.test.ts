import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClosureView, ListedClosure } from '#contract/desktop/closure.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';

let test: TestDb;
let story: StudioStory;
let front: DeskClient;
let teacher: DeskClient;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
  const desk = openDesk(test.db, { dataDir: test.dir });
  front = desk.callAs(story.studio.staff);
  teacher = desk.callAs(story.studio.practitionerStaff);
});
afterEach(() => test.cleanup());

const fields = (more: object = {}) => ({
  title: 'Floor being sanded',
  startDate: '2026-03-02',
  endDate: '2026-03-03',
  startTime: null,
  endTime: null,
  locationId: null,
  roomId: null,
  practitionerId: null,
  ...more,
});
const create = (more: object = {}) => call(front, 'closure.create', fields(more));
const made = async (more: object = {}) =>
  (await create(more)).data as { id: ListedClosure['id']; undoId: number };
const issue = (path: string, code: string, limit?: number) => ({
  code: 'INVALID_INPUT',
  data: { issues: [limit === undefined ? { path, code } : { path, code, limit }] },
});
const rows = () => test.db.read.all<{ id: number; version: number }>('SELECT * FROM closures ORDER BY id');
const undo = (undoId: number) => call(front, 'undo.takeBack', { id: undoId });
const view = (id: ListedClosure['id']): Promise<ClosureView> => front.closure.get({ id });

const session = (more: object = {}) => ({
  serviceId: story.studio.yoga,
  locationId: story.studio.location,
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

describe('a closure', () => {
  it('knows the open sessions inside, to the minute', async () => {
    story.withSession({ time: '09:00' }).withSession({ time: '12:00' }).withSession({ date: '2026-03-03' });
    const { id } = await made({ startTime: '10:00', endTime: '12:00' });
    expect((await view(id)).inside).toEqual({ count: 0, more: false });
    await call(front, 'closure.update', {
      ...fields({ startTime: '09:59', endTime: '12:01' }),
      id,
      version: 1,
    });
    expect((await view(id)).sessions.map(({ time }) => time)).toEqual(['09:00', '12:00']);
  });

  it('is about a room or a practitioner only where it says so', async () => {
    const { rooms, practitioner } = story.studio;
    await call(front, 'session.create', session({ roomId: rooms[0] }));
    await call(front, 'session.create', session({ practitionerId: practitioner, time: '12:00' }));
    const times = async (more: object) => {
      const { id } = await made(more);
      return (await view(id)).sessions.map(({ time }) => time);
    };
    expect(await times({ roomId: rooms[0] })).toEqual(['10:00']);
    expect(await times({ roomId: rooms[1] })).toEqual([]);
    expect(await times({ practitionerId: practitioner })).toEqual(['12:00']);
    expect(await times({})).toEqual(['10:00', '12:00']);
  });

  it('is listed while it is still to end, and among the past ones afterwards', async () => {
    await made({ title: 'Later', startDate: '2026-05-01', endDate: '2026-05-02' });
    await made({ title: 'Sooner' });
    await made({ title: 'Over', startDate: '2026-01-01', endDate: '2026-01-02' });
    await made({ title: 'Ends today', startDate: '2026-02-20', endDate: '2026-02-24' });
    const titles = async (when: 'coming' | 'past') =>
      (await front.closure.list({ when })).rows.map(({ title }) => title);
    expect(await titles('coming')).toEqual(['Ends today', 'Sooner', 'Later']);
    expect(await titles('past')).toEqual(['Over']);
    expect((await front.closure.list({ limit: 1, offset: 1 })).rows[0]?.title).toBe('Sooner');
  });

  it('shows practitioners which of their own sessions lie inside, and no other', async () => {
    const { practitioner } = story.studio;
    await call(front, 'session.create', session());
    await call(front, 'session.create', session({ practitionerId: practitioner, time: '12:00' }));
    const { id } = await made();
    const theirs = await teacher.closure.get({ id });
    expect(theirs.sessions.map(({ time }) => time)).toEqual(['12:00']);
    expect(theirs.inside.count).toBe(1);
  });

  it('stands against a new or moved session that touches it, which the desk may allow knowingly', async () => {
    await made({ startTime: '10:30', endTime: '12:00', roomId: story.studio.rooms[0] });
    const inHall = session({ roomId: story.studio.rooms[0] });
    expect(await call(front, 'session.create', inHall)).toMatchObject({
      code: 'SCHEDULE_CONFLICT',
      data: { conflicts: [{ kind: 'closure', title: 'Floor being sanded', time: '10:30' }] },
    });
    expect((await call(front, 'session.create', { ...inHall, durationMinutes: 30 })).code).toBe('OK');
    expect((await call(front, 'session.create', session())).code).toBe('OK');
    const allowed = await call(front, 'session.create', { ...inHall, time: '11:00', allowConflicts: true });
    const { id } = allowed.data as { id: never };
    expect((await front.session.get({ id })).closures).toMatchObject([{ title: 'Floor being sanded' }]);
  });

  it('marks the open sessions that it touches in the list, a page at a time', async () => {
    for (const more of [{ time: '08:00' }, { time: '10:00' }, { time: '11:45' }])
      await call(front, 'session.create', session(more));
    // Of the evening before, lasting into the day.
    await call(front, 'session.create', session({ date: '2026-03-01', time: '23:30', durationMinutes: 720 }));
    await made({ startTime: '10:30', endTime: '12:00' });
    const marked = async () =>
      (await front.session.list({ from: null, to: null })).rows.map(({ time, closures }) => [time, closures]);
    const title = ['Floor being sanded'];
    expect((await marked()).toReversed()).toEqual([
      ['23:30', title],
      ['08:00', []],
      ['10:00', title],
      ['11:45', title],
    ]);
    test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'completed' WHERE local_time = '10:00'`));
    expect((await marked()).filter(([, closures]) => closures?.length)).toHaveLength(2);
  });

  it('is on the calendar of everybody', async () => {
    await made({ startTime: '10:30', endTime: '12:00' });
    const { closures } = await teacher.session.inRange({
      from: '2026-03-02' as never,
      to: '2026-03-09' as never,
    });
    expect(closures).toMatchObject([{ startTime: '10:30', endTime: '12:00', roomId: null }]);
  });
});

describe('what a form says of a closure', () => {
  it('is refused at the field where it cannot be, and nothing is kept', async () => {
    expect(await create({ endDate: '2026-03-02' })).toMatchObject(issue('endDate', 'RANGE_REVERSED'));
    expect(await create({ endDate: '2026-02-20' })).toMatchObject(issue('endDate', 'RANGE_REVERSED'));
    expect(await create({ endDate: '2031-03-02' })).toMatchObject(issue('endDate', 'RANGE_TOO_LONG', 1097));
    expect(await create({ startDate: '2099-12-30', endDate: '2100-03-01' })).toMatchObject(
      issue('endDate', 'DATE_OUT_OF_RANGE'),
    );
    expect(await create({ startDate: '1999-12-30' })).toMatchObject(issue('startDate', 'DATE_OUT_OF_RANGE'));
    expect(await create({ startDate: '2026-02-30' })).toMatchObject(issue('startDate', 'DATE'));
    expect(await create({ startTime: '09:00' })).toMatchObject(issue('endTime', 'REQUIRED'));
    expect(await create({ endTime: '09:00' })).toMatchObject(issue('startTime', 'REQUIRED'));
    expect(await create({ startTime: '12:00', endTime: '12:00' })).toMatchObject(
      issue('endTime', 'RANGE_REVERSED'),
    );
    expect(await create({ startTime: '25:00', endTime: '26:00' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await create({ title: '   ' })).toMatchObject(issue('title', 'REQUIRED'));
    expect(await create({ title: 'x'.repeat(121) })).toMatchObject(issue('title', 'TOO_LONG', 120));
    expect(rows()).toEqual([]);
  });

  it('needs parts of the studio that exist, the room inside the location', async () => {
    expect(await create({ locationId: 99 })).toMatchObject({ code: 'NOT_FOUND', data: { what: 'location' } });
    expect(await create({ roomId: 99 })).toMatchObject({ code: 'NOT_FOUND', data: { what: 'room' } });
    expect(await create({ practitionerId: 99 })).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'practitioner' },
    });
    test.db.write((tx) =>
      tx.run(`INSERT INTO locations (id, name, zone) VALUES (50, 'Annex', 'Europe/London')`),
    );
    expect((await create({ locationId: 50, roomId: story.studio.rooms[0] })).code).toBe('ROOM_ELSEWHERE');
    expect(rows()).toEqual([]);
  });

  it('is no longer than three years, and says how much lies inside as far as anybody reads', async () => {
    for (let hour = 0; hour < 24; hour += 1)
      story.withSession({ time: `${String(hour).padStart(2, '0')}:00`, date: '2026-04-01' });
    const everything = fields({ startDate: '2026-02-24', endDate: '2029-02-24' });
    const preview = await front.closure.preview({ ...everything, exceptId: null } as never);
    expect(preview.inside).toEqual({ count: 24, more: false });
    expect(preview.sessions).toHaveLength(20);
    expect(preview.plan).toMatchObject({ sessions: 24, refundTotalMinor: 0 });
  });
});

describe('the preview', () => {
  it('counts sessions, bookings and money by the plan of a cancellation, and changes nothing', async () => {
    const before = JSON.stringify(rows());
    story
      .withSession()
      .withBooking({ client: 'Ada', funding: [{ kind: 'cash', amountMinor: 2500 }] })
      .withBooking({ client: 'Bob', funding: [{ kind: 'free', amountMinor: 2500 }] });
    const preview = await front.closure.preview({ ...fields(), exceptId: null } as never);
    expect(preview).toMatchObject({
      inside: { count: 1, more: false },
      plan: { sessions: 1, bookings: 2, clients: 2, refundTotalMinor: 2500 },
      overlapping: [],
    });
    expect(JSON.stringify(rows())).toBe(before);
  });

  it('leaves out what is over, cancelled or deleted, and names closures of the same place on these days', async () => {
    story
      .withSession({ date: '2026-02-23', time: '06:00' })
      .withSession({ date: '2026-02-23', time: '18:00' });
    test.db.write((tx) =>
      tx.run(`INSERT INTO sessions (service_id, location_id, local_date, local_time, zone, duration_minutes,
      starts_at, ends_at, capacity, state, created_at) SELECT service_id, location_id, local_date, '19:00', zone, duration_minutes,
      starts_at, ends_at, capacity, 'deleted', created_at FROM sessions WHERE local_time = '18:00'`),
    );
    const other = await made({ title: 'Week off', startDate: '2026-02-20', endDate: '2026-02-27' });
    await made({
      title: 'Hall only',
      startDate: '2026-02-23',
      endDate: '2026-02-24',
      roomId: story.studio.rooms[0],
    });
    const wanted = fields({ startDate: '2026-02-23', endDate: '2026-02-24' });
    const preview = await front.closure.preview({ ...wanted, exceptId: null } as never);
    expect(preview.sessions.map(({ time }) => time)).toEqual(['18:00']);
    expect(preview.overlapping.map(({ title }) => title)).toEqual(['Week off']);
    const edited = await front.closure.preview({ ...wanted, exceptId: other.id } as never);
    expect(edited.overlapping).toEqual([]);
  });
});

describe('a change of a closure', () => {
  it('is refused to whoever looked at an older version, and after it was removed', async () => {
    const { id } = await made();
    const change = (version: number, more: object = {}) =>
      call(front, 'closure.update', { ...fields({ title: 'Longer', ...more }), id, version });
    const both = await Promise.all([change(1), change(1, { title: 'Shorter' })]);
    expect(both.map(({ code }) => code).sort()).toEqual(['CHANGED_MEANWHILE', 'OK']);
    const remove = (version: number) => call(front, 'closure.remove', { id, version, restore: false });
    expect((await remove(1)).code).toBe('CHANGED_MEANWHILE');
    expect((await remove(2)).code).toBe('OK');
    expect(await remove(3)).toMatchObject({ code: 'NOT_FOUND', data: { what: 'closure' } });
    expect((await change(3)).code).toBe('NOT_FOUND');
    expect((await call(front, 'closure.get', { id })).code).toBe('NOT_FOUND');
  });

  it('can be taken back: added, changed and removed', async () => {
    const { id, undoId } = await made();
    const [before] = rows();
    const changed = await call(front, 'closure.update', { ...fields({ title: 'Longer' }), id, version: 1 });
    expect((await undo(undoId)).data).toEqual({ reason: 'changed' });
    await undo((changed.data as { undoId: number }).undoId);
    expect(rows()).toEqual([{ ...before, version: 3 }]);
    const removed = await call(front, 'closure.remove', { id, version: 3, restore: false });
    expect((await front.closure.list({})).total).toBe(0);
    await undo((removed.data as { undoId: number }).undoId);
    expect(rows()).toEqual([{ ...before, version: 5 }]);
    const second = await made({ title: 'Second' });
    await undo(second.undoId);
    expect(rows().map((row) => row.id)).toEqual([id]);
  });

  it('may overlap another closure of the same place: both hold', async () => {
    await made({ title: 'Holiday' });
    await made({ title: 'Floor being sanded' });
    const refused = await call(front, 'session.create', session());
    expect((refused.data as { conflicts: unknown[] }).conflicts).toHaveLength(2);
  });
});
