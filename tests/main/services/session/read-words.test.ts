import { afterEach, expect, it } from 'vitest';
import type { TypedSessionView } from '#contract/desktop/session.ts';
import { createTestDb } from '#tests/support/database.ts';
import { openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';

const test = createTestDb();
afterEach(() => test.cleanup());

it('reads a line in the names of the studio, on its day, and asks which of two clients is meant', async () => {
  const story = aStudio(test.db);
  const ana = story.client('Ana Lima');
  story.client('Ana Moor');
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => SEED_NOW });
  const read = async (text: string): Promise<TypedSessionView> =>
    (await call(desk.callAs(story.studio.staff), 'session.readWords', { text })).data as TypedSessionView;

  expect(await read('Ana Lima yoga tue 16:30 x10 pia hall')).toMatchObject({
    date: '2026-02-24',
    time: '16:30',
    times: 10,
    names: {
      client: { id: ana },
      service: { id: story.studio.yoga },
      practitioner: { id: story.studio.practitioner },
      room: { id: story.studio.rooms[0] },
    },
    unclear: [],
    unknown: [],
  });
  expect((await read('ana yoga')).unclear).toMatchObject([
    { words: 'ana', choices: [{ name: 'Ana Lima' }, { name: 'Ana Moor' }] },
  ]);
  expect(
    await call(desk.callAs(story.studio.practitionerStaff), 'session.readWords', { text: 'ana' }),
  ).toMatchObject({
    code: 'FORBIDDEN',
  });
});
