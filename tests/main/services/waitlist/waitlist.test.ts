import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import type { BookingId, ClientId, SessionId, WaitlistEntryId } from '#domain/values/ids.ts';
import { localDate } from '#domain/values/time.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { wholeRows } from '#tests/support/whole-rows.ts';

let test: TestDb;
let story: StudioStory;
let desk: Desk;
let front: DeskClient;
let now = SEED_NOW;
let sessionId: SessionId;
let firstBooking: BookingId;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
  now = SEED_NOW;
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
  front = desk.callAs(story.studio.admin);
  const full = story
    .withSession({ capacity: 2 })
    .withBooking({ client: 'Ann', funding: [{ kind: 'account', amountMinor: 2500 }] })
    .withBooking({ client: 'Ben' });
  sessionId = full.sessionId;
  firstBooking = full.bookingIds[0] as BookingId;
});
afterEach(() => {
  expect(checkDatabase(test.db.read, 'full').problems).toEqual([]);
  test.cleanup();
});

const wait = (name: string, funding: 'package' | 'account' | 'free' = 'account', more: object = {}) =>
  call(front, 'waitlist.add', { sessionId, clientId: story.client(name), funding, ...more });
const waitFor = async (...names: string[]): Promise<WaitlistEntryId[]> => {
  const ids: WaitlistEntryId[] = [];
  for (const name of names) ids.push(((await wait(name)).data as { id: WaitlistEntryId }).id);
  return ids;
};
const cancel = (id: BookingId, version = 1, client = front) => cancelBooking(client, id, 'back', { version });
const entry = (id: WaitlistEntryId) =>
  test.db.read.get<{ state: string; skip_code: string; version: number }>(
    'SELECT state, skip_code, version FROM waitlist_entries WHERE id = ?',
    [id],
  );
const waitingNames = async (): Promise<string[]> =>
  (await front.roster.get({ id: sessionId })).waiting.map(({ clientName }) => clientName);
const bookedNames = async (): Promise<string[]> =>
  (await front.roster.get({ id: sessionId })).entries.map(({ clientName }) => clientName).toSorted();
const undo = (answer: { data: unknown }) =>
  call(front, 'undo.takeBack', { id: (answer.data as { undoId: number }).undoId });
const TABLES = ['bookings', 'fundings', 'credit_lots', 'sessions', 'waitlist_entries'];

