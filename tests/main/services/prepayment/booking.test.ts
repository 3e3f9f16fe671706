import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { call } from '#tests/support/procedures.ts';
import { ON_ACCOUNT, openPrepaymentDesk, type PrepaymentDesk } from './prepayment-desk.ts';

let d: PrepaymentDesk;
let ann: ClientId;

beforeEach(() => {
  d = openPrepaymentDesk();
  ann = d.story.client('Ann Example');
});
afterEach(() => {
  expect(d.desk.bugs).toEqual([]);
  expect(checkDatabase(d.test.db.read, 'full').problems).toEqual([]);
  d.test.cleanup();
});

const waived = () =>
  d.test.db.read.get('SELECT prepayment_waived_by AS by, prepayment_missing_minor AS missing FROM bookings');
const check = async (clientIds: ClientId[]) =>
  (await d.front.prepayment.check({ clientIds, place: { sessionId: d.story.sessionIds[0] as never } })).rows;

describe('the open mode', () => {
  it('gives a place to who has paid nothing', async () => {
    expect((await d.book(ann, ON_ACCOUNT)).code).toBe('OK');
    expect(await check([ann])).toEqual([]);
  });
});

describe('the minimum threshold', () => {
  beforeEach(() => d.setRule('threshold', 200_00));

  it('holds every role, says what is missing, and changes nothing', async () => {
    await d.pay(ann, 150_00);
    const before = d.rows();
    for (const by of [d.story.studio.owner, d.story.studio.admin, d.story.studio.staff])
      expect(await d.book(ann, ON_ACCOUNT, { withoutPrepayment: true }, by)).toMatchObject({
        code: 'PREPAYMENT_NEEDED',
        data: {
          mode: 'threshold',
          missingMinor: 50_00,
          wantedMinor: 200_00,
          hasMinor: 150_00,
          mayGoOn: false,
        },
      });
    expect(d.rows()).toEqual(before);
    await d.pay(ann, 50_00);
    expect((await d.book(ann, ON_ACCOUNT)).code).toBe('OK');
  });

  it('counts what is paid with the booking itself', async () => {
    await d.pay(ann, 175_00);
    const cash = [{ kind: 'new_payment', method: 'cash', amountMinor: 2500 }];
    expect((await d.book(ann, cash)).code).toBe('OK');
  });

  it('greys who is below it where clients are chosen', async () => {
    const ben = d.story.client('Ben Example');
    await d.pay(ben, 200_00);
    expect(await check([ann, ben])).toEqual([
      {
        clientId: ann,
        missing: {
          mode: 'threshold',
          missingMinor: 200_00,
          missingCredits: 0,
          wantedMinor: 200_00,
          hasMinor: 0,
        },
      },
    ]);
  });
});

describe('the package mode', () => {
  beforeEach(() => d.setRule('package'));

  it('takes nothing but a credit, however much was paid, for every role', async () => {
    await d.pay(ann, 1000_00);
    const before = d.rows();
    for (const fundings of [
      ON_ACCOUNT,
      [{ kind: 'free' }],
      [{ kind: 'new_payment', method: 'cash', amountMinor: 2500 }],
    ])
      expect(await d.book(ann, fundings, { withoutPrepayment: true }, d.story.studio.owner)).toMatchObject({
        code: 'PREPAYMENT_NEEDED',
        data: { mode: 'package', missingCredits: 1, missingMinor: 0, mayGoOn: false },
      });
    expect(d.rows()).toEqual(before);
    const lotId = await d.sell(ann);
    expect(await check([ann])).toEqual([]);
    expect((await d.book(ann, [{ kind: 'package', lotId }])).code).toBe('OK');
  });

  it('asks for no credit for what costs nothing', async () => {
    d.test.db.write((tx) => tx.run('UPDATE services SET cost_minor = 0'));
    expect((await d.book(ann, [{ kind: 'free' }], { priceMinor: 0 })).code).toBe('OK');
  });

  it('gives the last credit to one of two who want it at once', async () => {
    const lotId = await d.sell(ann);
    d.test.db.write((tx) => tx.run('UPDATE credit_lots SET used = bought - 1'));
    const both = await Promise.all(
      ['Lea', 'Max'].map((participant) => d.book(ann, [{ kind: 'package', lotId }], { participant })),
    );
    expect(both.map(({ code }) => code).toSorted()).toEqual(['NO_CREDIT_LEFT', 'OK']);
    expect(d.test.db.read.get('SELECT COUNT(*) AS n FROM bookings')).toEqual({ n: 1 });
    // The credits before it were counted by hand.
    d.test.db.write((tx) => tx.run('UPDATE credit_lots SET used = 1'));
  });
});

