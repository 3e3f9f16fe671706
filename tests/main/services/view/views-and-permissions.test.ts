import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UndoStepId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';

let test: TestDb;
let story: StudioStory;
let desk: Desk;
beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir });
});
afterEach(() => test.cleanup());

const screen = 'sessions' as const;
const query = { range: 'four_weeks' as const, filters: { onlyWithBookings: true } };

it('keeps own views to oneself and shows shared ones to all, who may not change them', async () => {
  const owner = desk.callAs(story.studio.owner);
  const staff = desk.callAs(story.studio.staff);
  await owner.view.create({ screen, name: 'Mine', query });
  const shared = await owner.view.create({ screen, name: 'Ours', isShared: true, query });
  expect((await staff.view.list({ screen })).views).toMatchObject([
    { name: 'Ours', isShared: true, query: { filters: { onlyWithBookings: true }, sort: 'soonest' } },
  ]);
  await expect(staff.view.remove({ id: shared.id, version: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(staff.view.create({ screen, name: 'x', isShared: true, query })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(owner.view.create({ screen, name: 'mine', query })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  });
  await staff.view.create({ screen, name: 'Mine', query });
});

it('renames a view, and takes its deletion back to the same row', async () => {
  const staff = desk.callAs(story.studio.staff);
  const { id } = await staff.view.create({ screen, name: 'Old', query });
  await staff.view.update({ id, version: 1, name: 'New', query });
  const rows = () => test.db.read.all('SELECT * FROM saved_views');
  const before = rows();
  const { undoId } = await staff.view.remove({ id, version: 2 });
  expect(rows()).toEqual([]);
  await staff.undo.takeBack({ id: undoId });
  expect(rows()).toEqual(before);
});

it('remembers the columns of each person', async () => {
  const staff = desk.callAs(story.studio.staff);
  await staff.view.setColumns({ screen, columns: ['date', 'title'] });
  expect((await staff.view.list({ screen })).columns).toEqual(['date', 'title']);
  expect((await desk.callAs(story.studio.owner).view.list({ screen })).columns).toBeNull();
  await expect(staff.view.setColumns({ screen, columns: ['date', 'date'] })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

it('gives a permission to all that a search finds, says who has it, and takes it back', async () => {
  const owner = desk.callAs(story.studio.owner);
  for (const name of ['Ada Moss', 'Ben Moss', 'Cara Stone']) story.client(name);
  const before = test.db.read.all(`SELECT id, may_cancel FROM clients`);
  const given = await owner.client.setPermission({
    who: { search: 'mos' },
    permission: 'cancel',
    given: true,
  });
  expect(given.changed).toBe(2);
  const who = async () =>
    (await owner.client.list({ permission: { is: 'cancel', given: true } })).rows.map(({ name }) => name);
  expect(await who()).toEqual(['Ada Moss', 'Ben Moss']);
  const again = await owner.client.setPermission({ who: { search: '' }, permission: 'cancel', given: true });
  expect(again.changed).toBe(1);
  await owner.undo.takeBack({ id: again.undoId as UndoStepId });
  await owner.undo.takeBack({ id: given.undoId as UndoStepId });
  expect(test.db.read.all(`SELECT id, may_cancel FROM clients`)).toEqual(before);
});

it('saves the whole filtered list as CSV, harmless to a spreadsheet', async () => {
  const told = story.withSession({ date: '2026-03-02' }).withSession({ date: '2026-03-09' });
  test.db.write((tx) => tx.run(`UPDATE sessions SET title = '=1+1' WHERE id = ?`, [told.sessionIds[0] ?? 0]));
  const staff = desk.callAs(story.studio.staff);
  const file = await staff.session.saveCsv({ from: null, to: '2026-03-08' as never });
  expect(file.fileName).toMatch(/^callboard-sessions-.*\.csv$/);
  const lines = desk.files.get(file.fileName)?.trim().split('\r\n') ?? [];
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`,'=1+1,Yoga,`);
});

it('pages by the last row, in every sort, and meets each session once', async () => {
  for (let day = 10; day < 24; day += 1)
    story.withSession({ date: `2026-03-${day}` }).withSession({ date: `2026-03-${day}` });
  const staff = desk.callAs(story.studio.staff);
  for (const sort of ['soonest', 'latest', 'added'] as const) {
    const whole = (await staff.session.list({ from: null, to: null, sort, limit: 500 })).rows;
    const seen: number[] = [];
    for (let after: (typeof whole)[number] | null = null, more = true; more; ) {
      const page = await staff.session.list({ from: null, to: null, sort, limit: 5, after });
      seen.push(...page.rows.map(({ id }) => id));
      more = page.more;
      after = page.rows.at(-1) ?? null;
    }
    expect(seen).toEqual(whole.map(({ id }) => id));
    expect(seen).toHaveLength(28);
  }
});
