import { expect, it } from 'vitest';
import type { ClientId, PaymentId } from '#domain/values/ids.ts';
import { call } from '#tests/support/procedures.ts';
import { paymentDesk, uid } from './payment-desk.ts';

const d = paymentDesk();
const ask = (name: string, input: object) => call(d.owner, name, input);

async function pay(amountMinor: number, more: object = {}): Promise<PaymentId> {
  const tenders = [{ kind: 'payment', method: 'cash', amountMinor }];
  const { code, data } = await d.take({ dues: [], dueMinor: 0, takesMore: true, tenders, ...more });
  expect(code).toBe('OK');
  return (data as { paymentIds: [PaymentId] }).paymentIds[0];
}

/** Bea, for whom Ann pays. */
async function aDaughter(): Promise<ClientId> {
  const { id } = await d.front.client.create({
    firstName: 'Bea',
    lastName: 'Example',
    email: '',
    phone: '',
    note: '',
    payerId: d.ann,
  });
  return id;
}

const move = (to: ClientId, amountMinor: number) =>
  ask('balance.transfer', { requestUid: uid(), from: d.ann, to, amountMinor, reason: '' });
const refund = (parts: readonly object[], more: object = {}) =>
  ask('payment.refund', { requestUid: uid(), clientId: d.ann, parts, reason: 'Moved away', ...more });
const inCash = (paymentId: PaymentId, amountMinor: number) => ({ paymentId, amountMinor, way: 'cash' });

it('that was moved to a relative does not go back to the giver, unless somebody agrees to what they owe then', async () => {
  const id = await pay(5000);
  expect((await move(await aDaughter(), 3000)).code).toBe('OK');
  // 20.00 is left with Ann, whatever stands on the payment.
  expect((await refund([inCash(id, 2000)])).code).toBe('OK');
  const parts = [inCash(id, 1000)];
  const preview = await d.owner.payment.previewRefund({ clientId: d.ann, parts } as never);
  expect(preview).toMatchObject({ beyondMinor: 1000, balanceAfterMinor: -1000 });
  expect(await refund(parts)).toMatchObject({
    code: 'REFUND_BEYOND_BALANCE',
    data: { beyondMinor: 1000 },
  });
  // What was agreed to is this sum, not any.
  expect((await refund([inCash(id, 1500)], { beyondMinor: 1000 })).code).toBe('REFUND_BEYOND_BALANCE');
  expect((await refund(parts, { beyondMinor: 1000 })).code).toBe('OK');
  expect(await d.money()).toMatchObject({ balanceMinor: -1000 });
});

it('that saved sessions have used does not go back as free money either, but what pays for a place does', async () => {
  const bookingId = await d.aPlace(2500);
  const due = { dues: [{ kind: 'booking', bookingId }], dueMinor: 2500, takesMore: false };
  const paying = await pay(2500, due);
  const parts = [inCash(paying, 2500)];
  expect(await d.owner.payment.previewRefund({ clientId: d.ann, parts } as never)).toMatchObject({
    beyondMinor: 0,
    released: [{ amountMinor: 2500 }],
  });
  expect((await refund(parts)).code).toBe('OK');
});

it('that pays for a place to come is not moved to a relative', async () => {
  const bookingId = await d.aPlace(2500);
  await pay(4000, { dues: [{ kind: 'booking', bookingId }], dueMinor: 2500 });
  const bea = await aDaughter();
  expect(await move(bea, 1501)).toMatchObject({ code: 'TRANSFER_LIMIT', data: { transferableMinor: 1500 } });
  const { family } = await d.front.balance.account({ clientId: d.ann });
  expect(family).toMatchObject([
    { balanceMinor: 4000, transferableMinor: 1500 },
    { balanceMinor: 0, transferableMinor: 0 },
  ]);
  expect((await move(bea, 1500)).code).toBe('OK');
});

it('is given back of several payments at once, those that still can be', async () => {
  const [first, second, third] = [await pay(1000), await pay(2000), await pay(3000)];
  await refund([inCash(first, 1000)]);
  const list = await d.front.payment.refundable({ clientId: d.ann });
  expect(list.map(({ id, refundableMinor }) => [id, refundableMinor])).toEqual([
    [third, 3000],
    [second, 2000],
  ]);
  const parts = [inCash(second, 500), inCash(third, 3000)];
  const { code, data } = await refund(parts, { isHandedOver: true });
  expect(code).toBe('OK');
  expect((data as { refundIds: number[] }).refundIds).toHaveLength(2);
  expect((await d.front.payment.refundable({ clientId: d.ann })).map(({ id }) => id)).toEqual([second]);
});
