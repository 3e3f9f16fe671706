import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import type { BookingId, ClientId, CompletionTypeId, SessionId } from '#domain/values/ids.ts';
import { HOUR_MS } from '#domain/values/time.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { call } from '#tests/support/procedures.ts';
import { wholeRows } from '#tests/support/whole-rows.ts';
import { ON_ACCOUNT, openPrepaymentDesk, type PrepaymentDesk } from './prepayment-desk.ts';

/** Monday 2 March 2026, 09:00 in Berlin. */
const START = Date.UTC(2026, 2, 2, 8);
let d: PrepaymentDesk;
let ann: ClientId;
let missed: CompletionTypeId;
let half: CompletionTypeId;
let sessionId: SessionId;

beforeEach(async () => {
  d = openPrepaymentDesk();
  ann = d.story.client('Ann Example');
  sessionId = d.story.sessionIds[0] as SessionId;
  const admin = d.desk.callAs(d.story.studio.admin);
  missed = (await admin.completion.types()).find(({ builtIn }) => builtIn === 'missed')
    ?.id as CompletionTypeId;
  half = (
    await admin.completion.createType({
      status: 'canceled',
      label: 'Late 50%',
      description: '',
      modifierType: 'percentage',
      clientModifier: 50,
      practitionerModifier: 0,
    })
  ).id;
});
afterEach(() => {
  expect(d.desk.bugs).toEqual([]);
  expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
  d.test.cleanup();
});

const setPolicy = (...levels: { hoursBefore: number; typeId: CompletionTypeId }[]) =>
  call(d.desk.callAs(d.story.studio.admin), 'prepayment.updatePolicy', { levels });
const strict = () => setPolicy({ hoursBefore: 24, typeId: missed }, { hoursBefore: 48, typeId: half });
const bookings = async () => (await d.front.session.get({ id: sessionId })).bookings;
const book = async (fundings: readonly object[] = ON_ACCOUNT, more: object = {}) =>
  ((await d.book(ann, fundings, more)).data as { id: BookingId }).id;
const cancel = (id: BookingId, more: object = {}) =>
  cancelBooking(d.desk.callAs(d.story.studio.admin), id, 'policy' as never, more);
const balance = async () => (await d.front.client.get({ id: ann })).balance;

