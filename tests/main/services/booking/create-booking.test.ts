import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import type { ClientId, SessionId } from '#domain/values/ids.ts';
import { ok } from '#domain/values/result.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import * as settings from '#db/repositories/settings.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let studio: SeededStudio;
let desk: Desk;
let front: DeskClient;
let ann: ClientId;

beforeEach(async () => {
  test = createTestDb();
  studio = seedStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir });
  front = desk.callAs(studio.staff);
  ann = await aClient('Ann');
});
afterEach(() => {
  expect(checkDatabase(test.db.read, 'full').problems).toEqual([]);
  test.cleanup();
});

const aClient = async (firstName: string): Promise<ClientId> =>
  (await front.client.create({ firstName, lastName: 'Example', email: '', phone: '', note: '' })).id;

const aSession = async (fields: { capacity?: number; date?: string } = {}): Promise<SessionId> =>
  (
    await front.session.create({
      serviceId: studio.yoga,
      locationId: studio.location,
      roomId: null,
      practitionerId: null,
      title: '',
      date: localDate(fields.date ?? '2026-03-02'),
      time: localTime('10:00'),
      durationMinutes: 60,
      capacity: fields.capacity ?? 12,
      publicNote: '',
      privateNote: '',
      meetingLink: '',
    })
  ).id;

const book = (sessionId: SessionId, fundings: readonly object[], more: object = {}) =>
  call(front, 'booking.create', { sessionId, clientId: ann, priceMinor: 2500, fundings, ...more });

describe('a booking', () => {
  it('is paid in several ways that add up to its price, each where it belongs', async () => {
    const sessionId = await aSession();
    const answer = await book(sessionId, [
      { kind: 'new_payment', method: 'card', amountMinor: 1500 },
      { kind: 'new_payment', method: 'cash', amountMinor: 600 },
      { kind: 'account', amountMinor: 400 },
    ]);
    expect(answer.code).toBe('OK');
    const view = await front.session.get({ id: sessionId });
    expect(view.bookings[0]?.ifCanceledNow).toEqual([
      { action: 'refund_card', tender: 'card', amountMinor: 1500, lotName: null },
      { action: 'account_credit', tender: 'cash', amountMinor: 600, lotName: null },
      { action: 'drop_charge', tender: 'account', amountMinor: 400, lotName: null },
    ]);
    const { balance, payments } = await front.client.get({ id: ann });
    expect(balance).toMatchObject({
      paymentsMinor: 2100,
      refundsMinor: 0,
      chargesMinor: 0,
      balanceMinor: 2100,
      openBookingsMinor: 2500,
      availableMinor: -400,
    });
    expect(payments.map(({ freeMinor }) => freeMinor)).toEqual([0, 0]);
  });

  it.each([
    ['too little', [{ kind: 'account', amountMinor: 2400 }], 2400],
    ['too much', [{ kind: 'account', amountMinor: 2600 }], 2600],
    ['free and paid', [{ kind: 'free' }, { kind: 'account', amountMinor: 2500 }], 5000],
  ])('is refused when it is paid %s, and no money is taken', async (_how, fundings, fundedMinor) => {
    const answer = await book(await aSession(), fundings);
    expect(answer).toMatchObject({ code: 'FUNDING_MISMATCH', data: { priceMinor: 2500, fundedMinor } });
    expect((await front.client.get({ id: ann })).payments).toEqual([]);
  });

  it('takes a credit of a lot that is good for the service on the day, and no other', async () => {
    const payment = { method: 'cash' as const };
    const { id: lotId } = await front.client.sellPackage({
      clientId: ann,
      packageId: studio.tenClasses,
      payment,
    });
    expect((await book(await aSession(), [{ kind: 'package', lotId }])).code).toBe('OK');
    const late = await book(await aSession({ date: '2027-02-24' }), [{ kind: 'package', lotId }]);
    expect(late).toMatchObject({ code: 'LOT_NOT_ELIGIBLE', data: { lot: 'Ten classes' } });
    const bob = await aClient('Bob');
    const foreign = await book(await aSession(), [{ kind: 'package', lotId }], { clientId: bob });
    expect(foreign).toMatchObject({ code: 'NOT_FOUND', data: { what: 'lot' } });
    expect((await front.client.get({ id: ann })).lots[0]).toMatchObject({
      bought: 10,
      used: 1,
      remaining: 9,
    });
    expect((await front.client.get({ id: ann })).balance.balanceMinor).toBe(0);
  });

  it('uses a credit once, whoever asks first', async () => {
    const payment = { method: 'cash' as const };
    const { id: lotId } = await front.client.sellPackage({
      clientId: ann,
      packageId: studio.tenClasses,
      payment,
    });
    test.db.write((tx) => tx.run('UPDATE credit_lots SET bought = 1'));
    const sessions = await Promise.all([aSession(), aSession({ date: '2026-03-03' })]);
    const answers = await Promise.all(sessions.map((id) => book(id, [{ kind: 'package', lotId }])));
    expect(answers.map(({ code }) => code).sort()).toEqual(['NO_CREDIT_LEFT', 'OK']);
    test.db.write((tx) => tx.run('UPDATE credit_lots SET bought = 10'));
  });

  it('draws on an earlier payment only what is left of it', async () => {
    const paid = await front.client.recordPayment({
      clientId: ann,
      payment: { method: 'transfer', amountMinor: 3000 },
    });
    const earlier = (amountMinor: number) => [{ kind: 'earlier_payment', paymentId: paid.id, amountMinor }];
    expect((await book(await aSession(), earlier(2500))).code).toBe('OK');
    const again = await book(await aSession({ date: '2026-03-03' }), earlier(2500));
    expect(again).toMatchObject({ code: 'NOT_ENOUGH_CREDIT', data: { creditMinor: 500 } });
    const { freePayments } = await front.booking.options({ sessionId: await aSession(), clientId: ann });
    expect(freePayments.map(({ freeMinor }) => freeMinor)).toEqual([500]);
  });

  it('never overfills a session, unless the desk says why', async () => {
    const sessionId = await aSession({ capacity: 1 });
    const clients = await Promise.all(['Bob', 'Cleo', 'Dan'].map(aClient));
    const answers = await Promise.all(
      clients.map((clientId) => book(sessionId, [{ kind: 'account', amountMinor: 2500 }], { clientId })),
    );
    expect(answers.map(({ code }) => code).sort()).toEqual(['OK', 'OVER_CAPACITY', 'OVER_CAPACITY']);
    const reason = { overbookReason: 'Brings a mat' };
    expect((await book(sessionId, [{ kind: 'free' }], reason)).code).toBe('OK');
    const { bookings } = await front.session.get({ id: sessionId });
    expect(bookings.map(({ overbookReason }) => overbookReason).filter(Boolean)).toEqual(['Brings a mat']);
  });

  it('is one per client and participant', async () => {
    const sessionId = await aSession();
    expect((await book(sessionId, [{ kind: 'free' }])).code).toBe('OK');
    expect((await book(sessionId, [{ kind: 'free' }])).code).toBe('ALREADY_BOOKED');
    expect((await book(sessionId, [{ kind: 'free' }], { participant: 'Kim' })).code).toBe('OK');
  });

  it('is refused while money is frozen, and in a session that is not open', async () => {
    const sessionId = await aSession();
    const frozen = openDesk(test.db, { dataDir: test.dir, moneyFrozen: () => 2 }).callAs(studio.staff);
    const input = { sessionId, clientId: ann, priceMinor: 0, fundings: [{ kind: 'free' }] };
    expect(await call(frozen, 'booking.create', input)).toMatchObject({
      code: 'MONEY_FROZEN',
      data: { violations: 2 },
    });
    test.db.write((tx) => tx.run(`UPDATE sessions SET state = 'canceled'`));
    expect(await call(front, 'booking.create', input)).toMatchObject({ code: 'SESSION_NOT_OPEN' });
  });
});

