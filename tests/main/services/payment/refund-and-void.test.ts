import { describe, expect, it } from 'vitest';
import type { PaymentId } from '#domain/values/ids.ts';
import { call } from '#tests/support/procedures.ts';
import { paymentDesk, uid } from './payment-desk.ts';

const d = paymentDesk();

const cash = (amountMinor: number) => ({ kind: 'payment', method: 'cash', amountMinor });
const place = (bookingId: unknown) => ({ kind: 'booking', bookingId });

async function pay(
  tenders: readonly object[],
  dues: readonly object[] = [],
  dueMinor = 0,
): Promise<PaymentId[]> {
  const answer = await d.take({ dues, dueMinor, takesMore: dues.length === 0, tenders });
  expect(answer.code).toBe('OK');
  return (answer.data as { paymentIds: PaymentId[] }).paymentIds;
}
const refund = (parts: readonly object[], more: object = {}, client = d.owner) =>
  call(client, 'payment.refund', {
    requestUid: uid(),
    clientId: d.ann,
    parts,
    reason: 'Moved away',
    ...more,
  });
const paper = (id: unknown) => d.front.document.get({ kind: 'refund_receipt', id: id as number });

describe('refunding a payment', () => {
  it('gives several tenders back at once, with one paper, and owes again what was paid', async () => {
    const bookingId = await d.aPlace(2500);
    const [byCard, byCash] = await pay(
      [{ kind: 'payment', method: 'card', amountMinor: 1500 }, cash(1000)],
      [place(bookingId)],
      2500,
    );
    const parts = [
      { paymentId: byCard, amountMinor: 500, way: 'card' },
      { paymentId: byCash, amountMinor: 1000, way: 'cash' },
    ];
    const preview = await call(d.owner, 'payment.previewRefund', { clientId: d.ann, parts });
    expect(preview.data).toMatchObject({ leavingMinor: 1500, balanceAfterMinor: 1000 });
    const { data } = await refund(parts);
    const { receiptId, refundIds } = data as { receiptId: number; refundIds: number[] };
    expect(refundIds).toHaveLength(2);
    expect((await d.front.payment.options({ clientId: d.ann })).dues).toMatchObject([{ dueMinor: 1500 }]);
    const rows = d.test.db.read.all(
      'SELECT job_id, booking_id, method, state, reason FROM refunds ORDER BY id',
    );
    expect(rows).toEqual([
      { job_id: null, booking_id: null, method: 'card', state: 'planned', reason: 'Moved away' },
      { job_id: null, booking_id: null, method: 'cash', state: 'due', reason: 'Moved away' },
    ]);
    expect((await paper(receiptId)).number).toBe('RR-000001');
    expect((await paper(receiptId)).notes[0]?.text).toContain('waits to be handed over');

    const { rows: tasks } = await d.front.task.list({ kind: 'cash_due' });
    await d.front.task.resolve({ id: tasks[0]?.id as never, action: 'paid_out' });
    expect((await paper(receiptId)).notes[0]?.text).toContain('handed over in cash');
  });

  it('never gives back more than is left, whatever is on its way', async () => {
    const [id] = await pay([cash(1000)]);
    const part = { paymentId: id, way: 'cash' };
    expect(await refund([{ ...part, amountMinor: 1001 }])).toMatchObject({
      code: 'REFUND_ABOVE_LEFT',
      data: { leftMinor: 1000 },
    });
    const halves = [
      { ...part, amountMinor: 600 },
      { ...part, amountMinor: 600 },
    ];
    expect((await refund(halves)).code).toBe('REFUND_ABOVE_LEFT');
    // Two people at two desks give the same money back at the same moment.
    const both = await Promise.all([
      refund([{ ...part, amountMinor: 700 }]),
      refund([{ ...part, amountMinor: 700 }]),
    ]);
    expect(both.map(({ code }) => code).sort()).toEqual(['OK', 'REFUND_ABOVE_LEFT']);
    expect(await refund([{ ...part, amountMinor: 301 }])).toMatchObject({ data: { leftMinor: 300 } });
    expect(await d.money()).toMatchObject({ balanceMinor: 300 });
  });

  it('keeps money as account credit, with its paper and without a movement', async () => {
    const bookingId = await d.aPlace(2500);
    const [id] = await pay([cash(2500)], [place(bookingId)], 2500);
    const answer = await refund([{ paymentId: id, amountMinor: 1000, way: 'account_credit' }], {}, d.front);
    expect(answer).toMatchObject({ code: 'OK', data: { refundIds: [] } });
    expect(await d.front.payment.options({ clientId: d.ann })).toMatchObject({
      creditMinor: 1000,
      dues: [{ dueMinor: 1000 }],
    });
    const { receiptId } = answer.data as { receiptId: number };
    expect((await paper(receiptId)).tables[1]?.rows[0]?.cells).toEqual(['As account credit', '€10.00']);
  });

  it('hands cash over at once when the client stands there', async () => {
    const [id] = await pay([cash(1000)]);
    await refund([{ paymentId: id, amountMinor: 400, way: 'cash' }], { isHandedOver: true });
    expect(d.test.db.read.get('SELECT state, settled_as FROM refunds')).toEqual({
      state: 'settled',
      settled_as: 'cash',
    });
    expect((await d.front.task.list({ kind: 'cash_due' })).total).toBe(0);
  });

  it('holds staff to their limit of the day and asks for a second person', async () => {
    const [id] = await pay([cash(9000)]);
    const part = (amountMinor: number) => [{ paymentId: id, amountMinor, way: 'cash' }];
    expect((await refund(part(100), {}, d.front)).code).toBe('REFUND_LIMIT');
    const settings = await d.owner.studio.cancellationSettings();
    const { staffRefundLimitMinor: _limit, ...same } = settings;
    await call(d.owner, 'studio.updateCancellationSettings', { ...same, staffRefundLimitMinor: 1000 });
    expect((await refund(part(600), {}, d.front)).code).toBe('OK');
    expect((await refund(part(600), {}, d.front)).code).toBe('REFUND_LIMIT');
    await call(d.owner, 'studio.updateCancellationSettings', {
      ...same,
      staffRefundLimitMinor: 1000,
      secondPersonAboveMinor: 500,
    });
    expect((await refund(part(501), {}, d.owner)).code).toBe('SECOND_PERSON_NEEDED');
    expect((await refund(part(500), {}, d.owner)).code).toBe('OK');
    const practitioner = d.desk.callAs(d.studio.practitionerStaff);
    expect((await refund(part(1), {}, practitioner)).code).toBe('FORBIDDEN');
  });

  it('is carried out once, however often it is sent', async () => {
    const [id] = await pay([cash(1000)]);
    const wish = { requestUid: uid() };
    const parts = [{ paymentId: id, amountMinor: 400, way: 'cash' }];
    const answers = [await refund(parts, wish), await refund(parts, wish)];
    expect(answers[0]).toEqual(answers[1]);
    expect(d.test.db.read.all('SELECT 1 FROM refunds')).toHaveLength(1);
  });

  it('sends a card back to its card and nothing else to one', async () => {
    const [byCard, byCash] = await pay([{ kind: 'payment', method: 'card', amountMinor: 500 }, cash(500)]);
    expect((await refund([{ paymentId: byCard, amountMinor: 1, way: 'cash' }])).code).toBe('REFUND_WAY');
    expect((await refund([{ paymentId: byCash, amountMinor: 1, way: 'card' }])).code).toBe('REFUND_WAY');
  });
});