describe('the queue of a full session', () => {
  it('takes clients in order, lets them change places and leave', async () => {
    const [cid, dora, eve] = await waitFor('Cid', 'Dora', 'Eve');
    expect(await waitingNames()).toEqual(['Cid', 'Dora', 'Eve']);
    await front.waitlist.move({ id: eve as WaitlistEntryId, version: 1, direction: 'up' });
    expect(await waitingNames()).toEqual(['Cid', 'Eve', 'Dora']);
    await front.waitlist.leave({ id: cid as WaitlistEntryId, version: 1 });
    expect(await waitingNames()).toEqual(['Eve', 'Dora']);
    expect(await front.waitlist.move({ id: eve as WaitlistEntryId, version: 2, direction: 'up' })).toEqual({
      undoId: null,
    });
    expect(entry(dora as WaitlistEntryId)?.version).toBe(2);
  });

  it('refuses who is booked, who waits already, strangers, and where a place is free', async () => {
    expect((await wait('Ann')).code).toBe('ALREADY_BOOKED');
    await wait('Cid');
    expect((await wait('Cid')).code).toBe('ALREADY_WAITING');
    expect((await wait('Cid', 'account', { participant: 'Kid' })).code).toBe('OK');
    expect((await wait('Dora', 'account', { clientId: 999 })).code).toBe('NOT_FOUND');
    expect((await wait('Dora', 'account', { sessionId: 999 })).code).toBe('NOT_FOUND');
    const other = story.withSession({ time: '12:00', capacity: 2 }).sessionId;
    expect(await wait('Dora', 'account', { sessionId: other })).toMatchObject({
      code: 'SESSION_NOT_FULL',
      data: { free: 2 },
    });
  });

  it('is not changed by who looked at an older state, nor once the session is saved', async () => {
    const [cid] = await waitFor('Cid');
    const id = cid as WaitlistEntryId;
    expect((await call(front, 'waitlist.leave', { id, version: 9 })).code).toBe('CHANGED_MEANWHILE');
    expect((await call(front, 'waitlist.promote', { id, version: 1 })).code).toBe('NO_FREE_PLACE');
    test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'completed'`));
    for (const [name, more] of [
      ['leave', {}],
      ['move', { direction: 'up' }],
      ['promote', {}],
    ] as const)
      expect((await call(front, `waitlist.${name}`, { id, version: 1, ...more })).code).toBe(
        'SESSION_NOT_OPEN',
      );
  });
});

describe('a place that becomes free', () => {
  it('goes to the first who can have it, with a message; whoever was passed over reads why', async () => {
    const [cid, dora, eve] = await waitFor('Cid', 'Dora', 'Eve');
    story.withSession({ time: '09:30' }).withBooking({ client: 'Cid' });
    test.db.write((tx) =>
      tx.run(`UPDATE waitlist_entries SET funding = 'package' WHERE id = ?`, [dora as number]),
    );
    expect(await cancel(firstBooking)).toMatchObject({ code: 'OK', data: { promoted: ['Eve'] } });
    expect(await bookedNames()).toEqual(['Ben', 'Eve']);
    expect([cid, dora, eve].map((id) => entry(id as WaitlistEntryId))).toMatchObject([
      { state: 'waiting', skip_code: 'time_conflict' },
      { state: 'waiting', skip_code: 'no_credit' },
      { state: 'promoted', skip_code: '' },
    ]);
    expect(
      test.db.read.all("SELECT kind, to_name, state, body LIKE '%Yoga%' AS named FROM messages"),
    ).toEqual([{ kind: 'waitlist_promoted', to_name: 'Eve', state: 'queued', named: 1 }]);
  });

  it('is paid as was wished: a credit of the lot that expires first, on account, or free', async () => {
    story.withSession({ time: '12:00' }).withBooking({ client: 'Cid', funding: [{ kind: 'package' }] });
    await wait('Cid', 'package');
    await cancel(firstBooking);
    expect(test.db.read.get('SELECT used FROM credit_lots')).toEqual({ used: 2 });
    expect(test.db.read.get('SELECT kind, amount_minor FROM fundings ORDER BY id DESC')).toEqual({
      kind: 'package',
      amount_minor: 0,
    });
  });

  it('goes to nobody in a session that has begun or is closed, nor to an archived client', async () => {
    const [cid] = await waitFor('Cid');
    test.db.write((tx) => tx.run(`UPDATE clients SET state = 'archived' WHERE first_name = 'Cid'`));
    await cancel(firstBooking);
    expect(entry(cid as WaitlistEntryId)?.skip_code).toBe('client_archived');
    const promote = () => call(front, 'waitlist.promote', { id: cid, version: 1 });
    test.db.write((tx) => {
      tx.run(`UPDATE clients SET state = 'active'`);
      tx.run(
        `INSERT INTO closures (title, start_date, end_date, created_at) VALUES ('Storm', '2026-03-02', '2026-03-03', 0)`,
      );
    });
    expect(await promote()).toMatchObject({ code: 'NOT_PROMOTED', data: { reason: 'closed' } });
    now = Date.UTC(2026, 2, 2, 8);
    expect(await promote()).toMatchObject({ code: 'NOT_PROMOTED', data: { reason: 'session_started' } });
    expect(await bookedNames()).toEqual(['Ben']);
  });

  it('may be given by hand, past those who stand before', async () => {
    const [cid, dora] = await waitFor('Cid', 'Dora');
    story.withSession({ time: '09:30' }).withBooking({ client: 'Cid' }).withBooking({ client: 'Dora' });
    await cancel(firstBooking);
    expect(await bookedNames()).toEqual(['Ben']);
    expect(await call(front, 'waitlist.promote', { id: dora, version: 1 })).toMatchObject({
      data: { reason: 'time_conflict' },
    });
    test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'canceled' WHERE id <> ?`, [sessionId]));
    test.db.write((tx) =>
      tx.run(`DELETE FROM fundings WHERE booking_id IN (SELECT id FROM bookings WHERE session_id <> ?)`, [
        sessionId,
      ]),
    );
    test.db.write((tx) => tx.run('DELETE FROM bookings WHERE session_id <> ?', [sessionId]));
    expect((await call(front, 'waitlist.promote', { id: dora, version: 1 })).code).toBe('OK');
    expect(await bookedNames()).toEqual(['Ben', 'Dora']);
    expect(entry(cid as WaitlistEntryId)?.state).toBe('waiting');
  });

  it('comes also from more places in the session, and Undo takes all of it back', async () => {
    await waitFor('Cid', 'Dora', 'Eve');
    const before = wholeRows(test.db, TABLES);
    const view = await front.session.get({ id: sessionId });
    const more = await call(front, 'session.update', {
      ...view,
      capacity: 4,
      allowConflicts: false,
      tellClients: false,
    });
    expect(more).toMatchObject({ code: 'OK', data: { promoted: ['Cid', 'Dora'] } });
    expect(await bookedNames()).toEqual(['Ann', 'Ben', 'Cid', 'Dora']);
    expect((await undo(more)).code).toBe('OK');
    expect(wholeRows(test.db, TABLES)).toEqual(before);
    expect(test.db.read.all('SELECT DISTINCT state FROM messages')).toEqual([{ state: 'withdrawn' }]);
  });
});

