import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeriesView } from '#contract/desktop/series.ts';
import type { SeriesId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { seriesFields } from './series-desk.ts';

let test: TestDb;
let studio: SeededStudio;
let front: DeskClient;
let now = SEED_NOW;

beforeEach(() => {
  now = SEED_NOW;
  test = createTestDb();
  studio = seedStudio(test.db);
  front = openDesk(test.db, { dataDir: test.dir, now: () => now }).callAs(studio.staff);
});
afterEach(() => test.cleanup());

async function aSeries(more: object = {}): Promise<SeriesView> {
  const { id } = await front.series.create({ ...seriesFields(studio, more), enabled: true });
  return front.series.get({ id });
}

/** What the form of the series holds, changed. */
function edited(view: SeriesView, more: object = {}) {
  const { serviceId, locationId, roomId, practitionerId, title, firstDate, time, durationMinutes } = view;
  const { capacity, frequency, interval, weekdays, sessionCount, lastDate, onClosure } = view;
  const { publicNote, privateNote, meetingLink } = view;
  return {
    ...{ serviceId, locationId, roomId, practitionerId, title, firstDate, time, durationMinutes },
    ...{ capacity, frequency, interval, weekdays, sessionCount, lastDate, onClosure },
    ...{ publicNote, privateNote, meetingLink, ...more },
  };
}

interface Edit {
  readonly scope?: 'all' | 'following';
  readonly fromDate?: string | null;
  readonly fields?: object | null;
  readonly applyTo?: readonly number[];
  readonly choices?: readonly object[];
  readonly tell?: boolean;
}
const editOf = (view: SeriesView, { choices: _, tell: __, ...edit }: Edit) =>
  ({
    id: view.id,
    version: view.version,
    scope: 'all',
    fromDate: null,
    ...edit,
    fields: edit.fields === null ? null : edited(view, edit.fields),
  }) as never;
const preview = (view: SeriesView, edit: Edit) => front.series.previewChange(editOf(view, edit));
async function change(view: SeriesView, edit: Edit) {
  const { planHash } = await preview(view, edit);
  return call(front, 'series.change', {
    ...(editOf(view, edit) as object),
    choices: edit.choices ?? [],
    tell: edit.tell ?? false,
    planHash,
  });
}
const doneOf = (answer: { data: unknown }) =>
  answer.data as {
    id: SeriesId;
    changed: number;
    added: number;
    dropped: number;
    told: number;
    undoId: UndoStepId;
  };

async function book(sessionId: SessionId | undefined, firstName: string, paid = false) {
  if (sessionId === undefined) throw new Error('no session');
  const email = `${firstName}@example.org`.toLowerCase();
  const client = await front.client.create({ firstName, lastName: '', email, phone: '', note: '' });
  await front.booking.create({
    sessionId,
    clientId: client.id,
    priceMinor: paid ? 2500 : 0,
    fundings: paid ? [{ kind: 'new_payment', method: 'cash', amountMinor: 2500 }] : [{ kind: 'free' }],
  });
  return client.id;
}

const rows = (table: string) =>
  test.db.read.all<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY id`);
const withoutVersion = (list: readonly Record<string, unknown>[]) =>
  list.map(({ version: _, ...row }) => row);
const dates = async (id: SeriesId) =>
  (await front.series.get({ id })).sessions.map(({ date, time }) => `${date} ${time}`);

describe('an edit of all sessions', () => {
  it('moves them, and says before how many and for whom', async () => {
    const view = await aSeries();
    await book(view.sessions[1]?.id, 'Ada');
    const diff = await preview(view, { fields: { time: '11:30', weekdays: [3], firstDate: '2026-03-04' } });
    expect(diff).toMatchObject({
      isSplit: false,
      added: [],
      dropped: [],
      unchanged: 0,
      people: [{ name: 'Ada', hasEmail: true }],
    });
    expect(diff.changed.map(({ toDate, toTime, booked }) => [toDate, toTime, booked])).toEqual([
      ['2026-03-04', '11:30', 0],
      ['2026-03-11', '11:30', 1],
      ['2026-03-18', '11:30', 0],
      ['2026-03-25', '11:30', 0],
    ]);
    await change(view, { fields: { time: '11:30', weekdays: [3], firstDate: '2026-03-04' } });
    expect(await dates(view.id)).toEqual([
      '2026-03-04 11:30',
      '2026-03-11 11:30',
      '2026-03-18 11:30',
      '2026-03-25 11:30',
    ]);
    expect((await front.session.get({ id: view.sessions[1]?.id as SessionId })).booked).toBe(1);
  });

  it('is the one that was shown, or none', async () => {
    const view = await aSeries();
    const edit = { fields: { title: 'New' } };
    const { planHash } = await preview(view, edit);
    await front.session.move({
      id: view.sessions[0]?.id as SessionId,
      version: 1,
      date: localDate('2026-03-05'),
      time: localTime('10:00'),
      durationMinutes: 60,
    });
    const before = rows('sessions');
    const input = { ...(editOf(view, edit) as object), planHash, tell: false };
    expect((await call(front, 'series.change', input)).code).toBe('CHANGED_MEANWHILE');
    expect(rows('sessions')).toEqual(before);
  });

  it('keeps what was moved by hand, unless it is told to take it along', async () => {
    const view = await aSeries();
    const id = view.sessions[1]?.id as SessionId;
    await front.session.move({
      id,
      version: 1,
      date: localDate('2026-03-12'),
      time: localTime('18:00'),
      durationMinutes: 60,
    });
    const edit = { fields: { time: '09:00' } };
    expect((await preview(view, edit)).exceptions).toEqual([
      { sessionId: id, date: '2026-03-12', time: '18:00' },
    ]);
    await change(view, edit);
    expect((await dates(view.id))[1]).toBe('2026-03-12 18:00');
    const again = await front.series.get({ id: view.id });
    expect(again.sessions[1]?.isException).toBe(true);
    await change(again, { fields: { time: '08:00' }, applyTo: [id] });
    expect((await dates(view.id))[1]).toBe('2026-03-10 08:00');
    expect((await front.series.get({ id: view.id })).sessions[1]?.isException).toBe(false);
  });

  it('leaves saved, canceled, past and paid sessions as they are', async () => {
    const view = await aSeries({ sessionCount: 6 });
    const [first, second, third, fourth] = view.sessions.map(({ id }) => id);
    await book(fourth, 'Ada', true);
    now = Date.UTC(2026, 2, 4);
    test.db.write((tx) => {
      tx.run(`UPDATE sessions SET state = 'completed' WHERE id = ?`, [second ?? 0]);
      tx.run(`UPDATE sessions SET state = 'canceled' WHERE id = ?`, [third ?? 0]);
    });
    const before = rows('sessions').slice(0, 4);
    const edit = { fields: { time: '07:00', weekdays: [5], firstDate: '2026-03-06' } };
    const diff = await preview(view, edit);
    expect(diff.kept.map(({ sessionId, reason }) => [sessionId, reason])).toEqual([
      [first, 'past'],
      [second, 'saved'],
      [third, 'canceled'],
      [fourth, 'paid'],
    ]);
    expect(diff.added).toEqual([]);
    expect((await change(view, edit)).code).toBe('OK');
    expect(rows('sessions').slice(0, 4)).toEqual(before);
    expect((await dates(view.id)).slice(4)).toEqual(['2026-04-03 07:00', '2026-04-10 07:00']);
    // Nor does the next edit make up for them.
    const next = await preview(await front.series.get({ id: view.id }), { fields: { title: 'New' } });
    expect([next.added, next.dropped, next.changed.length]).toEqual([[], [], 2]);
  });

  it('drops free sessions that have no day any more, and leaves booked ones to be cancelled', async () => {
    const view = await aSeries();
    await book(view.sessions[2]?.id, 'Ada');
    const answer = await change(view, { fields: { sessionCount: 2 } });
    expect(answer.data).toMatchObject({ dropped: 1, toCancel: [view.sessions[2]?.id] });
    expect(await dates(view.id)).toHaveLength(3);
  });

  it('does not give a title to a day and take the day away because the place was closed on it since', async () => {
    const view = await aSeries();
    test.db.write((tx) =>
      tx.run(
        `INSERT INTO closures (title, start_date, end_date, created_at) VALUES ('Holiday', '2026-03-10', '2026-03-11', 0)`,
      ),
    );
    const diff = await preview(view, { fields: { title: 'New' } });
    expect([diff.changed.length, diff.dropped, diff.added, diff.skipped]).toEqual([4, [], [], []]);
  });

  it('does not take places away that are booked', async () => {
    const view = await aSeries();
    for (const name of ['Ada', 'Ben']) await book(view.sessions[2]?.id, name);
    expect(
      await call(front, 'series.previewChange', editOf(view, { fields: { capacity: 1 } })),
    ).toMatchObject({
      code: 'OVER_CAPACITY',
      data: { capacity: 1, booked: 2 },
    });
  });

  it('asks for each date that is taken, by a room or by a client who is elsewhere', async () => {
    const view = await aSeries({ roomId: studio.rooms[0] });
    await aSeries({ roomId: studio.rooms[0], time: '12:00', title: 'Other', sessionCount: 1 });
    const clientId = await book(view.sessions[1]?.id, 'Ada');
    const elsewhere = await aSeries({ time: '12:30', firstDate: '2026-03-10', sessionCount: 1 });
    await front.booking.create({
      sessionId: elsewhere.sessions[0]?.id as SessionId,
      clientId,
      priceMinor: 0,
      fundings: [{ kind: 'free' }],
    });
    const edit = { fields: { time: '12:00' } };
    const diff = await preview(view, edit);
    expect(diff.changed.map(({ conflicts }) => conflicts.map(({ kind, title }) => [kind, title]))).toEqual([
      [['room', 'Other']],
      [['client', 'Ada']],
      [],
      [],
    ]);
    expect(await change(view, edit)).toMatchObject({
      code: 'SERIES_CONFLICTS',
      data: { dates: ['2026-03-03', '2026-03-10'] },
    });
    const choices = [
      { date: '2026-03-03', choice: 'room', roomId: studio.rooms[1] },
      { date: '2026-03-10', choice: 'skip' },
    ];
    expect((await change(view, { ...edit, choices })).code).toBe('OK');
    const after = await front.series.get({ id: view.id });
    expect(after.sessions.map(({ time, roomId, isException }) => [time, roomId, isException])).toEqual([
      ['12:00', studio.rooms[1], false],
      ['10:00', studio.rooms[0], true],
      ['12:00', studio.rooms[0], false],
      ['12:00', studio.rooms[0], false],
    ]);
  });
});

describe('an edit of this and following sessions', () => {
  it('splits the series at that day: the part before stays as it is, the rest is a series of its own', async () => {
    const view = await aSeries({ sessionCount: 6 });
    const rest = { firstDate: '2026-03-18', weekdays: [3], sessionCount: 4 };
    const edit = { scope: 'following', fromDate: '2026-03-17', fields: rest } as const;
    expect(await preview(view, edit)).toMatchObject({ isSplit: true, added: [], dropped: [] });
    const { id } = doneOf(await change(view, edit));
    expect(id).not.toBe(view.id);
    expect(await dates(view.id)).toEqual(['2026-03-03 10:00', '2026-03-10 10:00']);
    expect(await front.series.get({ id: view.id })).toMatchObject({
      state: 'enabled',
      lastDate: '2026-03-16',
      sessionCount: null,
    });
    expect(await front.series.get({ id })).toMatchObject({
      splitFrom: view.id,
      sessionCount: 4,
      weekdays: [3],
    });
    expect(await dates(id)).toEqual([
      '2026-03-18 10:00',
      '2026-03-25 10:00',
      '2026-04-01 10:00',
      '2026-04-08 10:00',
    ]);
  });

  it('leaves a paid session of the rest with the part before, and gives its day to nobody else', async () => {
    const view = await aSeries();
    await book(view.sessions[3]?.id, 'Ada', true);
    const before = rows('sessions')[3];
    const rest = { firstDate: '2026-03-17', sessionCount: 2, time: '15:00' };
    const { id } = doneOf(await change(view, { scope: 'following', fromDate: '2026-03-17', fields: rest }));
    expect(rows('sessions')[3]).toEqual(before);
    expect(await dates(id)).toEqual(['2026-03-17 15:00']);
    const next = await preview(await front.series.get({ id }), { fields: { title: 'New' } });
    expect([next.added, next.changed.length]).toEqual([[], 1]);
  });
});

describe('an end', () => {
  it('takes away what is to come and free, and keeps the rest', async () => {
    const view = await aSeries();
    await book(view.sessions[3]?.id, 'Ada');
    now = Date.UTC(2026, 2, 4);
    const edit = { scope: 'following', fromDate: '2026-03-10', fields: null } as const;
    const diff = await preview(view, edit);
    expect([diff.dropped.length, diff.toCancel.length]).toEqual([2, 1]);
    const before = [rows('series'), rows('sessions')];
    const { undoId } = doneOf(await change(view, edit));
    expect(await front.series.get({ id: view.id })).toMatchObject({ state: 'ended', lastDate: '2026-03-09' });
    expect(await dates(view.id)).toEqual(['2026-03-03 10:00', '2026-03-24 10:00']);
    const ended = await front.series.get({ id: view.id });
    expect(await call(front, 'series.previewChange', editOf(ended, {}))).toMatchObject({
      code: 'SERIES_STATE',
    });
    await front.undo.takeBack({ id: undoId });
    expect([rows('series'), rows('sessions')].map(withoutVersion)).toEqual(before.map(withoutVersion));
  });
});

describe('people who are booked', () => {
  it('get one message with all that moves, when the desk says so, and none once it is taken back', async () => {
    const view = await aSeries();
    await book(view.sessions[0]?.id, 'Ada');
    const ben = await book(view.sessions[2]?.id, 'Ben');
    await front.booking.create({
      sessionId: view.sessions[3]?.id as SessionId,
      clientId: ben,
      priceMinor: 0,
      fundings: [{ kind: 'free' }],
    });
    const { told, undoId } = doneOf(await change(view, { fields: { time: '12:00' }, tell: true }));
    expect(told).toBe(2);
    const sent = rows('messages');
    expect(sent.map(({ kind, to_address, state }) => [kind, to_address, state])).toEqual([
      ['series_changed', 'ada@example.org', 'queued'],
      ['series_changed', 'ben@example.org', 'queued'],
    ]);
    expect(sent[1]?.['body']).toMatch(/17 March 2026, 12:00\n- Yoga, .*24 March 2026, 12:00/);
    await front.undo.takeBack({ id: undoId });
    expect(rows('messages').map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('hear nothing of a note for the desk', async () => {
    const view = await aSeries();
    await book(view.sessions[0]?.id, 'Ada');
    expect((await preview(view, { fields: { privateNote: 'Key at the bar' } })).people).toEqual([]);
  });
});

describe('undo', () => {
  it.each([
    ['of an edit of all', { fields: { time: '12:00', weekdays: [4], sessionCount: 6 } }],
    ['of a shorter series', { fields: { sessionCount: 2 } }],
    [
      'of a split',
      {
        scope: 'following',
        fromDate: '2026-03-17',
        fields: { firstDate: '2026-03-18', weekdays: [3], sessionCount: 3 },
      },
    ],
  ] as const)('%s restores the same rows', async (_what, edit) => {
    const view = await aSeries();
    await front.session.move({
      id: view.sessions[3]?.id as SessionId,
      version: 1,
      date: localDate('2026-03-26'),
      time: localTime('20:00'),
      durationMinutes: 60,
    });
    const before = [rows('series'), rows('sessions')];
    const answer = await change(view, edit);
    expect(answer.code).toBe('OK');
    await front.undo.takeBack({ id: doneOf(answer).undoId });
    expect([rows('series'), rows('sessions')].map(withoutVersion)).toEqual(before.map(withoutVersion));
  });

  it('is refused once one of the sessions was changed', async () => {
    const view = await aSeries();
    const { undoId } = doneOf(await change(view, { fields: { time: '12:00' } }));
    const [first] = (await front.series.get({ id: view.id })).sessions;
    await front.session.move({
      id: first?.id as SessionId,
      version: first?.version ?? 0,
      date: localDate('2026-03-05'),
      time: localTime('12:00'),
      durationMinutes: 60,
    });
    const before = rows('sessions');
    expect((await call(front, 'undo.takeBack', { id: undoId })).code).toBe('UNDO_NOT_POSSIBLE');
    expect(rows('sessions')).toEqual(before);
  });
});

it('never touches a saved, canceled or paid session, whatever is edited and taken back', async () => {
  const anyEdit = fc.record({
    scope: fc.constantFrom('all' as const, 'following' as const),
    from: fc.nat({ max: 5 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    sessionCount: fc.integer({ min: 1, max: 8 }),
    time: fc.constantFrom('08:00', '10:00', '21:30'),
    ends: fc.boolean(),
    undo: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('open', 'completed', 'missed', 'canceled', 'paid'), {
        minLength: 6,
        maxLength: 6,
      }),
      fc.array(anyEdit, { minLength: 1, maxLength: 3 }),
      async (states, edits) => {
        let view = await aSeries({ sessionCount: 6 });
        for (const [index, state] of states.entries()) {
          const id = view.sessions[index]?.id;
          if (state === 'paid') await book(id, `P${index}`, true);
          else if (id)
            test.db.write((tx) => tx.run('UPDATE sessions SET state = ? WHERE id = ?', [state, id]));
        }
        const fixed = () =>
          test.db.read.all(
            `SELECT s.* FROM sessions s WHERE s.state <> 'open' OR EXISTS (SELECT 1 FROM bookings b JOIN fundings f ON f.booking_id = b.id WHERE b.session_id = s.id AND f.kind = 'payment') ORDER BY s.id`,
          );
        const before = fixed();
        for (const { scope, from, weekday, sessionCount, time, ends, undo } of edits) {
          if (view.state === 'ended') break;
          const answer = await change(view, {
            scope,
            fromDate: scope === 'following' ? (view.sessions[from]?.seriesDate ?? '2026-03-03') : null,
            fields: ends ? null : { weekdays: [weekday], sessionCount, lastDate: null, time },
          });
          expect(answer.code).toBe('OK');
          expect(fixed()).toEqual(before);
          if (undo) {
            await front.undo.takeBack({ id: doneOf(answer).undoId });
            expect(fixed()).toEqual(before);
          }
          view = await front.series.get({ id: undo ? view.id : doneOf(answer).id });
        }
      },
    ),
    { numRuns: 12 },
  );
});
