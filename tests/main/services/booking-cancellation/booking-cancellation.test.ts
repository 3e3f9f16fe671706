import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import * as settings from '#db/repositories/settings.ts';
import type { MoneyChoice } from '#domain/cancellation/booking-plan.ts';
import type { BookingId } from '#domain/values/ids.ts';
import { SETTING_KEYS } from '#main/settings/studio-settings.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type ScenarioFunding, type StudioStory } from '#tests/support/scenario.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { wholeRows } from '#tests/support/whole-rows.ts';

let test: TestDb;
let story: StudioStory;
let desk: Desk;
let now = SEED_NOW;

beforeEach(() => {
  test = createTestDb();
  story = aStudio(test.db);
  now = SEED_NOW;
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
});
afterEach(() => {
  expect(checkDatabase(test.db.read, 'full').problems).toEqual([]);
  test.cleanup();
});

const booked = (...funding: ScenarioFunding[]): BookingId => {
  const { bookingIds } = story.withSession({ capacity: 2 }).withBooking({ client: 'Ann Example', funding });
  return bookingIds.at(-1) as BookingId;
};

const cancel = (id: BookingId, money: MoneyChoice, more: object = {}, by = story.studio.admin) =>
  cancelBooking(desk.callAs(by), id, money, more);

const row = (sql: string): Record<string, unknown> | undefined => test.db.read.get(sql);
const balance = async (): Promise<{ balanceMinor: number; availableMinor: number }> => {
  const client = story.client('Ann Example');
  return (await desk.callAs(story.studio.admin).client.get({ id: client })).balance;
};
const MONEY_TABLES = ['bookings', 'fundings', 'credit_lots', 'sessions', 'waitlist_entries'];
const undo = (answer: { data: unknown }, by = story.studio.admin) =>
  call(desk.callAs(by), 'undo.takeBack', { id: (answer.data as { undoId: number }).undoId });

describe('taking one booking out of a session', () => {
  it('frees the place, keeps who and why, and leaves the session open', async () => {
    const id = booked({ kind: 'account', amountMinor: 2500 });
    expect((await cancel(id, 'back')).code).toBe('OK');
    expect(row(`SELECT * FROM bookings`)).toMatchObject({
      state: 'canceled',
      canceled_by: 'client',
      cancel_reason: 'ill',
      canceled_at: now,
    });
    expect(row('SELECT state FROM sessions')).toEqual({ state: 'open' });
    expect(row('SELECT state, kind FROM jobs')).toEqual({ state: 'done', kind: 'booking_cancellation' });
  });

  it.each<[string, ScenarioFunding, MoneyChoice, object]>([
    ['card money goes back to the card', { kind: 'card', amountMinor: 2500 }, 'back', { balanceMinor: 0 }],
    [
      'card money stays with the client',
      { kind: 'card', amountMinor: 2500 },
      'account',
      { balanceMinor: 2500 },
    ],
    ['card money is kept and charged', { kind: 'card', amountMinor: 2500 }, 'kept', { balanceMinor: 0 }],
    ['cash becomes account credit', { kind: 'cash', amountMinor: 2500 }, 'back', { balanceMinor: 2500 }],
    ['a charge is dropped', { kind: 'account', amountMinor: 2500 }, 'back', { balanceMinor: 0 }],
    ['a charge is made after all', { kind: 'account', amountMinor: 2500 }, 'kept', { balanceMinor: -2500 }],
    ['nothing was paid', { kind: 'free' }, 'kept', { balanceMinor: 0 }],
  ])('%s', async (_, funding, money, expected) => {
    const id = booked(funding);
    expect((await cancel(id, money)).code).toBe('OK');
    expect(await balance()).toMatchObject({ ...expected, openBookingsMinor: 0 });
  });

  it('returns a credit to its lot, later if it would expire soon, or keeps it used', async () => {
    const id = booked({ kind: 'package', expiresOn: '2026-03-03' });
    expect((await cancel(id, 'back')).code).toBe('OK');
    expect(row('SELECT used, expires_on FROM credit_lots')).toEqual({ used: 0, expires_on: '2026-03-25' });
    const kept = booked({ kind: 'package', expiresOn: null });
    expect((await cancel(kept, 'kept')).code).toBe('OK');
    expect(row('SELECT used FROM credit_lots ORDER BY id DESC')).toEqual({ used: 1 });
  });

  it('holds a card refund back a moment, with key and request already committed (D3)', async () => {
    const id = booked({ kind: 'card', amountMinor: 2500 });
    await cancel(id, 'back');
    expect(row('SELECT state, attempts, next_try_at > 0 AS held FROM refunds')).toEqual({
      state: 'planned',
      attempts: 0,
      held: 1,
    });
    expect(row('SELECT state FROM jobs')).toEqual({ state: 'queued' });
  });

  it('writes the message it was given, once, with what goes back', async () => {
    const id = booked({ kind: 'card', amountMinor: 2500 });
    const message = { channel: 'email', subject: 'Bye {{client}}', body: '{{sessions}} {{refunds}}' };
    const requestUid = randomUUID();
    expect((await cancel(id, 'back', { message, requestUid })).code).toBe('OK');
    const { planHash } = { planHash: '' };
    const again = {
      requestUid,
      id,
      version: 1,
      by: 'client',
      reason: 'ill',
      money: 'back',
      planHash,
      message,
    };
    expect(await call(desk.callAs(story.studio.admin), 'booking.cancel', again)).toMatchObject({
      code: 'OK',
      data: { undoId: null },
    });
    expect(test.db.read.all('SELECT kind, subject FROM messages')).toEqual([
      { kind: 'session_canceled', subject: 'Bye Ann Example' },
    ]);
    expect(row('SELECT body FROM messages')?.['body']).toContain('card refund of €25.00');
  });
});

