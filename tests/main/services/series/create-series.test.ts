import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeriesId, UndoStepId } from '#domain/values/ids.ts';
import { addDays, localDate } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { seriesFields } from './series-desk.ts';

let test: TestDb;
let studio: SeededStudio;
let front: DeskClient;
let teacher: DeskClient;

beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  const desk = openDesk(test.db, { dataDir: test.dir });
  front = desk.callAs(studio.staff);
  teacher = desk.callAs(studio.practitionerStaff);
});
afterEach(() => test.cleanup());

const fields = (more: object = {}) => seriesFields(studio, more);
const create = async (more: object = {}) => {
  const answer = await call(front, 'series.create', fields({ enabled: true, ...more }));
  return { ...answer, id: (answer.data as { id: SeriesId }).id };
};
const rows = (): unknown =>
  ['series', 'sessions'].map((table) => test.db.read.all(`SELECT * FROM ${table} ORDER BY id`));
const addClosure = (title: string, start: string, end: string): void => {
  test.db.write((tx) =>
    tx.run('INSERT INTO closures (title, start_date, end_date, created_at) VALUES (?, ?, ?, 0)', [
      title,
      start,
      end,
    ]),
  );
};

describe('a new series', () => {
  it('puts all its sessions on the calendar, each at its wall time over the clock change', async () => {
    const { data, id } = await create({ sessionCount: 10 });
    expect(data).toMatchObject({ sessions: 10 });
    const view = await front.series.get({ id });
    expect(view).toMatchObject({ state: 'enabled', serviceName: 'Yoga', zone: 'Europe/Berlin', version: 2 });
    expect(view.sessions.map(({ date }) => date)).toEqual(
      Array.from({ length: 10 }, (_, week) => addDays(localDate('2026-03-03'), 7 * week)),
    );
    expect(view.sessions[3]?.startsAt).toBe(Date.UTC(2026, 2, 24, 9));
    expect(view.sessions[4]?.startsAt).toBe(Date.UTC(2026, 2, 31, 8));
    const { sessions } = await front.session.inRange({
      from: localDate('2026-03-02'),
      to: localDate('2026-03-16'),
    });
    expect(sessions.map(({ seriesId, title }) => [seriesId, title])).toEqual([
      [id, 'Yoga'],
      [id, 'Yoga'],
    ]);
  });

  it('shows nowhere while it is a draft, is found among the drafts, and appears when it is enabled', async () => {
    const { id } = await create({ enabled: false });
    expect((await front.session.list({ from: null, to: null })).total).toBe(0);
    expect(await front.series.list({ states: ['draft'] })).toMatchObject({
      total: 1,
      rows: [{ id, title: 'Yoga', state: 'draft', sessions: 0, weekdays: [2] }],
    });
    expect((await front.series.enablePreview({ id })).dates).toHaveLength(4);
    await front.series.enable({ id, version: 1 });
    expect((await front.session.list({ from: null, to: null })).total).toBe(4);
    expect(await call(front, 'series.enable', { id, version: 2 })).toMatchObject({ code: 'SERIES_STATE' });
  });

  it('skips closed days, names them and does not count them, unless it keeps them', async () => {
    addClosure('Spring break', '2026-03-09', '2026-03-12');
    const plan = await front.series.preview(fields());
    expect(plan.skipped).toEqual([{ date: '2026-03-10', closure: 'Spring break' }]);
    expect(plan.dates.map(({ date }) => date)).toEqual([
      '2026-03-03',
      '2026-03-17',
      '2026-03-24',
      '2026-03-31',
    ]);
    const kept = await front.series.preview(fields({ onClosure: 'keep' }));
    expect(kept.skipped).toEqual([]);
    expect(kept.dates[1]?.date).toBe('2026-03-10');
  });

  it('says where the clocks move a time', async () => {
    const plan = await front.series.preview(
      fields({ firstDate: '2026-03-22', time: '02:30', weekdays: [7] }),
    );
    expect(plan.dates.map(({ time, clockChange }) => [time, clockChange])).toEqual([
      ['02:30', 'none'],
      ['03:30', 'gap'],
      ['02:30', 'none'],
      ['02:30', 'none'],
    ]);
  });

  it('is refused at the field that makes no sense, and then nothing is stored', async () => {
    const before = rows();
    const issue = async (more: object) => {
      const answer = await call(front, 'series.create', fields({ enabled: true, ...more }));
      return (answer.data as { issues: { path: string; code: string }[] }).issues.map(({ path, code }) => [
        path,
        code,
      ]);
    };
    expect(await issue({ lastDate: '2026-05-01' })).toEqual([['lastDate', 'COUNT_OR_LAST_DATE']]);
    expect(await issue({ sessionCount: null })).toEqual([['sessionCount', 'COUNT_OR_LAST_DATE']]);
    expect(await issue({ sessionCount: 0 })).toEqual([['sessionCount', 'TOO_SMALL']]);
    expect(await issue({ sessionCount: 1001 })).toEqual([['sessionCount', 'TOO_LARGE']]);
    expect(await issue({ weekdays: [] })).toEqual([['weekdays', 'TOO_FEW']]);
    expect(await issue({ weekdays: [8] })).toEqual([['weekdays.0', 'TOO_LARGE']]);
    expect(await issue({ firstDate: '2026-02-30' })).toEqual([['firstDate', 'DATE']]);
    expect(await issue({ interval: 0 })).toEqual([['interval', 'TOO_SMALL']]);
    const daily = { weekdays: [1, 2, 3, 4, 5, 6, 7], sessionCount: null, lastDate: '2099-12-31' };
    expect(await issue(daily)).toEqual([['lastDate', 'RULE_YIELDS_TOO_MANY']]);
    addClosure('Closed for good', '2026-01-01', '2099-12-31');
    expect(await issue({})).toEqual([['weekdays', 'RULE_YIELDS_NONE']]);
    expect((await create({ serviceId: 999 })).code).toBe('NOT_FOUND');
    expect(rows()).toEqual(before);
  });
});