describe('undo gives the same rows back:', () => {
  it('after adding, leaving and changing places', async () => {
    const empty = wholeRows(test.db, TABLES);
    const added = await wait('Cid');
    await undo(added);
    expect(wholeRows(test.db, TABLES)).toEqual(empty);
    const [cid, dora] = await waitFor('Cid', 'Dora');
    const before = wholeRows(test.db, TABLES);
    await undo(await call(front, 'waitlist.leave', { id: cid, version: 1 }));
    expect(wholeRows(test.db, TABLES)).toEqual(before);
    await undo(await call(front, 'waitlist.move', { id: dora, version: 1, direction: 'up' }));
    expect(wholeRows(test.db, TABLES)).toEqual(before);
  });

  it('after a cancellation that let somebody move up', async () => {
    await waitFor('Cid');
    const before = wholeRows(test.db, TABLES);
    const canceled = await cancel(firstBooking);
    expect(await bookedNames()).toEqual(['Ben', 'Cid']);
    expect((await undo(canceled)).code).toBe('OK');
    expect(wholeRows(test.db, TABLES)).toEqual(before);
  });

  it('but not once the client who moved up has been told', async () => {
    await waitFor('Cid');
    const canceled = await cancel(firstBooking);
    test.db.write((tx) => tx.run(`UPDATE messages SET state = 'sent'`));
    expect(await undo(canceled)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
    expect(await bookedNames()).toEqual(['Ben', 'Cid']);
  });

  it('nor of more places once somebody else was booked into them', async () => {
    const view = await front.session.get({ id: sessionId });
    const more = await call(front, 'session.update', {
      ...view,
      capacity: 3,
      allowConflicts: false,
      tellClients: false,
    });
    const clientId = story.client('Fay');
    await front.booking.create({ sessionId, clientId, priceMinor: 0, fundings: [{ kind: 'free' }] });
    expect(await undo(more)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
  });
});

describe('whatever two desks do at once', () => {
  it('no session is overfilled, and no place is given twice', async () => {
    const names = ['Ann', 'Ben', 'Cid', 'Dora', 'Eve', 'Fay'];
    const second = desk.callAs(story.studio.owner);
    const command = fc.record({
      who: fc.nat({ max: names.length - 1 }),
      what: fc.constantFrom('book', 'wait', 'cancel', 'promote', 'more', 'less', 'undo'),
      from: fc.constantFrom('front', 'second'),
    });
    let lastUndo = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 14 }), async (commands) => {
        await Promise.all(
          commands.map(async ({ who, what, from }) => {
            const client = from === 'front' ? front : second;
            const clientId = story.client(names[who] ?? 'Ann');
            const answer = await perform(client, what, clientId, lastUndo);
            lastUndo = (answer.data as { undoId?: number } | null)?.undoId ?? lastUndo;
          }),
        );
        expect(checkDatabase(test.db.read, 'quick').problems).toEqual([]);
        const { capacity, booked, double } = test.db.read.get(
          `SELECT capacity, (SELECT COUNT(*) FROM bookings WHERE session_id = s.id AND state = 'booked') AS booked,
             (SELECT COUNT(*) FROM (SELECT booking_id FROM waitlist_entries WHERE booking_id IS NOT NULL GROUP BY booking_id HAVING COUNT(*) > 1)) AS double
           FROM sessions s WHERE id = ?`,
          [sessionId],
        ) as { capacity: number; booked: number; double: number };
        expect(booked).toBeLessThanOrEqual(capacity);
        expect(double).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});

async function perform(client: DeskClient, what: string, clientId: ClientId, undoId: number) {
  const view = await client.roster.get({ id: sessionId });
  const own = view.entries.find((each) => each.clientId === clientId);
  const queued = view.waiting.find((each) => each.clientId === clientId);
  switch (what) {
    case 'book':
      return call(client, 'booking.create', {
        sessionId,
        clientId,
        priceMinor: 0,
        fundings: [{ kind: 'free' }],
      });
    case 'wait':
      return call(client, 'waitlist.add', { sessionId, clientId, funding: 'account' });
    case 'cancel':
      return own ? cancel(own.bookingId, own.version, client).catch(() => NOTHING) : NOTHING;
    case 'promote':
      return queued ? call(client, 'waitlist.promote', { id: queued.id, version: queued.version }) : NOTHING;
    case 'undo':
      return call(client, 'undo.takeBack', { id: Math.max(1, undoId) });
    default: {
      const session = await client.session.get({ id: sessionId });
      const capacity = Math.max(1, session.capacity + (what === 'more' ? 1 : -1));
      return call(client, 'session.update', {
        ...session,
        capacity,
        allowConflicts: true,
        tellClients: false,
      });
    }
  }
}

describe('a place from the waitlist that is on an invoice', () => {
  it('is not taken back by undoing the cancellation that freed it', async () => {
    await waitFor('Cleo');
    const canceled = await cancel(firstBooking);
    const clientId = story.client('Cleo');
    const days = { from: localDate('2026-01-01'), to: localDate('2026-12-01'), of: 'scheduled' as const };
    const [row] = await front.invoice.billable({ clientId, ...days });
    const bookingIds = row ? [row.bookingId] : [];
    const wish = { requestUid: crypto.randomUUID(), clientId, own: [] };
    await front.invoice.create({ ...wish, sessions: { ...days, bookingIds } });
    expect(await undo(canceled)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } });
  });
});

const NOTHING = { code: 'NOTHING', isTyped: true, data: null };