describe('undo', () => {
  it.each<[string, MoneyChoice, ScenarioFunding[]]>([
    ['a card refund', 'back', [{ kind: 'card', amountMinor: 2500 }]],
    [
      'cash and an open charge',
      'back',
      [
        { kind: 'cash', amountMinor: 1500 },
        { kind: 'account', amountMinor: 1000 },
      ],
    ],
    ['a credit with its old expiry', 'back', [{ kind: 'package', expiresOn: '2026-03-03' }]],
    ['kept card money', 'kept', [{ kind: 'card', amountMinor: 2500 }]],
    ['a kept credit', 'kept', [{ kind: 'package' }]],
    ['free money on the account', 'account', [{ kind: 'card', amountMinor: 2500 }]],
  ])('gives the same rows back: %s', async (_, money, funding) => {
    const id = booked(...funding);
    const before = wholeRows(test.db, MONEY_TABLES);
    const money0 = await balance();
    const canceled = await cancel(id, money);
    expect((await undo(canceled)).code).toBe('OK');
    expect(wholeRows(test.db, MONEY_TABLES)).toEqual(before);
    expect(await balance()).toEqual(money0);
    expect((await cancel(id, money, { version: 3 })).code).toBe('OK');
  });

  it('gives the place back in a session that was overbooked knowingly, and not to one too many', async () => {
    const session = story.withSession({ capacity: 1 }).withBooking({ client: 'Ann Example' });
    const [id] = session.bookingIds.slice(-1) as [BookingId];
    session.withBooking({ client: 'Ben Example', overbookReason: 'sister of Ann' });
    const before = wholeRows(test.db, MONEY_TABLES);
    expect((await undo(await cancel(id, 'back'))).code).toBe('OK');
    expect(wholeRows(test.db, MONEY_TABLES)).toEqual(before);
    const again = await cancel(id, 'back', { version: 3 });
    test.db.write((tx) => tx.run(`UPDATE bookings SET overbook_reason = '' WHERE state = 'booked'`));
    expect((await undo(again)).code).toBe('UNDO_NOT_POSSIBLE');
  });

  it('waits, as the cancellation itself does, while money must not move', async () => {
    const id = booked({ kind: 'account', amountMinor: 2500 });
    const canceled = await cancel(id, 'kept');
    const frozen = openDesk(test.db, { dataDir: test.dir, now: () => now, moneyFrozen: () => 1 });
    const { undoId } = canceled.data as { undoId: number };
    const owner = frozen.callAs(story.studio.admin);
    expect((await call(owner, 'undo.takeBack', { id: undoId })).code).toBe('MONEY_FROZEN');
    expect((await undo(canceled)).code).toBe('OK');
  });

  it('is refused once the client was merged into another: the place would be of a record that is gone', async () => {
    const id = booked({ kind: 'account', amountMinor: 2500 });
    const canceled = await cancel(id, 'back');
    const [from, into] = [story.client('Ann Example'), story.client('Zoe Example')];
    const merged = { from, into, fromVersion: 1, intoVersion: 1, keepAsParticipant: false };
    await desk.callAs(story.studio.admin).client.merge(merged);
    expect((await undo(canceled)).code).toBe('UNDO_NOT_POSSIBLE');
    expect(row('SELECT client_id FROM bookings')).toEqual({ client_id: into });
  });

  it('is refused once the refund may have left, or the place is taken', async () => {
    const id = booked({ kind: 'card', amountMinor: 2500 });
    const canceled = await cancel(id, 'back');
    test.db.write((tx) => tx.run('UPDATE refunds SET attempts = 1'));
    expect(await undo(canceled)).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } });
    expect(row('SELECT state FROM bookings')).toEqual({ state: 'canceled' });
  });
});