it('is not enabled in a studio that has been closed for good meanwhile, and stays a draft', async () => {
  const { id } = await front.series.create(fields({ enabled: false }) as never);
  addClosure('Closed for good', '2026-01-01', '2099-12-31');
  const before = rows();
  for (const name of ['series.enablePreview', 'series.enable'])
    expect(await call(front, name, { id, version: 1 })).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'weekdays', code: 'RULE_YIELDS_NONE' }] },
    });
  expect(rows()).toEqual(before);
});

describe('dates that something stands against', () => {
  const at = { time: '10:30' };
  beforeEach(async () => {
    const hall = { roomId: studio.rooms[0], practitionerId: studio.practitioner };
    await create({ ...hall, title: 'First', sessionCount: 2 });
  });

  it('are named in the preview with room and practitioner', async () => {
    const plan = await front.series.preview(fields({ ...at, roomId: studio.rooms[0] }));
    expect(plan.dates.map(({ conflicts }) => conflicts)).toEqual([
      [{ kind: 'room', title: 'First', date: '2026-03-03', time: '10:00' }],
      [{ kind: 'room', title: 'First', date: '2026-03-10', time: '10:00' }],
      [],
      [],
    ]);
    const who = await front.series.preview(fields({ ...at, practitionerId: studio.practitioner }));
    expect(who.dates[0]?.conflicts).toMatchObject([{ kind: 'practitioner', title: 'First' }]);
  });

  it('are each skipped, moved to another room, given to another, or kept double, as chosen', async () => {
    const input = { ...at, roomId: studio.rooms[0] };
    const before = rows();
    expect(await create(input)).toMatchObject({
      code: 'SERIES_CONFLICTS',
      data: { dates: ['2026-03-03', '2026-03-10'] },
    });
    expect(rows()).toEqual(before);
    const [first, second] = ['2026-03-03', '2026-03-10'];
    const skipped = await create({
      ...input,
      choices: [
        { date: first, choice: 'skip' },
        { date: second, choice: 'room', roomId: studio.rooms[1] },
      ],
    });
    const view = await front.series.get({ id: skipped.id });
    expect(view.leftOut).toEqual([first]);
    expect(view.sessions.map(({ date, roomId }) => [date, roomId])).toEqual([
      [second, studio.rooms[1]],
      ['2026-03-17', studio.rooms[0]],
      ['2026-03-24', studio.rooms[0]],
    ]);
    const kept = await create({
      ...input,
      sessionCount: 1,
      choices: [{ date: first, choice: 'keep' }],
    });
    expect(kept.code).toBe('OK');
  });

  it('are still refused when the other room is taken too', async () => {
    await create({ roomId: studio.rooms[1], sessionCount: 1 });
    const answer = await create({
      ...at,
      roomId: studio.rooms[0],
      sessionCount: 1,
      choices: [{ date: '2026-03-03', choice: 'room', roomId: studio.rooms[1] }],
    });
    expect(answer).toMatchObject({ code: 'SERIES_CONFLICTS', data: { dates: ['2026-03-03'] } });
    expect(
      await create({ ...at, choices: [{ date: '2026-03-03', choice: 'room', roomId: 999 }] }),
    ).toMatchObject({ code: 'NOT_FOUND', data: { what: 'room' } });
  });
});

describe('undo', () => {
  const undoOf = ({ data }: { readonly data: unknown }): UndoStepId =>
    (data as { undoId: UndoStepId }).undoId;

  it('of a new series takes it and its sessions away again', async () => {
    const before = rows();
    await front.undo.takeBack({ id: undoOf(await create()) });
    expect(rows()).toEqual(before);
  });

  it('of enabling gives back the draft', async () => {
    const { id } = await create({ enabled: false });
    const before = await front.series.get({ id });
    const { undoId } = await front.series.enable({ id, version: 1 });
    await front.undo.takeBack({ id: undoId });
    expect(await front.series.get({ id })).toEqual({ ...before, version: 3 });
  });

  it('is refused once somebody is booked in one of its sessions', async () => {
    const answer = await create();
    const [session] = (await front.series.get({ id: answer.id })).sessions;
    if (!session) throw new Error('no session');
    const client = await front.client.create({
      firstName: 'A',
      lastName: '',
      email: '',
      phone: '',
      note: '',
    });
    await front.booking.create({
      sessionId: session.id,
      clientId: client.id,
      priceMinor: 0,
      fundings: [{ kind: 'free' }],
    });
    const before = rows();
    expect(await call(front, 'undo.takeBack', { id: undoOf(answer) })).toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
      data: { reason: 'changed' },
    });
    expect(rows()).toEqual(before);
  });
});

it('shows a practitioner the series they give and nobody else’s', async () => {
  const own = await create({ practitionerId: studio.practitioner });
  const other = await create({ time: '15:00' });
  expect((await teacher.series.list({})).rows.map(({ id }) => id)).toEqual([own.id]);
  expect((await teacher.series.get({ id: own.id })).sessions).toHaveLength(4);
  expect((await call(teacher, 'series.get', { id: other.id })).code).toBe('NOT_FOUND');
});
