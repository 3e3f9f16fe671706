import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { call } from '#tests/support/procedures.ts';
import { doneOf, editOf, openSeriesDesk, type SeriesDesk, withoutVersion } from './series-desk.ts';

let desk: SeriesDesk;
beforeEach(() => {
  desk = openSeriesDesk();
});
afterEach(() => desk.cleanup());

describe('an edit of all sessions', () => {
  it('moves them, and says before how many and for whom', async () => {
    const view = await desk.aSeries();
    await desk.book(view.sessions[1]?.id, 'Ada');
    const diff = await desk.previewEdit(view, {
      fields: { time: '11:30', weekdays: [3], firstDate: '2026-03-04' },
    });
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
    await desk.edit(view, { fields: { time: '11:30', weekdays: [3], firstDate: '2026-03-04' } });
    expect(await desk.dates(view.id)).toEqual([
      '2026-03-04 11:30',
      '2026-03-11 11:30',
      '2026-03-18 11:30',
      '2026-03-25 11:30',
    ]);
    expect((await desk.front.session.get({ id: view.sessions[1]?.id as SessionId })).booked).toBe(1);
  });

  it('is the one that was shown, or none', async () => {
    const view = await desk.aSeries();
    const edit = { fields: { title: 'New' } };
    const { planHash } = await desk.previewEdit(view, edit);
    await desk.front.session.move({
      id: view.sessions[0]?.id as SessionId,
      version: 1,
      date: localDate('2026-03-05'),
      time: localTime('10:00'),
      durationMinutes: 60,
    });
    const before = desk.rows('sessions');
    const input = { ...editOf(view, edit), planHash, tell: false };
    expect((await call(desk.front, 'series.change', input)).code).toBe('CHANGED_MEANWHILE');
    expect(desk.rows('sessions')).toEqual(before);
  });

  it('keeps what was moved by hand, unless it is told to take it along', async () => {
    const view = await desk.aSeries();
    const id = view.sessions[1]?.id as SessionId;
    await desk.front.session.move({
      id,
      version: 1,
      date: localDate('2026-03-12'),
      time: localTime('18:00'),
      durationMinutes: 60,
    });
    const edit = { fields: { time: '09:00' } };
    expect((await desk.previewEdit(view, edit)).exceptions).toEqual([
      { sessionId: id, date: '2026-03-12', time: '18:00' },
    ]);
    await desk.edit(view, edit);
    expect((await desk.dates(view.id))[1]).toBe('2026-03-12 18:00');
    const again = await desk.front.series.get({ id: view.id });
    expect(again.sessions[1]?.isException).toBe(true);
    await desk.edit(again, { fields: { time: '08:00' }, applyTo: [id] });
    expect((await desk.dates(view.id))[1]).toBe('2026-03-10 08:00');
    expect((await desk.front.series.get({ id: view.id })).sessions[1]?.isException).toBe(false);
  });

  it('leaves saved, canceled, past and paid sessions as they are', async () => {
    const view = await desk.aSeries({ sessionCount: 6 });
    const [first, second, third, fourth] = view.sessions.map(({ id }) => id);
    await desk.book(fourth, 'Ada', true);
    desk.at(Date.UTC(2026, 2, 4));
    desk.db.write((tx) => {
      tx.run(`UPDATE sessions SET state = 'completed' WHERE id = ?`, [second ?? 0]);
      tx.run(`UPDATE sessions SET state = 'canceled' WHERE id = ?`, [third ?? 0]);
    });
    const before = desk.rows('sessions').slice(0, 4);
    const edit = { fields: { time: '07:00', weekdays: [5], firstDate: '2026-03-06' } };
    const diff = await desk.previewEdit(view, edit);
    expect(diff.kept.map(({ sessionId, reason }) => [sessionId, reason])).toEqual([
      [first, 'past'],
      [second, 'saved'],
      [third, 'canceled'],
      [fourth, 'paid'],
    ]);
    expect(diff.added).toEqual([]);
    expect((await desk.edit(view, edit)).code).toBe('OK');
    expect(desk.rows('sessions').slice(0, 4)).toEqual(before);
    expect((await desk.dates(view.id)).slice(4)).toEqual(['2026-04-03 07:00', '2026-04-10 07:00']);
    // Nor does the next edit make up for them.
    const next = await desk.previewEdit(await desk.front.series.get({ id: view.id }), {
      fields: { title: 'New' },
    });
    expect([next.added, next.dropped, next.changed.length]).toEqual([[], [], 2]);
  });

  it('drops free sessions that have no day any more, and leaves booked ones to be cancelled', async () => {
    const view = await desk.aSeries();
    await desk.book(view.sessions[2]?.id, 'Ada');
    const answer = await desk.edit(view, { fields: { sessionCount: 2 } });
    expect(answer.data).toMatchObject({ dropped: 1, toCancel: [view.sessions[2]?.id] });
    expect(await desk.dates(view.id)).toHaveLength(3);
  });

  it('does not give a title to a day and take the day away because the place was closed on it since', async () => {
    const view = await desk.aSeries();
    desk.db.write((tx) =>
      tx.run(
        `INSERT INTO closures (title, start_date, end_date, created_at) VALUES ('Holiday', '2026-03-10', '2026-03-11', 0)`,
      ),
    );
    const diff = await desk.previewEdit(view, { fields: { title: 'New' } });
    expect([diff.changed.length, diff.dropped, diff.added, diff.skipped]).toEqual([4, [], [], []]);
  });

  it('is refused when the rule gives nothing or too much, and nothing changes', async () => {
    const view = await desk.aSeries();
    const before = desk.rows('sessions');
    const daily = { weekdays: [1, 2, 3, 4, 5, 6, 7], sessionCount: null };
    const issue = async (fields: object) => {
      const answers = [
        await call(desk.front, 'series.previewChange', editOf(view, { fields })),
        await call(desk.front, 'series.change', {
          ...editOf(view, { fields }),
          planHash: 'any',
          tell: false,
        }),
      ];
      return answers.map(({ data }) => (data as { issues: { path: string; code: string }[] }).issues[0]);
    };
    const both = (path: string, code: string) =>
      [1, 2].map(() => expect.objectContaining({ path, code }) as unknown);
    expect(await issue({ ...daily, lastDate: '2099-12-31' })).toEqual(
      both('lastDate', 'RULE_YIELDS_TOO_MANY'),
    );
    expect(await issue({ ...daily, lastDate: '2026-03-01' })).toEqual(both('lastDate', 'RANGE_REVERSED'));
    expect(await issue({ weekdays: [1], sessionCount: null, lastDate: '2026-03-04' })).toEqual(
      both('lastDate', 'RULE_YIELDS_NONE'),
    );
    expect(await issue({ firstDate: '2098-01-07', interval: 52, sessionCount: 9 })).toEqual(
      both('sessionCount', 'RULE_YIELDS_TOO_FEW'),
    );
    desk.db.write((tx) =>
      tx.run(
        `INSERT INTO closures (title, start_date, end_date, created_at) VALUES ('For good', '2026-01-01', '2099-12-31', 0)`,
      ),
    );
    // Another rule in a studio that is closed for good gives no day at all; the days that there are stay possible.
    expect(await issue({ weekdays: [5], firstDate: '2026-03-06' })).toEqual(
      both('weekdays', 'RULE_YIELDS_NONE'),
    );
    expect(desk.rows('sessions')).toEqual(before);
  });

  it('does not take places away that are booked', async () => {
    const view = await desk.aSeries();
    for (const name of ['Ada', 'Ben']) await desk.book(view.sessions[2]?.id, name);
    expect(
      await call(desk.front, 'series.previewChange', editOf(view, { fields: { capacity: 1 } })),
    ).toMatchObject({
      code: 'OVER_CAPACITY',
      data: { capacity: 1, booked: 2 },
    });
  });

  it('asks for each date that is taken, by a room or by a client who is elsewhere', async () => {
    const view = await desk.aSeries({ roomId: desk.studio.rooms[0] });
    await desk.aSeries({ roomId: desk.studio.rooms[0], time: '12:00', title: 'Other', sessionCount: 1 });
    const clientId = await desk.book(view.sessions[1]?.id, 'Ada');
    const elsewhere = await desk.aSeries({ time: '12:30', firstDate: '2026-03-10', sessionCount: 1 });
    await desk.front.booking.create({
      sessionId: elsewhere.sessions[0]?.id as SessionId,
      clientId,
      priceMinor: 0,
      fundings: [{ kind: 'free' }],
    });
    const edit = { fields: { time: '12:00' } };
    const diff = await desk.previewEdit(view, edit);
    expect(diff.changed.map(({ conflicts }) => conflicts.map(({ kind, title }) => [kind, title]))).toEqual([
      [['room', 'Other']],
      [['client', 'Ada']],
      [],
      [],
    ]);
    expect(await desk.edit(view, edit)).toMatchObject({
      code: 'SERIES_CONFLICTS',
      data: { dates: ['2026-03-03', '2026-03-10'] },
    });
    const choices = [
      { date: '2026-03-03', choice: 'room', roomId: desk.studio.rooms[1] },
      { date: '2026-03-10', choice: 'skip' },
    ];
    expect((await desk.edit(view, { ...edit, choices })).code).toBe('OK');
    const after = await desk.front.series.get({ id: view.id });
    expect(after.sessions.map(({ time, roomId, isException }) => [time, roomId, isException])).toEqual([
      ['12:00', desk.studio.rooms[1], false],
      ['10:00', desk.studio.rooms[0], true],
      ['12:00', desk.studio.rooms[0], false],
      ['12:00', desk.studio.rooms[0], false],
    ]);
  });
});