describe('a card payment with a real processor', () => {
  const gatewayThatKnows = (capturedMinor: number | null) => ({
    keyStore: {
      read: () => Promise.resolve('rk_test_12345678'),
      store: () => Promise.resolve('stored' as const),
    },
    paymentFor: () =>
      ok({
        getPayment: () =>
          Promise.resolve(
            capturedMinor === null
              ? { ok: false, reason: 'not_found' }
              : { ok: true, value: { capturedMinor, refundedMinor: 0, currency: 'eur', status: 'captured' } },
          ),
      } as never),
  });
  const payWith = async (capturedMinor: number | null, cardReference?: string) => {
    test.db.write((tx) => settings.set(tx, 'payment_provider', { livemode: false, account: 'acct_1' }, 0));
    const gateways = gatewayThatKnows(capturedMinor);
    const client = openDesk(test.db, { dataDir: test.dir, gateways }).callAs(studio.staff);
    const payment = { method: 'card', amountMinor: 1000, cardReference };
    return call(client, 'client.recordPayment', { clientId: ann, payment });
  };

  it('needs a reference that the processor knows, for at least the amount', async () => {
    expect((await payWith(1000)).code).toBe('CARD_REFERENCE_NEEDED');
    expect((await payWith(1000, 'cash in hand')).code).toBe('CARD_REFERENCE_NEEDED');
    expect(await payWith(null, 'pi_123456')).toMatchObject({
      code: 'CARD_PAYMENT_UNKNOWN',
      data: { reference: 'pi_123456' },
    });
    expect((await payWith(999, 'pi_123456')).code).toBe('CARD_PAYMENT_UNKNOWN');
    expect((await payWith(1000, 'pi_123456')).code).toBe('OK');
  });
});
