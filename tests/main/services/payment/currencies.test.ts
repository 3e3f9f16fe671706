import { describe, expect, it } from 'vitest';
import { paymentDesk, uid } from './payment-desk.ts';

/** In yen there is nothing after the point, in dinars there are three digits. */
describe.each([
  ['JPY', ['JP¥334', 'JP¥333', 'JP¥333'], 'JP¥1,000'],
  ['EUR', ['€3.34', '€3.33', '€3.33'], '€10.00'],
  ['BHD', ['BHD 0.334', 'BHD 0.333', 'BHD 0.333'], 'BHD 1.000'],
] as const)('in %s', (currency, parts, whole) => {
  const d = paymentDesk(currency);

  it('a part payment is split, receipted and given back to the smallest unit', async () => {
    const dues = [];
    for (const date of ['2026-03-02', '2026-03-09', '2026-03-16'])
      dues.push({ kind: 'booking' as const, bookingId: await d.aPlace(1000, date) });
    const { receiptId, paymentIds } = await d.front.payment.take({
      requestUid: uid(),
      clientId: d.ann,
      dues,
      dueMinor: 3000,
      tenders: [{ kind: 'payment', method: 'cash', amountMinor: 1000, tenderedMinor: 1001, note: '' }],
    });
    const paper = await d.front.document.get({ kind: 'receipt', id: receiptId ?? 0 });
    const plain = (text: string | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');
    expect(paper.tables[0]?.rows.map(({ cells }) => plain(cells[2]))).toEqual(parts);
    expect(plain(paper.totals[0]?.value)).toBe(whole);
    const [paymentId] = paymentIds;
    if (paymentId === undefined) throw new Error('no payment');
    await d.owner.payment.refund({
      requestUid: uid(),
      clientId: d.ann,
      parts: [{ paymentId, amountMinor: 667, way: 'cash' }],
      reason: 'Two of three',
    });
    const { dues: open } = await d.front.payment.options({ clientId: d.ann });
    expect(open.reduce((sum, { dueMinor }) => sum + dueMinor, 0)).toBe(2667);
  });
});