describe('an edit of this and following sessions', () => {
  it('splits the series at that day: the part before stays as it is, the rest is a series of its own', async () => {
    const view = await desk.aSeries({ sessionCount: 6 });
    const rest = { firstDate: '2026-03-18', weekdays: [3], sessionCount: 4 };
    const edit = { scope: 'following', fromDate: '2026-03-17', fields: rest } as const;
    expect(await desk.previewEdit(view, edit)).toMatchObject({ isSplit: true, added: [], dropped: [] });
    const { id } = doneOf(await desk.edit(view, edit));
    expect(id).not.toBe(view.id);
    expect(await desk.dates(view.id)).toEqual(['2026-03-03 10:00', '2026-03-10 10:00']);
    expect(await desk.front.series.get({ id: view.id })).toMatchObject({
      state: 'enabled',
      lastDate: '2026-03-16',
      sessionCount: null,
    });
    expect(await desk.front.series.get({ id })).toMatchObject({
      splitFrom: view.id,
      sessionCount: 4,
      weekdays: [3],
    });
    expect(await desk.dates(id)).toEqual([
      '2026-03-18 10:00',
      '2026-03-25 10:00',
      '2026-04-01 10:00',
      '2026-04-08 10:00',
    ]);
  });

  it('leaves a paid session of the rest with the part before, and gives its day to nobody else', async () => {
    const view = await desk.aSeries();
    await desk.book(view.sessions[3]?.id, 'Ada', true);
    const before = desk.rows('sessions')[3];
    const rest = { firstDate: '2026-03-17', sessionCount: 2, time: '15:00' };
    const { id } = doneOf(
      await desk.edit(view, { scope: 'following', fromDate: '2026-03-17', fields: rest }),
    );
    expect(desk.rows('sessions')[3]).toEqual(before);
    expect(await desk.dates(id)).toEqual(['2026-03-17 15:00']);
    const next = await desk.previewEdit(await desk.front.series.get({ id }), { fields: { title: 'New' } });
    expect([next.added, next.changed.length]).toEqual([[], 1]);
  });
});