describe('the available credit filter', () => {
  beforeEach(() => d.setRule('available_credit'));

  it('warns the desk, and keeps who goes on with the booking and in the audit log', async () => {
    await d.pay(ann, 10_00);
    expect(await d.book(ann, ON_ACCOUNT)).toMatchObject({
      code: 'PREPAYMENT_NEEDED',
      data: {
        mode: 'available_credit',
        missingMinor: 15_00,
        wantedMinor: 25_00,
        hasMinor: 10_00,
        mayGoOn: true,
      },
    });
    expect((await d.book(ann, ON_ACCOUNT, { withoutPrepayment: true })).code).toBe('OK');
    expect(waived()).toEqual({ by: d.story.studio.staff, missing: 15_00 });
    expect(
      d.test.db.read.get(
        `SELECT actor, subject_id AS client FROM audit_log WHERE action = 'prepayment.waived'`,
      ),
    ).toEqual({ actor: 'Stella Staff', client: ann });
    const [row] = (await d.front.session.get({ id: d.story.sessionIds[0] as never })).bookings;
    expect(row).toMatchObject({ waivedBy: 'Stella Staff', prepaymentMissingMinor: 15_00 });
  });

  it('keeps nobody where the credit covers the place, though the box was ticked', async () => {
    await d.pay(ann, 25_00);
    expect((await d.book(ann, ON_ACCOUNT, { withoutPrepayment: true })).code).toBe('OK');
    expect(waived()).toEqual({ by: null, missing: 0 });
  });

  it('counts open bookings as spent, and a payment or credit with the booking as paid', async () => {
    await d.pay(ann, 25_00);
    expect((await d.book(ann, ON_ACCOUNT)).code).toBe('OK');
    const lea = { participant: 'Lea' };
    expect((await d.book(ann, ON_ACCOUNT, lea)).code).toBe('PREPAYMENT_NEEDED');
    const cash = [{ kind: 'new_payment', method: 'cash', amountMinor: 2500 }];
    expect((await d.book(ann, cash, lea)).code).toBe('OK');
    const lotId = await d.sell(ann);
    expect((await d.book(ann, [{ kind: 'package', lotId }], { participant: 'Max' })).code).toBe('OK');
  });

  it('lets only one of two bookings at once have the last of the credit', async () => {
    await d.pay(ann, 25_00);
    const both = await Promise.all(
      ['Lea', 'Max'].map((participant) => d.book(ann, ON_ACCOUNT, { participant })),
    );
    expect(both.map(({ code }) => code).toSorted()).toEqual(['OK', 'PREPAYMENT_NEEDED']);
  });
});

describe.each(['JPY', 'EUR', 'BHD'])('in %s', (currency) => {
  it('is held to the last minor unit, and not beyond it', async () => {
    d.test.db.write((tx) => tx.run('UPDATE studio SET currency = ?', [currency]));
    await d.setRule('threshold', 1001);
    await d.pay(ann, 1000);
    expect(await d.book(ann, ON_ACCOUNT)).toMatchObject({
      code: 'PREPAYMENT_NEEDED',
      data: { missingMinor: 1, wantedMinor: 1001, hasMinor: 1000 },
    });
    await d.pay(ann, 1);
    expect((await d.book(ann, ON_ACCOUNT)).code).toBe('OK');
    await d.setRule('available_credit');
    expect(await d.book(ann, ON_ACCOUNT, { participant: 'Lea' })).toMatchObject({
      data: { missingMinor: 2500 + 2500 - 1001, hasMinor: 1001 - 2500 },
    });
  });
});

describe('Session control', () => {
  it('is set by owners and admins alone, and a threshold of nothing is none', async () => {
    const rule = { mode: 'package', thresholdMinor: 0 };
    for (const by of [d.story.studio.staff, d.story.studio.practitionerStaff])
      expect((await call(d.desk.callAs(by), 'prepayment.updateRule', rule)).code).toBe('FORBIDDEN');
    const admin = d.desk.callAs(d.story.studio.admin);
    for (const thresholdMinor of [-1, 0, 1.5, 1e12])
      expect((await call(admin, 'prepayment.updateRule', { mode: 'threshold', thresholdMinor })).code).toBe(
        'INVALID_INPUT',
      );
    expect((await call(admin, 'prepayment.updateRule', { mode: 'nonsense', thresholdMinor: 1 })).code).toBe(
      'INVALID_INPUT',
    );
    expect(await admin.prepayment.rule()).toEqual({ mode: 'open', thresholdMinor: 0 });
  });
});
