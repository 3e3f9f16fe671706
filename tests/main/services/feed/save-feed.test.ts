import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as practitioners from '#db/repositories/practitioner.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';

let test: TestDb;
let story: StudioStory;
let desk: Desk;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db)
    .withSession({ date: '2026-03-02', time: '10:00' })
    .withBooking({ client: 'Clara Secret', funding: [{ kind: 'free' }] })
    .withSession({ date: '2026-03-03', time: '11:00', service: 'massage' })
    .withSession({ date: '2028-03-03', time: '11:00' });
  desk = openDesk(test.db, { dataDir: test.dir, now: () => SEED_NOW });
});
afterEach(() => test.cleanup());

const staff = () => desk.callAs(story.studio.staff);
async function save(about: object, canceled = 'keep'): Promise<string> {
  const answer = await call(staff(), 'feed.save', { about, canceled });
  expect(answer.code).toBe('OK');
  return desk.files.get((answer.data as { fileName: string }).fileName) ?? '';
}
const titles = (file: string) =>
  new ICAL.Component(ICAL.parse(file))
    .getAllSubcomponents('vevent')
    .map((event) => String(event.getFirstPropertyValue('summary')));

it('holds the sessions of the studio, a location or a practitioner within its days, and no client', async () => {
  const file = await save({ kind: 'studio' });
  expect(titles(file)).toEqual(['Yoga', 'Massage']);
  expect(file).not.toContain('Clara');
  expect(titles(await save({ kind: 'location', id: story.studio.location }))).toEqual(['Yoga', 'Massage']);
  test.db.write((tx) =>
    tx.run('UPDATE sessions SET practitioner_id = NULL WHERE id = ?', [story.sessionIds[0] as SessionId]),
  );
  expect(titles(await save({ kind: 'practitioner', id: story.studio.practitioner }))).toEqual(['Massage']);
  expect(
    await call(staff(), 'feed.save', { about: { kind: 'room', id: 99 }, canceled: 'keep' }),
  ).toMatchObject({
    code: 'NOT_FOUND',
  });
});

it('gives practitioners their own file and no other, and nobody without a name in the list any', async () => {
  const pia = desk.callAs(story.studio.practitionerStaff);
  const { practitioner, location } = story.studio;
  const ask = (about: object) => call(pia, 'feed.save', { about, canceled: 'keep' });
  const own = await ask({ kind: 'practitioner', id: practitioner });
  expect(own).toMatchObject({ code: 'OK', data: { fileName: expect.stringContaining('Pia Practitioner') } });
  const other = test.db.write((tx) => practitioners.insert(tx, { name: 'Paul Reed' }).id);
  const hall = test.db.read.get<{ id: number }>('SELECT id FROM rooms')?.id;
  for (const about of [
    { kind: 'studio' },
    { kind: 'practitioner', id: other },
    { kind: 'practitioner', id: 999 },
    { kind: 'location', id: location },
    { kind: 'room', id: hall },
  ])
    expect(await ask(about)).toMatchObject({ code: 'FORBIDDEN', isTyped: true });
  test.db.write((tx) =>
    tx.run('UPDATE staff SET practitioner_id = NULL WHERE id = ?', [story.studio.practitionerStaff]),
  );
  expect((await ask({ kind: 'practitioner', id: practitioner })).code).toBe('FORBIDDEN');
});

it('makes nothing new when its own file is imported, also when sessions were moved or cancelled', async () => {
  test.db.write((tx) =>
    tx.run(`UPDATE sessions SET state = 'canceled', version = 2 WHERE id = ?`, [
      story.sessionIds[1] as SessionId,
    ]),
  );
  const file = await save({ kind: 'studio' });
  expect(titles(file)).toEqual(['Yoga', 'CANCELLED: Massage']);
  const owner = desk.callAs(story.studio.owner);
  const uploadUid = randomUUID();
  const data = Buffer.from(file).toString('base64');
  const piece = { uploadUid, fileName: 'timetable.ics', index: 0, last: true, data };
  expect((await call(owner, 'imports.upload', piece)).code).toBe('OK');
  const options = { uploadUid, kind: 'ics', from: '2026-01-01', to: '2027-01-01' };
  expect(await call(owner, 'imports.preview', options)).toMatchObject({
    data: { make: [], alreadyThere: 2, doubtful: [] },
  });
});
