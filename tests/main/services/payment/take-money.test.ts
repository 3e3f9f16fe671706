import { describe, expect, it } from 'vitest';
import { receiptNumber } from '#domain/payment/receipt-number.ts';
import type { Document } from '#domain/document/document.ts';
import { call } from '#tests/support/procedures.ts';
import { paymentDesk, uid } from './payment-desk.ts';

const d = paymentDesk();

const cash = (amountMinor: number, more: object = {}) => ({
  kind: 'payment',
  method: 'cash',
  amountMinor,
  ...more,
});
const card = (amountMinor: number) => ({ kind: 'payment', method: 'card', amountMinor });
const credit = (amountMinor: number) => ({ kind: 'account_credit', amountMinor });
const place = (bookingId: unknown) => ({ kind: 'booking', bookingId });

describe('taking money at the desk', () => {
  it('takes several ways at once for one place, with one receipt and the change on it', async () => {
    const bookingId = await d.aPlace(2500);
    const answer = await d.take({
      dues: [place(bookingId)],
      dueMinor: 2500,
      tenders: [card(1000), cash(1500, { tenderedMinor: 2000 })],
    });
    expect(answer).toMatchObject({ code: 'OK', data: { takenMinor: 2500, changeMinor: 500 } });
    const { receiptId } = answer.data as { receiptId: number };
    const paper: Document = await d.front.document.get({ kind: 'receipt', id: receiptId });
    expect(paper.number).toBe('R-000001');
    expect(paper.tables[1]?.rows).toEqual([
      { cells: ['Card', '€10.00'] },
      { cells: ['Cash', '€15.00'], note: 'Given €20.00, change €5.00' },
    ]);
    expect(paper.tables[0]?.rows).toEqual([{ cells: ['Yoga', '2 Mar 2026 10:00', '€25.00'] }]);
    expect(await d.money()).toMatchObject({ paymentsMinor: 2500, balanceMinor: 2500, availableMinor: 0 });
    // What was owed on the account is paid: nothing is due any more.
    expect(await d.take({ dues: [place(bookingId)], dueMinor: 0, tenders: [cash(1)] })).toMatchObject({
      code: 'NOTHING_DUE',
    });
  });

  it('takes a part of several places, split to the cent, and the rest later', async () => {
    const places = [
      await d.aPlace(1000, '2026-03-02'),
      await d.aPlace(1000, '2026-03-09'),
      await d.aPlace(1000, '2026-03-16'),
    ].map(place);
    await d.take({ dues: places, dueMinor: 3000, tenders: [cash(1000)] });
    const { dues } = await d.front.payment.options({ clientId: d.ann });
    expect(dues.map(({ dueMinor }) => dueMinor)).toEqual([666, 667, 667]);
    const rest = await d.take({
      dues: places,
      dueMinor: 2000,
      tenders: [{ ...cash(2000), method: 'transfer' }],
    });
    expect(rest.code).toBe('OK');
    expect((await d.front.payment.options({ clientId: d.ann })).dues).toEqual([]);
  });

  it('uses account credit before new money, and no more of it than there is', async () => {
    await d.take({ dues: [], dueMinor: 0, takesMore: true, tenders: [cash(800)] });
    const bookingId = await d.aPlace(2500);
    const dues = { dues: [place(bookingId)], dueMinor: 2500 };
    expect(await d.take({ ...dues, tenders: [credit(801)] })).toMatchObject({
      code: 'NOT_ENOUGH_CREDIT',
      data: { creditMinor: 800 },
    });
    const answer = await d.take({ ...dues, tenders: [cash(1700), credit(800)] });
    expect(answer).toMatchObject({ code: 'OK', data: { takenMinor: 2500 } });
    expect((answer.data as { paymentIds: number[] }).paymentIds).toHaveLength(1);
    expect(await d.money()).toMatchObject({ paymentsMinor: 2500, availableMinor: 0 });
    const { payments } = await d.front.client.get({ id: d.ann });
    expect(payments.map(({ freeMinor }) => freeMinor)).toEqual([0, 0]);
  });

  it('is not carried out twice, however often it is sent', async () => {
    const bookingId = await d.aPlace(2500);
    const wish = {
      requestUid: uid(),
      dues: [place(bookingId)],
      dueMinor: 2500,
      tenders: [cash(2500)],
    };
    const [first, second] = await Promise.all([d.take(wish), d.take(wish)]);
    expect(first).toEqual(second);
    expect((await d.take({ ...wish, tenders: [cash(2400)] })).code).toBe('REQUEST_ANSWERED');
    expect(await d.money()).toMatchObject({ paymentsMinor: 2500 });
  });

  it('tells the second of two desks that what is owed was taken, and takes it as credit only when asked to', async () => {
    await d.owner.balance.correct({
      requestUid: uid(),
      clientId: d.ann,
      amountMinor: -5000,
      reason: 'Lost mat',
    });
    const { owedMinor } = await d.front.payment.options({ clientId: d.ann });
    expect(owedMinor).toBe(5000);
    const wish = { dues: [], dueMinor: 0, owedMinor, takesMore: true, tenders: [cash(5000)] };
    expect((await d.take({ ...wish, tenders: [cash(2000)] })).code).toBe('OK');
    expect(await d.take(wish)).toMatchObject({ code: 'OWED_CHANGED', data: { owedMinor: 3000 } });
    expect((await d.take({ ...wish, owedMinor: 3000, tenders: [cash(3000)] })).code).toBe('OK');
    expect(await d.take(wish)).toMatchObject({ code: 'OWED_CHANGED', data: { owedMinor: 0 } });
    expect(await d.money()).toMatchObject({ paymentsMinor: 5000, balanceMinor: 0 });
    expect((await d.take({ ...wish, owedMinor: null })).code).toBe('OK');
    expect(await d.money()).toMatchObject({ paymentsMinor: 10_000, balanceMinor: 5000 });
  });

  it('refuses in words and changes nothing', async () => {
    const bookingId = await d.aPlace(2500);
    const dues = { dues: [place(bookingId)], dueMinor: 2500 };
    const before = d.test.db.read.all('SELECT * FROM receipts');
    for (const [wish, code] of [
      [{ ...dues, tenders: [cash(2501)] }, 'MORE_THAN_DUE'],
      [{ ...dues, tenders: [cash(2500, { tenderedMinor: 2000 })] }, 'CASH_TOO_LITTLE'],
      [{ ...dues, dueMinor: 2400, tenders: [cash(2400)] }, 'DUE_CHANGED'],
      [{ ...dues, tenders: [cash(0)] }, 'INVALID_INPUT'],
      [{ ...dues, tenders: [cash(-100)] }, 'INVALID_INPUT'],
      [{ ...dues, tenders: [cash(1_000_000_001)] }, 'INVALID_INPUT'],
      [
        { dues: [], dueMinor: 0, takesMore: true, tenders: [cash(900_000_000), cash(900_000_000)] },
        'AMOUNT_TOO_LARGE',
      ],
      [{ ...dues, tenders: [] }, 'INVALID_INPUT'],
      [{ ...dues, clientId: await d.aClient('Ben'), tenders: [cash(100)] }, 'NOT_FOUND'],
    ] as const)
      expect([wish, (await d.take(wish)).code]).toEqual([wish, code]);
    expect(d.test.db.read.all('SELECT * FROM receipts')).toEqual(before);
  });

  it('numbers receipts without gaps, also when something is refused between', async () => {
    for (const amount of [100, 200, 300]) {
      await d.take({ dues: [], dueMinor: 0, takesMore: true, tenders: [cash(amount)] });
      await d.take({ dues: [], dueMinor: 0, takesMore: true, tenders: [credit(amount)] });
    }
    const numbers = d.test.db.read.all<{ number: number }>('SELECT number FROM receipts ORDER BY id');
    expect(numbers.map(({ number }) => receiptNumber('receipt', number))).toEqual([
      'R-000001',
      'R-000002',
      'R-000003',
    ]);
  });

  it('writes a receipt also for what is paid as it is booked', async () => {
    const sessionId = await d.aSession();
    await d.front.booking.create({
      sessionId,
      clientId: d.ann,
      priceMinor: 2500,
      fundings: [
        { kind: 'new_payment', method: 'cash', amountMinor: 2000, tenderedMinor: 5000 },
        { kind: 'account', amountMinor: 500 },
      ],
    });
    const paper = await d.front.document.get({ kind: 'receipt', id: 1 });
    expect(paper.totals[0]?.value).toBe('€20.00');
    expect(paper.tables[1]?.rows[0]?.note).toBe('Given €50.00, change €30.00');
  });

  it('is for the desk alone', async () => {
    const practitioner = d.desk.callAs(d.studio.practitionerStaff);
    expect((await call(practitioner, 'payment.list', {})).code).toBe('FORBIDDEN');
    expect((await call(practitioner, 'document.get', { kind: 'receipt', id: 1 })).code).toBe('FORBIDDEN');
  });
});