describe('is refused, and changes nothing:', () => {
  const nothingChanged = () => {
    expect(row('SELECT state FROM bookings')).toEqual({ state: 'booked' });
    expect(row('SELECT COUNT(*) AS n FROM jobs')).toEqual({ n: 0 });
  };

  it('a plan that is no longer the one shown', async () => {
    const id = booked({ kind: 'card', amountMinor: 2500 });
    expect((await cancel(id, 'back', { planHash: 'old' })).code).toBe('PLAN_CHANGED');
    nothingChanged();
  });

  it('a booking that somebody changed, a missing reason, a message with an unknown word', async () => {
    const id = booked({ kind: 'account', amountMinor: 2500 });
    expect((await cancel(id, 'back', { version: 2 })).code).toBe('CHANGED_MEANWHILE');
    expect((await cancel(id, 'back', { reason: ' ' })).code).toBe('INVALID_INPUT');
    const message = { channel: 'email', subject: 'x', body: '{{nobody}}' };
    expect((await cancel(id, 'back', { message })).code).toBe('INVALID_INPUT');
    nothingChanged();
  });

  it('money leaving above the limit of staff; giving up the place is not limited', async () => {
    const id = booked({ kind: 'card', amountMinor: 2500 });
    expect(await cancel(id, 'back', {}, story.studio.staff)).toMatchObject({ code: 'REFUND_LIMIT' });
    nothingChanged();
    expect((await cancel(id, 'account', {}, story.studio.staff)).code).toBe('OK');
  });

  it('a refund that needs a second person', async () => {
    test.db.write((tx) =>
      settings.set(
        tx,
        SETTING_KEYS.cancellation,
        {
          nonCardRefund: 'account_credit',
          typedTotalAboveMinor: null,
          secondPersonAboveMinor: 1000,
          staffRefundLimitMinor: 0,
          lotExpirySoonDays: 14,
          lotExtensionDays: 30,
        },
        now,
      ),
    );
    const id = booked({ kind: 'card', amountMinor: 2500 });
    expect((await cancel(id, 'back')).code).toBe('SECOND_PERSON_NEEDED');
    nothingChanged();
  });

  it('a session that is not open any more, and a booking that is gone', async () => {
    const id = booked({ kind: 'account', amountMinor: 2500 });
    const client = desk.callAs(story.studio.admin);
    test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'completed'`));
    expect((await call(client, 'booking.previewCancel', { id, money: 'back' })).code).toBe(
      'SESSION_NOT_OPEN',
    );
    expect((await call(client, 'booking.previewCancel', { id: 99, money: 'back' })).code).toBe('NOT_FOUND');
    nothingChanged();
  });
});
