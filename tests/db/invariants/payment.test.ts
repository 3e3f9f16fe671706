import { describe, expect, it } from 'vitest';
import { paymentDesk, uid } from '#tests/main/services/payment/payment-desk.ts';
import { codesAfter } from './break-rows.ts';

const d = paymentDesk();

const cash = (amountMinor: number) => ({ kind: 'payment', method: 'cash', amountMinor });

/** Payment 1 pays for a place, 2 was voided, 3 bought a package, and a till was closed with something missing. */
async function aDay(): Promise<void> {
  await d.front.till.open({ requestUid: uid(), floatMinor: 0 });
  const bookingId = await d.aPlace(2500);
  await d.take({ dues: [{ kind: 'booking', bookingId }], dueMinor: 2500, tenders: [cash(2500)] });
  const { data } = await d.take({ dues: [], dueMinor: 0, takesMore: true, tenders: [cash(700)] });
  const [id] = (data as { paymentIds: never[] }).paymentIds;
  await d.owner.payment.void({ requestUid: uid(), id: id as never, reason: 'Mistake' });
  const bob = await d.aClient('Bob');
  for (const [clientId, method] of [
    [d.ann, 'transfer'],
    [bob, 'check'],
  ] as const) {
    const sale = { clientId, packageId: d.studio.tenClasses, payment: { method } };
    await d.front.client.sellPackage({ ...sale, requestUid: uid() });
  }
  const till = (await d.front.till.current()).open;
  await d.front.till.close({
    requestUid: uid(),
    id: till?.id as never,
    expectedMinor: 2500,
    countedMinor: 2400,
    differenceReason: 'Change',
  });
}

describe('the invariants of payments', () => {
  it.each([
    [
      'a payment pays for more than came in',
      'UPDATE fundings SET amount_minor = 2501',
      ['3 PAYMENT_ALLOCATED_TOO_MUCH'],
    ],
    [
      'a voided payment pays for something',
      'UPDATE payments SET voided_at = 1 WHERE id = 1',
      ['3 VOIDED_PAYMENT_IN_USE', '1 VOIDED_PAYMENT_POSTED'],
    ],
    [
      'the void of a payment was not posted',
      `UPDATE ledger_transactions SET subject_id = 99 WHERE kind = 'payment_voided'`,
      ['1 VOIDED_PAYMENT_POSTED'],
    ],
    [
      'a client pays for the package of another',
      `UPDATE payments SET client_id = (SELECT MAX(id) FROM clients) WHERE method = 'transfer'`,
      ['3 PACKAGE_PAID_BY_ANOTHER'],
    ],
    [
      'a number of a receipt is missing',
      'UPDATE receipts SET number = 9 WHERE id = 2',
      ['3 RECEIPT_NUMBERS_GAP'],
    ],
    [
      'a receipt says another sum than its lines',
      'UPDATE receipts SET amount_minor = 2600 WHERE id = 1',
      ['3 RECEIPT_SUM_DIFFERS'],
    ],
    [
      'a receipt has payments that it does not show',
      'UPDATE payments SET receipt_id = 1',
      ['3 RECEIPT_PAYMENTS_DIFFER'],
    ],
    [
      'the difference of a till is not on the ledger',
      'UPDATE tills SET counted_minor = 2401',
      ['1 TILL_DIFFERENCE_DIFFERS'],
    ],
    [
      'what came in another way lies in the till',
      `UPDATE payments SET method = 'other' WHERE id = 1`,
      ['1 OTHER_MONEY_IN_CASH'],
    ],
  ])('find it when %s', async (_, sql, codes) => {
    await aDay();
    expect(codesAfter(d.test, [])).toEqual([]);
    const found = codesAfter(d.test, ['DROP TRIGGER receipts_frozen', sql]);
    expect(found.sort()).toEqual([...codes].sort());
    d.isBroken = true;
  });
});