describe('what a payment pays for', () => {
  it('can be chosen later, taken away again, and undone to the same rows', async () => {
    const bookingId = await d.aPlace(2500);
    const taken = await d.take({ dues: [], dueMinor: 0, takesMore: true, tenders: [cash(1000)] });
    const [id] = (taken.data as { paymentIds: number[] }).paymentIds;
    const rows = () => [
      d.test.db.read.all('SELECT * FROM fundings ORDER BY id'),
      d.test.db.read.all('SELECT * FROM lot_payments'),
    ];
    const before = rows();
    const part = { id, parts: [{ ref: place(bookingId), amountMinor: 1000 }] };
    const { data } = await call(d.front, 'payment.allocate', part);
    const view = await d.front.payment.get({ id: id as never });
    expect(view).toMatchObject({
      freeMinor: 0,
      allocations: [{ title: 'Yoga', amountMinor: 1000, isOpen: true }],
    });
    expect((await call(d.front, 'payment.allocate', part)).code).toBe('NOT_ENOUGH_CREDIT');
    expect((await call(d.front, 'undo.takeBack', { id: (data as { undoId: number }).undoId })).code).toBe(
      'OK',
    );
    expect(rows()).toEqual(before);

    await call(d.front, 'payment.allocate', part);
    const paid = rows();
    const rowId = (await d.front.payment.get({ id: id as never })).allocations[0]?.rowId;
    const released = await call(d.front, 'payment.release', { id, kind: 'booking', rowId });
    expect(released.code).toBe('OK');
    expect((await d.front.payment.options({ clientId: d.ann })).dues[0]?.dueMinor).toBe(2500);
    await call(d.front, 'undo.takeBack', { id: (released.data as { undoId: number }).undoId });
    expect(rows()).toEqual(paid);
  });

  it('is not money that a saved session has used up on the account', async () => {
    const taken = await d.take({ dues: [], dueMinor: 0, takesMore: true, tenders: [cash(2500)] });
    const [id] = (taken.data as { paymentIds: number[] }).paymentIds;
    const first = await d.aPlace(2500, '2026-02-02');
    const later = await d.aPlace(2500, '2026-03-02');
    d.now = Date.parse('2026-02-02T20:00:00Z');
    const sessions = d.test.db.read.all<{ id: number; version: number }>(
      'SELECT s.id, s.version FROM sessions s JOIN bookings b ON b.session_id = s.id WHERE b.id = ?',
      [first],
    );
    const type = d.test.db.read.get<{ id: number }>(
      `SELECT id FROM completion_types WHERE built_in = 'completed'`,
    );
    const saving = { sessions, typeId: type?.id };
    expect((await call(d.front, 'completion.saveMany', saving)).code).toBe('OK');
    const wish = { id, parts: [{ ref: place(later), amountMinor: 2500 }] };
    expect(await call(d.front, 'payment.allocate', wish)).toMatchObject({
      code: 'NOT_ENOUGH_CREDIT',
      data: { creditMinor: 0 },
    });
  });
});