describe('more places', () => {
  const widened = async () => {
    const view = await desk.aSeries({ capacity: 1 });
    const sessionId = view.sessions[0]?.id as SessionId;
    await desk.book(sessionId, 'Ada');
    const names = { firstName: 'Cleo', lastName: '', email: '', phone: '', note: '' };
    const { id: clientId } = await desk.front.client.create(names);
    await desk.front.waitlist.add({ sessionId, clientId, funding: 'free' });
    const { undoId } = doneOf(await desk.edit(view, { fields: { capacity: 3 } }));
    return { sessionId, clientId, undoId };
  };
  const held = () => desk.rows('bookings').map((row) => row['client_id']);

  it('go to those who wait, who wait again once they are taken back', async () => {
    const { clientId, undoId } = await widened();
    expect(held()).toContain(clientId);
    await desk.front.undo.takeBack({ id: undoId });
    expect(held()).not.toContain(clientId);
    expect(desk.rows('waitlist_entries')).toMatchObject([{ state: 'waiting', booking_id: null }]);
  });

  it('are not taken back from those who were booked since', async () => {
    const view = await desk.aSeries({ capacity: 1 });
    const { undoId } = doneOf(await desk.edit(view, { fields: { capacity: 2 } }));
    await desk.book(view.sessions[0]?.id, 'Ada');
    await desk.book(view.sessions[0]?.id, 'Ben');
    const before = desk.rows('sessions');
    expect((await call(desk.front, 'undo.takeBack', { id: undoId })).code).toBe('UNDO_NOT_POSSIBLE');
    expect(desk.rows('sessions')).toEqual(before);
  });
});