describe('the client cancellation policy', () => {
  it('is frozen on each booking, and the panel says where today’s differs', async () => {
    await book();
    await strict();
    await book(ON_ACCOUNT, { participant: 'Lea' });
    d.setNow(START - 30 * HOUR_MS);
    const shown = (await bookings()).map(({ participant, byClient }) => ({
      participant,
      now: byClient?.now,
      byNewPolicy: byClient?.byNewPolicy,
    }));
    const free = { label: null, chargeMinor: 0, usesCredit: false };
    const halfPrice = { label: 'Late 50%', chargeMinor: 12_50, usesCredit: false };
    expect(shown).toEqual([
      { participant: '', now: free, byNewPolicy: halfPrice },
      { participant: 'Lea', now: halfPrice, byNewPolicy: null },
    ]);
    expect(d.test.db.read.get('SELECT COUNT(DISTINCT policy_id) AS n FROM bookings')).toEqual({ n: 2 });
  });

  it('stays what it was when its completion type changes', async () => {
    await strict();
    await book();
    const admin = d.desk.callAs(d.story.studio.admin);
    const type = (await admin.completion.types()).find(({ id }) => id === half);
    await admin.completion.updateType({ ...type, id: half, version: 1, clientModifier: 90 } as never);
    d.setNow(START - 30 * HOUR_MS);
    expect((await bookings())[0]?.byClient).toMatchObject({
      now: { chargeMinor: 12_50 },
      byNewPolicy: { chargeMinor: 22_50 },
    });
  });

  it('says whether the client could do it alone', async () => {
    await book();
    const may = async () => (await bookings())[0]?.byClient?.may;
    expect(await may()).toBe('studio_off');
    const admin = d.desk.callAs(d.story.studio.admin);
    await admin.studio.updateSessionControl({ clientBooking: false, clientCancellations: true });
    expect(await may()).toBe('no_permission');
    await admin.client.setPermission({ who: { ids: [ann] }, permission: 'cancel', given: true });
    expect(await may()).toBe('yes');
    const cutOffs = await admin.studio.cutOffs();
    await admin.studio.updateCutOffs({ ...cutOffs, cancelCutOffHours: 400 });
    // The cut-off of the booking is the one it was made under.
    expect(await may()).toBe('yes');
    d.setNow(START);
    expect((await bookings())[0]?.byClient).toBeNull();
  });

  it.each([
    [
      '49 hours before',
      49,
      [{ kind: 'new_payment', method: 'cash', amountMinor: 2500 }],
      { balanceMinor: 25_00 },
    ],
    [
      '40 hours before',
      40,
      [{ kind: 'new_payment', method: 'cash', amountMinor: 2500 }],
      { balanceMinor: 12_50 },
    ],
    ['an hour before', 1, [{ kind: 'new_payment', method: 'card', amountMinor: 2500 }], { balanceMinor: 0 }],
    [
      '40 hours before, by card',
      40,
      [{ kind: 'new_payment', method: 'card', amountMinor: 2500 }],
      { balanceMinor: 0 },
    ],
    ['40 hours before, owed', 40, ON_ACCOUNT, { balanceMinor: -12_50 }],
  ])(
    'charges what it says %s, gives the rest back, and undo gives the same rows back',
    async (_, hours, fundings, expected) => {
      await strict();
      const id = await book(fundings);
      d.setNow(START - hours * HOUR_MS);
      const tables = ['bookings', 'fundings', 'credit_lots', 'sessions'];
      const before = wholeRows(d.test.db, tables);
      const before$ = await balance();
      const done = await cancel(id);
      expect(done.code).toBe('OK');
      expect(await balance()).toMatchObject({ ...expected, openBookingsMinor: 0 });
      const free = (await d.front.client.get({ id: ann })).payments.reduce(
        (sum, { freeMinor }) => sum + freeMinor,
        0,
      );
      expect(free).toBe(Math.max(0, expected.balanceMinor));
      expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
      const { undoId } = done.data as { undoId: number };
      expect((await call(d.desk.callAs(d.story.studio.admin), 'undo.takeBack', { id: undoId })).code).toBe(
        'OK',
      );
      expect(wholeRows(d.test.db, tables)).toEqual(before);
      expect(await balance()).toEqual(before$);
    },
  );

  it('uses a credit up late and gives it back in time', async () => {
    await strict();
    const lotId = await d.sell(ann);
    const used = () => (d.test.db.read.get('SELECT used FROM credit_lots') as { used: number }).used;
    const late = await book([{ kind: 'package', lotId }]);
    const inTime = await book([{ kind: 'package', lotId }], { participant: 'Lea' });
    d.setNow(START - 50 * HOUR_MS);
    await cancel(inTime);
    expect(used()).toBe(1);
    d.setNow(START - 2 * HOUR_MS);
    await cancel(late);
    expect(used()).toBe(1);
  });

  it('is for clients who cancel, not for the studio', async () => {
    await strict();
    const id = await book();
    expect((await cancel(id, { by: 'studio' })).code).toBe('INVALID_INPUT');
  });
});

describe('setting it', () => {
  it('takes up to three levels of different notice, and no type whose cost nobody knows', async () => {
    const levels = [1, 2, 3, 4].map((hoursBefore) => ({ hoursBefore, typeId: missed }));
    expect((await setPolicy(...levels)).code).toBe('INVALID_INPUT');
    expect((await setPolicy(...levels.slice(0, 3))).code).toBe('OK');
    const twice = { hoursBefore: 24, typeId: missed };
    expect((await setPolicy(twice, twice)).code).toBe('INVALID_INPUT');
    for (const hoursBefore of [0, -1, 9000, 1.5])
      expect((await setPolicy({ hoursBefore, typeId: missed })).code).toBe('INVALID_INPUT');
    expect((await setPolicy({ hoursBefore: 1, typeId: 9999 as CompletionTypeId })).code).toBe(
      'INVALID_INPUT',
    );
    const admin = d.desk.callAs(d.story.studio.admin);
    const override = (await admin.completion.types()).find(({ builtIn }) => builtIn === 'override');
    expect((await setPolicy({ hoursBefore: 1, typeId: override?.id as CompletionTypeId })).code).toBe(
      'INVALID_INPUT',
    );
    expect((await call(d.front, 'prepayment.updatePolicy', { levels: [] })).code).toBe('FORBIDDEN');
  });

  it('keeps the type that it charges by from being deleted', async () => {
    await strict();
    const admin = d.desk.callAs(d.story.studio.admin);
    const remove = () => call(admin, 'completion.deleteType', { id: half, version: 1 });
    expect((await remove()).code).toBe('IN_USE');
    await setPolicy();
    expect((await remove()).code).toBe('OK');
  });
});