describe('what makes money or people', () => {
  it('is done once under one name: a new client, a place with its payment', async () => {
    const names = { firstName: 'Cleo', lastName: '', email: '', phone: '', note: '', requestUid: uid() };
    expect(await d.front.client.create(names)).toEqual(await d.front.client.create(names));
    const place = {
      requestUid: uid(),
      sessionId: await d.aSession(),
      clientId: d.ann,
      priceMinor: 2500,
      fundings: [{ kind: 'new_payment' as const, method: 'cash' as const, amountMinor: 2500 }],
    };
    const answers = await Promise.all([d.front.booking.create(place), d.front.booking.create(place)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(d.test.db.read.all('SELECT 1 FROM payments')).toHaveLength(1);
    const again = await call(d.front, 'booking.create', { ...place, requestUid: uid() });
    expect(again.code).toBe('ALREADY_BOOKED');
  });

  it('begins with the way that the studio chose', async () => {
    expect((await call(d.front, 'payment.setDefaultMethod', { method: 'card' })).code).toBe('FORBIDDEN');
    await d.owner.payment.setDefaultMethod({ method: 'transfer' });
    expect((await d.front.payment.options({ clientId: d.ann })).defaultMethod).toBe('transfer');
  });
});

describe('the same due named twice', () => {
  it('is refused: a package would be paid twice over', async () => {
    const { id: lotId } = await d.front.packages.sell({
      requestUid: uid(),
      clientId: d.ann,
      packageId: d.studio.tenClasses,
      tenders: [],
    });
    const due = { kind: 'package', lotId };
    const tenders = [{ kind: 'payment', method: 'cash', amountMinor: 40_000 }];
    expect((await d.take({ dues: [due, due], dueMinor: 40_000, tenders })).code).toBe('NOTHING_DUE');
  });
});
