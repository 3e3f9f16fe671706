import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeriesView } from '#contract/desktop/series.ts';
import { builtIn } from '../completion/completion-desk.ts';
import { type OfferDesk, openOfferDesk, versionOf } from '../offer/offer-desk.ts';
import { editOf, seriesFields, withoutVersion } from '../series/series-desk.ts';

let at: OfferDesk;
beforeEach(() => {
  at = openOfferDesk({ funding: [{ kind: 'free' }] });
});
afterEach(() => at.test.cleanup());

const DEADLINE = Date.UTC(2026, 2, 1, 8);
const offers = () => withoutVersion(at.rows('SELECT * FROM reschedule_offers ORDER BY id'));
const messages = () => at.rows('SELECT uid, state FROM messages ORDER BY id');
const takeBack = (data: unknown) =>
  at.as('owner')('undo.takeBack', { id: (data as { undoId: number }).undoId });

async function expectSameAfter(deed: () => ReturnType<typeof takeBack>): Promise<void> {
  const before = [offers(), messages()];
  const { code, data } = await deed();
  expect(code).toBe('OK');
  expect(offers()).toMatchObject([{ state: 'withdrawn' }]);
  expect(messages()).toMatchObject([{ state: 'withdrawn' }]);
  expect((await takeBack(data)).code).toBe('OK');
  expect([offers(), messages()]).toEqual(before);
}

describe('an offer that ended with what became of its session', () => {
  it('waits for its client again, its message on its way, when the completion is taken back', async () => {
    await at.offered();
    const choice = { typeId: builtIn(at.test.db, 'canceled'), reason: 'Ill' };
    const version = versionOf(at.test, at.sessionId);
    await expectSameAfter(() =>
      at.as('owner')('completion.save', { ...choice, sessionId: at.sessionId, version }),
    );
  });

  it('does so too when several sessions were saved together', async () => {
    await at.offered();
    at.clock.now = Date.UTC(2026, 1, 28, 8);
    at.test.db.write((tx) => tx.run('UPDATE sessions SET starts_at = ?', [at.clock.now - 1]));
    at.test.db.write((tx) => tx.run(`UPDATE reschedule_offers SET state = 'open'`));
    at.test.db.write((tx) => tx.run(`UPDATE messages SET state = 'queued'`));
    const typeId = builtIn(at.test.db, 'completed');
    const sessions = [{ id: at.sessionId, version: versionOf(at.test, at.sessionId) }];
    await expectSameAfter(() => at.as('owner')('completion.saveMany', { sessions, typeId }));
  });

  it('does so too when the edit of its series is taken back', async () => {
    const ask = at.as('owner');
    const made = await ask('series.create', { ...seriesFields(at.story.studio), enabled: true });
    const { data } = await ask('series.get', { id: (made.data as { id: number }).id });
    const view = data as SeriesView;
    const sessionId = view.sessions[1]?.id;
    const [ada] = at.rows('SELECT id FROM clients');
    const booking = { sessionId, clientId: ada?.['id'], priceMinor: 0, fundings: [{ kind: 'free' }] };
    expect((await ask('booking.create', booking)).code).toBe('OK');
    await at.offered({ sessionId, version: 1 });
    const edit = editOf(view, { fields: { time: '15:00' } });
    const { planHash } = (await ask('series.previewChange', edit)).data as { planHash: string };
    await expectSameAfter(() => ask('series.change', { ...edit, planHash, choices: [], tell: false }));
  });

  it('keeps the deed as it is once its deadline is over', async () => {
    await at.offered();
    at.clock.now = DEADLINE - 1;
    const { data } = await at.as('owner')('completion.save', {
      typeId: builtIn(at.test.db, 'canceled'),
      reason: 'Ill',
      sessionId: at.sessionId,
      version: versionOf(at.test, at.sessionId),
    });
    at.clock.now = DEADLINE;
    expect((await takeBack(data)).code).toBe('UNDO_NOT_POSSIBLE');
  });
});
