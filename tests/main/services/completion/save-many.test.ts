import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { BookingId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { bookingRow, builtIn, DAY_AFTER, onAccount, rowsOf, sessionRow } from './completion-desk.ts';

let test: TestDb;
let desk: Desk;
let story: StudioStory;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir, now: () => DAY_AFTER });
});
afterEach(() => test.cleanup());

const ticked = (ids: readonly SessionId[], version = 1) => ids.map((id) => ({ id, version }));
const account = (client: string) => ({
  client,
  funding: [{ kind: 'account' as const, amountMinor: 1000 }],
});

describe('one status for many sessions', () => {
  it('saves what can be saved, lists the rest with its reason, and is taken back as one', async () => {
    story.withSession().withBooking(account('Ada')).withBooking(account('Ben'));
    story.withSession({ time: '11:00' }).withBooking(account('Ada'));
    story.withSession({ date: '2026-03-09' });
    const [first, second, future] = story.sessionIds as [SessionId, SessionId, SessionId];
    const sessions = [...ticked([first, second, future, 999 as SessionId]), { id: second, version: 1 }];
    const input = { sessions, typeId: builtIn(test.db, 'completed') };
    const client = desk.callAs(story.studio.staff);
    const before = rowsOf(test.db);
    expect(await client.completion.previewMany(input)).toMatchObject({
      sessions: 2,
      bookings: 3,
      chargeMinor: 3000,
      wageMinor: null,
      failures: [{ code: 'NOT_STARTED' }, { code: 'NOT_FOUND' }],
    });
    expect(rowsOf(test.db)).toEqual(before);
    const answer = await client.completion.saveMany(input);
    expect(answer).toMatchObject({
      saved: 2,
      failures: [{ sessionId: future, code: 'NOT_STARTED', title: 'Yoga' }, { code: 'NOT_FOUND' }],
    });
    expect(onAccount(test.db, 'revenue')).toBe(-3000);
    expect(sessionRow(test.db, future)).toMatchObject({ state: 'open', version: 1 });
    expect(findViolations(test.db.read)).toEqual([]);
    expect((await client.completion.saveMany(input)).saved).toBe(0);
    await client.undo.takeBack({ id: answer.undoId as UndoStepId });
    expect(rowsOf(test.db)).toEqual(before);
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it('splits the price of a lot over its credits to the last cent, also within one go', async () => {
    const lot = story.withSession().withBooking({ client: 'Cy', funding: [{ kind: 'package', credits: 3 }] })
      .lotIds[0];
    test.db.write((tx) => {
      tx.run('UPDATE credit_lots SET price_minor = 1000');
    });
    for (const time of ['11:00', '13:00'])
      story
        .withSession({ time })
        .withBooking({ client: 'Cy', funding: [{ kind: 'package', ...(lot && { lot }) }] });
    await desk.callAs(story.studio.staff).completion.saveMany({
      sessions: ticked(story.sessionIds),
      typeId: builtIn(test.db, 'completed'),
    });
    const charges = test.db.read.all<{ charge_minor: number }>(
      'SELECT charge_minor FROM completions WHERE booking_id IS NOT NULL ORDER BY id',
    );
    expect(charges.map(({ charge_minor }) => charge_minor)).toEqual([334, 333, 333]);
  });

  it('refuses 10,000 at once before anything changes, naming the limit', async () => {
    story.withSession();
    const sessions = Array.from({ length: 10_000 }, (_, index) => ({ id: index + 1, version: 1 }));
    const before = rowsOf(test.db);
    for (const name of ['completion.saveMany', 'completion.previewMany'])
      expect(
        await call(desk.callAs(story.studio.staff), name, {
          sessions,
          typeId: builtIn(test.db, 'completed'),
        }),
      ).toMatchObject({ code: 'TOO_MANY_SELECTED', data: { limit: 1000, count: 10_000 } });
    expect((await call(desk.callAs(story.studio.staff), 'completion.saveClear', { sessions })).code).toBe(
      'TOO_MANY_SELECTED',
    );
    expect(rowsOf(test.db)).toEqual(before);
  });

  it('lets practitioners save their own only', async () => {
    story.withSession().withBooking(account('Ada'));
    test.db.write((tx) => tx.run('UPDATE sessions SET practitioner_id = NULL'));
    story.withSession({ time: '11:00' }).withBooking(account('Ada'));
    const client = desk.callAs(story.studio.practitionerStaff);
    const answer = await client.completion.saveMany({
      sessions: ticked(story.sessionIds),
      typeId: builtIn(test.db, 'completed'),
    });
    expect(answer).toMatchObject({ saved: 1, failures: [{ code: 'NOT_FOUND', title: '' }] });
  });
});

describe('the end of the day', () => {
  it('lists past open sessions with the money they hide, and one key saves those with check-ins', async () => {
    story.withSession({ time: '09:00' }).withBooking(account('Ada')).withBooking(account('Ben'));
    story.withSession({ time: '11:00' }).withBooking(account('Ada'));
    story.withSession({ time: '13:00' });
    story.withSession({ date: '2026-03-09' }).withBooking(account('Ada'));
    const [clear, unclear, empty] = story.sessionIds as [SessionId, SessionId, SessionId];
    const [ada, ben] = story.bookingIds as [BookingId, BookingId];
    test.db.write((tx) => tx.run('UPDATE bookings SET checked_in_at = 1 WHERE id = ?', [ada]));
    const client = desk.callAs(story.studio.staff);
    const list = await client.completion.endOfDay();
    expect(list).toMatchObject({ clear: 1, hiddenMinor: 3000, isMore: false });
    expect(list.sessions.map(({ session, suggestion }) => [session.id, suggestion])).toEqual([
      [empty, 'no_bookings'],
      [unclear, 'no_check_in'],
      [clear, 'clear'],
    ]);
    expect(await client.completion.endOfDayCount()).toEqual({
      sessions: 3,
      hiddenMinor: 3000,
      isMore: false,
    });
    const answer = await client.completion.saveClear({ sessions: ticked([clear, unclear]) });
    expect(answer).toMatchObject({ saved: 1, failures: [{ sessionId: unclear, code: 'UNCLEAR' }] });
    expect(bookingRow(test.db, ada)).toMatchObject({ outcome: 'attended' });
    expect(bookingRow(test.db, ben)).toMatchObject({ outcome: 'missed' });
    expect((await client.completion.endOfDay()).sessions).toHaveLength(2);
  });
});

describe('custom session statuses', () => {
  const fields = {
    status: 'missed',
    label: 'Late',
    description: 'Within one hour',
    modifierType: 'percentage',
    clientModifier: 50,
    practitionerModifier: 50,
  } as const;

  it('can be hidden, built-in ones too, as long as one stays to be chosen', async () => {
    const client = desk.callAs(story.studio.admin);
    const shown = async () => (await client.completion.optionsForMany()).map(({ builtIn: which }) => which);
    for (const which of ['missed', 'canceled'] as const)
      await client.completion.showType({ id: builtIn(test.db, which), version: 1, shown: false });
    expect(await shown()).toEqual(['completed']);
    const last = { id: builtIn(test.db, 'completed'), version: 1, shown: false };
    expect((await call(client, 'completion.showType', last)).code).toBe('LAST_SHOWN_TYPE');
  });

  it('refuse a label that is too long, empty or taken, a modifier that is not whole, and another version', async () => {
    const client = desk.callAs(story.studio.admin);
    const create = (part: object) => call(client, 'completion.createType', { ...fields, ...part });
    const issue = (path: string, code: string) => ({ data: { issues: [{ path, code }] } });
    expect(await create({ label: 'Sixteen letters!' })).toMatchObject(issue('label', 'TOO_LONG'));
    expect(await create({ label: ' ' })).toMatchObject(issue('label', 'REQUIRED'));
    expect(await create({ clientModifier: 1.5 })).toMatchObject(issue('clientModifier', 'NOT_WHOLE'));
    expect(await create({ clientModifier: -1 })).toMatchObject(issue('clientModifier', 'TOO_SMALL'));
    expect(await create({ practitionerModifier: 1001 })).toMatchObject(
      issue('practitionerModifier', 'TOO_LARGE'),
    );
    expect((await create({ label: 'COMPLETED' })).code).toBe('NAME_TAKEN');
    const { id } = await client.completion.createType(fields);
    const update = (part: object) =>
      call(client, 'completion.updateType', { ...fields, id, version: 1, ...part });
    expect((await update({ version: 2 })).code).toBe('CHANGED_MEANWHILE');
    expect((await update({ id: builtIn(test.db, 'completed') })).code).toBe('NOT_FOUND');
    expect((await update({ label: 'Very late' })).code).toBe('OK');
    expect((await call(client, 'completion.deleteType', { id, version: 2 })).code).toBe('OK');
    expect((await create({})).code).toBe('OK');
  });

  it('are for owners and admins to change', async () => {
    for (const staff of [story.studio.staff, story.studio.practitionerStaff])
      expect((await call(desk.callAs(staff), 'completion.createType', fields)).code).toBe('FORBIDDEN');
  });
});

describe('wages in the catalogue', () => {
  it('are seen by owners and admins alone', async () => {
    const seen = async (staff: typeof story.studio.owner) =>
      (await desk.callAs(staff).catalog.all()).services.map(({ wageMinor }) => wageMinor);
    expect(await seen(story.studio.admin)).toEqual([0, 0]);
    expect(await seen(story.studio.staff)).toEqual([null, null]);
    expect(await seen(story.studio.practitionerStaff)).toEqual([null, null]);
  });
});