describe('people who are booked', () => {
  it('get one message with all that moves, when the desk says so, and none once it is taken back', async () => {
    const view = await desk.aSeries();
    await desk.book(view.sessions[0]?.id, 'Ada');
    const ben = await desk.book(view.sessions[2]?.id, 'Ben');
    await desk.front.booking.create({
      sessionId: view.sessions[3]?.id as SessionId,
      clientId: ben,
      priceMinor: 0,
      fundings: [{ kind: 'free' }],
    });
    const { told, undoId } = doneOf(await desk.edit(view, { fields: { time: '12:00' }, tell: true }));
    expect(told).toBe(2);
    const sent = desk.rows('messages');
    expect(sent.map(({ kind, to_address, state }) => [kind, to_address, state])).toEqual([
      ['series_changed', 'ada@example.org', 'queued'],
      ['series_changed', 'ben@example.org', 'queued'],
    ]);
    expect(sent[1]?.['body']).toMatch(/17 March 2026, 12:00\n- Yoga, .*24 March 2026, 12:00/);
    await desk.front.undo.takeBack({ id: undoId });
    expect(desk.rows('messages').map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('hear nothing of a note for the desk', async () => {
    const view = await desk.aSeries();
    await desk.book(view.sessions[0]?.id, 'Ada');
    expect((await desk.previewEdit(view, { fields: { privateNote: 'Key at the bar' } })).people).toEqual([]);
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
    const view = await desk.aSeries();
    await desk.front.session.move({
      id: view.sessions[3]?.id as SessionId,
      version: 1,
      date: localDate('2026-03-26'),
      time: localTime('20:00'),
      durationMinutes: 60,
    });
    const before = [desk.rows('series'), desk.rows('sessions')];
    const answer = await desk.edit(view, edit);
    expect(answer.code).toBe('OK');
    await desk.front.undo.takeBack({ id: doneOf(answer).undoId });
    expect([desk.rows('series'), desk.rows('sessions')].map(withoutVersion)).toEqual(
      before.map(withoutVersion),
    );
  });

  it('is refused once one of the sessions was changed', async () => {
    const view = await desk.aSeries();
    const { undoId } = doneOf(await desk.edit(view, { fields: { time: '12:00' } }));
    const [first] = (await desk.front.series.get({ id: view.id })).sessions;
    await desk.front.session.move({
      id: first?.id as SessionId,
      version: first?.version ?? 0,
      date: localDate('2026-03-05'),
      time: localTime('12:00'),
      durationMinutes: 60,
    });
    const before = desk.rows('sessions');
    expect((await call(desk.front, 'undo.takeBack', { id: undoId })).code).toBe('UNDO_NOT_POSSIBLE');
    expect(desk.rows('sessions')).toEqual(before);
  });
});
