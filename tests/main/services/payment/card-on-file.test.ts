import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '#db/check.ts';
import * as links from '#db/repositories/card-link.ts';
import { findDue } from '#main/services/payment/dues.ts';
import type { BookingId, ChargeId } from '#domain/values/ids.ts';
import { localDate, localTime } from '#domain/values/time.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { type CardDesk, METHOD, openCardDesk } from '#tests/support/card-desk.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';

const NOW = Date.parse('2026-02-02T09:00:00Z');

let desk: CardDesk;
let front: DeskClient;
beforeEach(async () => {
  desk = await openCardDesk();
  const owner = desk.db.read.get<{ id: number }>(`SELECT id FROM staff WHERE role = 'owner'`)?.id ?? 0;
  front = openDesk(desk.db, { dataDir: tmpdir(), now: () => NOW }).callAs(owner as never);
});
afterEach(async () => {
  expect(desk.wrong()).toEqual([]);
  expect(checkDatabase(desk.db.read, 'full').problems).toEqual([]);
  await desk.close();
});

const idOf = (table: string) => desk.db.read.get<{ id: number }>(`SELECT id FROM ${table} LIMIT 1`)?.id ?? 0;
const aSession = (date = '2026-03-02') =>
  front.session.create({
    serviceId: idOf('services') as never,
    locationId: idOf('locations') as never,
    roomId: null,
    practitionerId: null,
    title: '',
    date: localDate(date),
    time: localTime('10:00'),
    durationMinutes: 60,
    capacity: 12,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
const book = async (priceMinor: number, fundings: readonly object[], more: object = {}) =>
  call(front, 'booking.create', {
    sessionId: (await aSession()).id,
    clientId: desk.clientId,
    priceMinor,
    fundings,
    ...more,
  });
const aPlace = async (priceMinor: number, date = '2026-03-02'): Promise<BookingId> => {
  const { id: sessionId } = await aSession(date);
  const fundings = [{ kind: 'account' as const, amountMinor: priceMinor }];
  return (await front.booking.create({ sessionId, clientId: desk.clientId, priceMinor, fundings })).id;
};
const take = (input: object) =>
  call(front, 'payment.take', { requestUid: crypto.randomUUID(), clientId: desk.clientId, ...input });
const cash = (amountMinor: number) => ({ kind: 'payment', method: 'cash', amountMinor });
const onFile = (amountMinor: number) => ({ kind: 'card_on_file', amountMinor, description: 'Yoga' });
const place = (bookingId: BookingId) => ({ kind: 'booking', bookingId }) as const;
const options = () => front.payment.options({ clientId: desk.clientId });
const payments = () =>
  desk.db.read.all(
    'SELECT method, amount_minor AS amountMinor, refunded_minor AS refunded FROM payments ORDER BY id',
  );

describe('booking with the card on file', () => {
  it('gives the place at once, owed on the account, and the charge pays it when the bank says yes', async () => {
    const requestUid = crypto.randomUUID();
    const { id: sessionId } = await aSession();
    const wish = {
      requestUid,
      sessionId,
      clientId: desk.clientId,
      priceMinor: 2500,
      fundings: [
        { kind: 'new_payment', method: 'cash', amountMinor: 1000 },
        { kind: 'card_on_file', amountMinor: 1500, description: 'Yoga' },
      ],
    };
    const booked = await call(front, 'booking.create', wish);
    expect(await call(front, 'booking.create', wish)).toEqual(booked);
    const { id, chargeId } = booked.data as { id: BookingId; chargeId: ChargeId };
    expect((await options()).dues).toMatchObject([{ dueMinor: 0, chargingMinor: 1500 }]);
    await desk.work();
    expect(desk.chargeOf(chargeId)).toMatchObject({ state: 'succeeded', purpose: 'booking' });
    expect(findDue(desk.db.read, place(id))).toBeUndefined();
    expect(payments()).toMatchObject([
      { method: 'cash', amountMinor: 1000 },
      { method: 'card', amountMinor: 1500 },
    ]);
  });

  it('books nothing where no card is on file, and leaves a place owed when the bank says no', async () => {
    desk.db.write((tx) => tx.run(`UPDATE cards SET state = 'removed'`));
    const onCard = [{ kind: 'card_on_file', amountMinor: 2500, description: 'Yoga' }];
    expect((await book(2500, onCard)).code).toBe('NO_CARD_ON_FILE');
    expect(desk.db.read.all('SELECT id FROM bookings')).toEqual([]);
    expect((await book(2500, [...onCard, ...onCard])).code).toBe('INVALID_INPUT');
    desk.db.write((tx) => tx.run(`UPDATE cards SET state = 'active'`));
    desk.stripe.cards.declineFromNowOn(METHOD, { code: 'card_declined', reason: 'stolen_card' });
    const { data } = await book(2500, onCard);
    await desk.work();
    expect(findDue(desk.db.read, place((data as { id: BookingId }).id))?.dueMinor).toBe(2500);
  });

  it('uses account credit over several payments, and never the same money twice', async () => {
    for (const amountMinor of [1000, 900])
      await take({ dues: [], dueMinor: 0, takesMore: true, tenders: [cash(amountMinor)] });
    const [first] = desk.db.read.all<{ id: number }>('SELECT id FROM payments ORDER BY id');
    const credit = (amountMinor: number) => ({ kind: 'account_credit', amountMinor });
    expect(await book(1901, [credit(1901)])).toMatchObject({
      code: 'NOT_ENOUGH_CREDIT',
      data: { creditMinor: 1900 },
    });
    const earlier = { kind: 'earlier_payment', paymentId: first?.id, amountMinor: 600 };
    expect((await book(1901, [earlier, credit(1301)])).code).toBe('NOT_ENOUGH_CREDIT');
    const { code, data } = await book(1700, [earlier, credit(1100)]);
    expect(code).toBe('OK');
    const { id } = data as { id: BookingId };
    expect(
      desk.db.read.all(
        'SELECT payment_id AS id, amount_minor AS minor FROM fundings WHERE booking_id = ? ORDER BY id',
        [id],
      ),
    ).toMatchObject([{ id: first?.id, minor: 600 }, { id: first?.id, minor: 400 }, { minor: 700 }]);
    expect((await options()).creditMinor).toBe(200);
  });
});

describe('the card on file as one of the ways', () => {
  it('takes the cash at once, and what the charge brings pays the rest of the same place', async () => {
    const bookingId = await aPlace(2500);
    const wish = { dues: [place(bookingId)], dueMinor: 2500, tenders: [cash(1000), onFile(1500)] };
    const requestUid = crypto.randomUUID();
    const taken = await take({ ...wish, requestUid });
    expect(taken).toMatchObject({ code: 'OK', data: { takenMinor: 1000, chargedMinor: 1500 } });
    expect(await take({ ...wish, requestUid })).toEqual(taken);
    // Until the bank has answered, nobody takes it a second time.
    expect((await options()).dues).toMatchObject([{ dueMinor: 0, chargingMinor: 1500 }]);
    expect((await take({ ...wish, dueMinor: 1500, tenders: [cash(1500)] })).code).toBe('DUE_CHANGED');
    expect((await take({ ...wish, dueMinor: 0, tenders: [cash(1500)] })).code).toBe('NOTHING_DUE');
    await desk.work();
    const { chargeId } = taken.data as { chargeId: ChargeId };
    expect(desk.chargeOf(chargeId)).toMatchObject({ state: 'succeeded', purpose: 'booking' });
    expect(findDue(desk.db.read, place(bookingId))).toBeUndefined();
    expect((await options()).dues).toEqual([]);
    expect(payments()).toEqual([
      { method: 'cash', amountMinor: 1000, refunded: 0 },
      { method: 'card', amountMinor: 1500, refunded: 0 },
    ]);
    const receipts = desk.db.read.all<{ items: string }>('SELECT items FROM receipts ORDER BY id');
    expect(receipts.map(({ items }) => JSON.parse(items))).toMatchObject([
      [{ kind: 'booking', id: bookingId, amountMinor: 1000 }],
      [{ kind: 'booking', id: bookingId, amountMinor: 1500 }],
    ]);
  });

  it('leaves everything due again when the bank declines, and calls a person', async () => {
    desk.stripe.cards.declineFromNowOn(METHOD, { code: 'card_declined', reason: 'stolen_card' });
    const bookingId = await aPlace(2500);
    const wish = { dues: [place(bookingId)], dueMinor: 2500, tenders: [onFile(2500)] };
    expect(await take(wish)).toMatchObject({ code: 'OK', data: { receiptId: null, takenMinor: 0 } });
    await desk.work();
    expect(desk.tasks()).toEqual([{ kind: 'card_declined', code: 'DECLINED' }]);
    expect((await options()).dues).toMatchObject([{ dueMinor: 2500, chargingMinor: 0 }]);
    expect(payments()).toEqual([]);
  });

  it('puts onto the balance what is not owed any more when the money comes', async () => {
    const bookingId = await aPlace(2500);
    await take({ dues: [place(bookingId)], dueMinor: 2500, tenders: [onFile(2500)] });
    expect((await cancelBooking(front, bookingId, 'back')).code).toBe('OK');
    await desk.work();
    expect(desk.balance()).toBe(2500);
  });

  it('is refused without a card, twice in one taking, and above what is due', async () => {
    const bookingId = await aPlace(2500);
    const wish = { dues: [place(bookingId)], dueMinor: 2500 };
    expect((await take({ ...wish, tenders: [onFile(1000), onFile(1500)] })).code).toBe('INVALID_INPUT');
    expect((await take({ ...wish, tenders: [onFile(2501)] })).code).toBe('MORE_THAN_DUE');
    expect((await take({ ...wish, tenders: [cash(2000), onFile(501)] })).code).toBe('MORE_THAN_DUE');
    desk.db.write((tx) => tx.run(`UPDATE cards SET state = 'removed'`));
    expect((await take({ ...wish, tenders: [cash(500), onFile(2000)] })).code).toBe('NO_CARD_ON_FILE');
    expect((await options()).cardOnFile).toBeNull();
    expect(payments()).toEqual([]);
  });

  it('pays a package that is being sold', async () => {
    const sold = await call(front, 'packages.sell', {
      requestUid: crypto.randomUUID(),
      clientId: desk.clientId,
      packageId: idOf('packages'),
      tenders: [cash(1000), onFile(2000)],
    });
    expect(sold.code).toBe('OK');
    const before = (await options()).dues;
    expect(before).toMatchObject([{ ref: { kind: 'package' }, chargingMinor: 2000 }]);
    await desk.work();
    const after = (await options()).dues;
    expect(after.map(({ dueMinor }) => dueMinor)).toEqual(before.map(({ dueMinor }) => dueMinor));
    expect(after.map(({ chargingMinor }) => chargingMinor)).toEqual([0]);
  });
});

describe('a page to pay for something', () => {
  const aLink = (bookingId: BookingId, amountMinor: number) => ({
    requestUid: crypto.randomUUID(),
    clientId: desk.clientId,
    kind: 'payment',
    amountMinor,
    title: 'Yoga',
    sendEmail: false,
    pays: [{ ref: place(bookingId), amountMinor }],
  });
  const paid = async () => {
    desk.stripe.cards.complete(desk.stripe.cards.sessions()[0]?.id ?? '');
    await desk.watch();
    await desk.work();
  };

  it('pays just that when the client has paid, and the receipt goes to them', async () => {
    const bookingId = await aPlace(2500);
    expect((await call(front, 'card.sendLink', aLink(bookingId, 2500))).code).toBe('OK');
    await desk.work();
    await paid();
    expect((await options()).dues).toEqual([]);
    expect(desk.db.read.all(`SELECT kind FROM messages WHERE kind = 'receipt'`)).toHaveLength(1);
  });

  it('is closed when the desk takes the money, so that nobody pays twice', async () => {
    const bookingId = await aPlace(2500);
    await call(front, 'card.sendLink', aLink(bookingId, 2500));
    await desk.work();
    await take({ dues: [place(bookingId)], dueMinor: 2500, tenders: [cash(2500)] });
    await desk.work();
    const [link] = links.listForClient(desk.db.read, desk.clientId, 1);
    expect(link?.state).toBe('canceled');
  });

  it('is closed before the card is charged for the same; one that was quicker wins', async () => {
    const bookingId = await aPlace(2500);
    await call(front, 'card.sendLink', aLink(bookingId, 2500));
    await desk.work();
    desk.stripe.cards.complete(desk.stripe.cards.sessions()[0]?.id ?? '');
    await take({ dues: [place(bookingId)], dueMinor: 2500, tenders: [onFile(2500)] });
    await desk.work();
    await desk.watch();
    await desk.work();
    expect(payments()).toEqual([{ method: 'card', amountMinor: 2500, refunded: 0 }]);
    expect((await options()).dues).toEqual([]);
  });

  it('cannot be for more than its amount, nor for what somebody else owes', async () => {
    const bookingId = await aPlace(2500);
    const more = { ...aLink(bookingId, 2500), amountMinor: 2000 };
    expect((await call(front, 'card.sendLink', more)).code).toBe('INVALID_INPUT');
    expect((await call(front, 'card.sendLink', aLink((bookingId + 1) as BookingId, 100))).code).toBe(
      'NOTHING_DUE',
    );
  });
});
