import { expect, it } from 'vitest';
import type { PaymentId } from '#domain/values/ids.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { call } from '#tests/support/procedures.ts';
import { paymentDesk } from './payment-desk.ts';

const d = paymentDesk();

it('what a canceled place left as account credit has a paper of its own, once', async () => {
  const bookingId = await d.aPlace(2500);
  const paid = await d.take({
    dues: [{ kind: 'booking', bookingId }],
    dueMinor: 2500,
    tenders: [{ kind: 'payment', method: 'cash', amountMinor: 2500 }],
  });
  const [id] = (paid.data as { paymentIds: [PaymentId] }).paymentIds;
  const { version = 0 } =
    d.test.db.read.get<{ version: number }>('SELECT version FROM bookings WHERE id = ?', [bookingId]) ?? {};
  expect((await cancelBooking(d.owner, bookingId, 'account', { version })).code).toBe('OK');
  const { credits, refunds } = await d.front.payment.get({ id });
  expect(refunds).toEqual([]);
  expect(credits).toMatchObject([{ amountMinor: 2500, title: 'Yoga', receiptId: null }]);
  const itemId = credits[0]?.id;
  const first = await call(d.front, 'payment.accountCreditReceipt', { itemId });
  expect(first.code).toBe('OK');
  expect(await call(d.front, 'payment.accountCreditReceipt', { itemId })).toEqual(first);
  const { receiptId } = first.data as { receiptId: number };
  const paper = await d.front.document.get({ kind: 'refund_receipt', id: receiptId });
  expect(paper.number).toBe('RR-000001');
  expect(paper.tables.flatMap(({ rows }) => rows.map(({ cells }) => cells[0]))).toEqual(
    expect.arrayContaining(['Yoga', 'As account credit']),
  );
  expect((await d.front.payment.get({ id })).credits).toMatchObject([{ receiptId }]);
  expect((await call(d.front, 'payment.accountCreditReceipt', { itemId: 999 })).code).toBe('NOT_FOUND');
});
