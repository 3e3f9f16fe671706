import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionId } from '#domain/values/ids.ts';
import { call } from '#tests/support/procedures.ts';
import { doneOf, editOf, openSeriesDesk, type SeriesDesk, withoutVersion } from './series-desk.ts';

let desk: SeriesDesk;
beforeEach(() => {
  desk = openSeriesDesk();
});
afterEach(() => desk.cleanup());

describe('an end', () => {
  it('takes away what is to come and free, and keeps the rest', async () => {
    const view = await desk.aSeries();
    await desk.book(view.sessions[3]?.id, 'Ada');
    desk.at(Date.UTC(2026, 2, 4));
    const edit = { scope: 'following', fromDate: '2026-03-10', fields: null } as const;
    const diff = await desk.previewEdit(view, edit);
    expect([diff.dropped.length, diff.toCancel.length]).toEqual([2, 1]);
    const before = [desk.rows('series'), desk.rows('sessions')];
    const { undoId } = doneOf(await desk.edit(view, edit));
    expect(await desk.front.series.get({ id: view.id })).toMatchObject({
      state: 'ended',
      lastDate: '2026-03-09',
    });
    expect(await desk.dates(view.id)).toEqual(['2026-03-03 10:00', '2026-03-24 10:00']);
    const ended = await desk.front.series.get({ id: view.id });
    expect(await call(desk.front, 'series.previewChange', editOf(ended, {}))).toMatchObject({
      code: 'SERIES_STATE',
    });
    await desk.front.undo.takeBack({ id: undoId });
    expect([desk.rows('series'), desk.rows('sessions')].map(withoutVersion)).toEqual(
      before.map(withoutVersion),
    );
  });
});

describe('ending a series from a day on', () => {
  it('leaves a shorter series that can be edited while some of it is still to come', async () => {
    const view = await desk.aSeries();
    await desk.book(view.sessions[2]?.id, 'Ada', true);
    await desk.book(view.sessions[3]?.id, 'Ben');
    const edit = { scope: 'following', fromDate: '2026-03-17', fields: null } as const;
    const before = [desk.rows('series'), desk.rows('sessions')];
    const diff = await desk.previewEdit(view, edit);
    expect(diff.dropped).toEqual([]);
    expect(diff.toCancel.map(({ sessionId }) => sessionId)).toEqual([view.sessions[3]?.id]);
    expect(diff.kept).toMatchObject([{ sessionId: view.sessions[2]?.id, reason: 'paid', isLost: true }]);
    const { undoId } = doneOf(await desk.edit(view, edit));
    const shorter = await desk.front.series.get({ id: view.id });
    expect(shorter).toMatchObject({ state: 'enabled', lastDate: '2026-03-16', sessionCount: null });
    const next = await desk.previewEdit(shorter, { fields: { title: 'New' } });
    expect([next.added, next.dropped, next.changed.length]).toEqual([[], [], 2]);
    await desk.front.undo.takeBack({ id: undoId });
    expect([desk.rows('series'), desk.rows('sessions')].map(withoutVersion)).toEqual(
      before.map(withoutVersion),
    );
  });
});

describe('what is dropped although something names it', () => {
  it('is among the deleted sessions, from where it can be recovered', async () => {
    const view = await desk.aSeries();
    const sessionId = view.sessions[3]?.id as SessionId;
    const decideAt = Date.UTC(2026, 2, 24, 7);
    const warning = { subject: 'Snow', body: 'Snow' };
    await desk.book(view.sessions[0]?.id, 'Ada');
    await desk.front.decision.create({
      requestUid: crypto.randomUUID(),
      title: 'Snow',
      sessionIds: [sessionId],
      decideAt,
      reason: 'Snow',
      warning,
    });
    const { undoId } = doneOf(await desk.edit(view, { fields: { sessionCount: 3 } }));
    expect((await desk.front.deletion.list({})).rows.map(({ id }) => id)).toEqual([sessionId]);
    await desk.front.undo.takeBack({ id: undoId });
    expect((await desk.front.deletion.list({})).rows).toEqual([]);
    await desk.edit(await desk.front.series.get({ id: view.id }), { fields: { sessionCount: 3 } });
    expect(await desk.front.deletion.recover({ ids: [sessionId] })).toMatchObject({ recovered: 1 });
  });
});