describe('voiding a payment', () => {
  const strike = (id: unknown, client = d.owner, requestUid = uid()) =>
    call(client, 'payment.void', { requestUid, id, reason: 'Typed one zero too many' });

  it('takes a mistake of the day out of the books, and marks the receipt', async () => {
    const bookingId = await d.aPlace(2500);
    const [id] = await pay([cash(2500)], [place(bookingId)], 2500);
    expect((await strike(id, d.front)).code).toBe('FORBIDDEN');
    const requestUid = uid();
    expect((await strike(id, d.owner, requestUid)).code).toBe('OK');
    expect((await strike(id, d.owner, requestUid)).code).toBe('OK');
    expect(await strike(id)).toMatchObject({ code: 'NOT_VOIDABLE', data: { reason: 'voided' } });
    expect(await d.money()).toMatchObject({ balanceMinor: 0, paymentsMinor: 0 });
    expect((await d.front.payment.options({ clientId: d.ann })).dues).toMatchObject([{ dueMinor: 2500 }]);
    const receipt = await d.front.document.get({ kind: 'receipt', id: 1 });
    expect(receipt.stamp).toBe('Void');
    expect(receipt.notes[0]?.text).toContain('Typed one zero too many');
    const { sums, total } = await d.front.payment.list({});
    expect([sums, total]).toEqual([[{ method: 'cash', count: 0, amountMinor: 0, refundedMinor: 0 }], 1]);
    expect((await refund([{ paymentId: id, amountMinor: 1, way: 'cash' }])).code).toBe('REFUND_ABOVE_LEFT');
  });

  it('is refused for cards, for yesterday, and once something went back', async () => {
    const [byCard, byCash, other] = await pay([
      { kind: 'payment', method: 'card', amountMinor: 500 },
      cash(500),
      { kind: 'payment', method: 'check', amountMinor: 500 },
    ]);
    expect(await strike(byCard)).toMatchObject({ data: { reason: 'card' } });
    await refund([{ paymentId: byCash, amountMinor: 1, way: 'cash' }]);
    expect(await strike(byCash)).toMatchObject({ data: { reason: 'refunded' } });
    d.now += 86_400_000;
    expect(await strike(other)).toMatchObject({ data: { reason: 'day' } });
  });
});
