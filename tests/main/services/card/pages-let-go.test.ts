import { expect, it } from 'vitest';
import type { BookingId } from '#domain/values/ids.ts';
import { createSimulatorGateway } from '#main/gateways/payment/simulator.ts';
import { createMemorySimulatorStore } from '#main/gateways/payment/simulator-store.ts';
import { paymentDesk, uid } from '#tests/main/services/payment/payment-desk.ts';
import { createJobHarness, createTestClock } from '#tests/support/job-harness.ts';
import { call } from '#tests/support/procedures.ts';

const d = paymentDesk();
const ask = (name: string, input: object) => call(d.owner, name, input);
const message = { channel: 'none', subject: '', body: '' };

/** A page for Ann to pay these on; answers how it stands. */
async function page(...refs: readonly object[]): Promise<() => string | undefined> {
  const pays = refs.map((ref) => ({ ref, amountMinor: 2500 }));
  const link = { requestUid: uid(), clientId: d.ann, kind: 'payment', title: 'Classes', sendEmail: false };
  const sent = await ask('card.sendLink', { ...link, amountMinor: 2500 * refs.length, pays });
  const { id } = sent.data as { id: number };
  return () =>
    d.test.db.read.get<{ state: string }>('SELECT state FROM card_links WHERE id = ?', [id])?.state;
}
/** What opens and closes pages. */
function pages() {
  const clock = createTestClock(d.now);
  const gateway = createSimulatorGateway({
    store: createMemorySimulatorStore(),
    clock,
    settings: () => ({ delayMs: 0 }),
    simulatedAnswer: () => null,
    paymentOf: () => undefined,
  });
  return createJobHarness(d.test.db, gateway, { clock });
}
const place = (bookingId: BookingId) => ({ kind: 'booking', bookingId });

it('a page for a place alone is closed with the place, one for others too stays', async () => {
  const [gone, kept] = [await d.aPlace(2500, '2026-03-02'), await d.aPlace(2500, '2026-03-09')];
  const [alone, both] = [await page(place(gone)), await page(place(gone), place(kept))];
  const { planHash } = await d.front.booking.previewCancel({ id: gone, money: 'back' });
  const wish = { requestUid: uid(), id: gone, version: 1, by: 'client', reason: 'Ill', money: 'back' };
  expect((await ask('booking.cancel', { ...wish, planHash, message })).code).toBe('OK');
  expect([alone(), both()]).toEqual(['canceling', 'planned']);
});

it('a page is open again with the place that an undo gives back: the same for a minute, then another', async () => {
  const bookingId = await d.aPlace();
  const alone = await page(place(bookingId));
  const harness = pages();
  await harness.runner.runUntilIdle();
  const cancel = async () => {
    const booking = d.test.db.read.get<{ version: number }>('SELECT version FROM bookings');
    const { planHash } = await d.front.booking.previewCancel({ id: bookingId, money: 'back' });
    const wish = { requestUid: uid(), id: bookingId, version: booking?.version, by: 'client', reason: 'Ill' };
    const { data } = await ask('booking.cancel', { ...wish, money: 'back', planHash, message });
    return (data as { undoId: number }).undoId;
  };
  const undoId = await cancel();
  await harness.runner.runUntilIdle();
  expect(alone()).toBe('canceling');
  expect((await ask('undo.takeBack', { id: undoId })).code).toBe('OK');
  expect(alone()).toBe('open');

  const second = await cancel();
  d.test.db.write((tx) => tx.run('UPDATE card_links SET next_try_at = 0'));
  await harness.runner.runUntilIdle();
  expect(alone()).toBe('canceled');
  expect((await ask('undo.takeBack', { id: second })).code).toBe('OK');
  await harness.runner.runUntilIdle();
  const links = d.test.db.read.all('SELECT state, amount_minor AS minor, pays FROM card_links ORDER BY id');
  const pays = JSON.stringify([{ ref: { kind: 'booking', bookingId }, amountMinor: 2500 }]);
  expect(links).toEqual([
    { state: 'canceled', minor: 2500, pays },
    { state: 'open', minor: 2500, pays },
  ]);
});

it('a page for a place in a session that a job cancels is closed', async () => {
  const bookingId = await d.aPlace();
  const alone = await page(place(bookingId));
  const harness = pages();
  await harness.runner.runUntilIdle();
  expect(alone()).toBe('open');
  const row = d.test.db.read.get<{ id: number }>('SELECT session_id AS id FROM bookings WHERE id = ?', [
    bookingId,
  ]);
  const sessionIds = [row?.id] as never[];
  const { planHash } = await d.owner.cancellation.preview({ sessionIds });
  const wish = { sessionIds, requestUid: uid(), planHash, reason: 'Storm', message, typedTotalMinor: 0 };
  expect((await ask('cancellation.submit', wish)).code).toBe('OK');
  await harness.runner.runUntilIdle();
  expect(alone()).toBe('canceled');
});

it('a page for a package is closed when its sale is taken back', async () => {
  const sale = { requestUid: uid(), clientId: d.ann, packageId: d.studio.tenClasses, tenders: [] };
  const { id: lotId } = await d.front.packages.sell(sale);
  const alone = await page({ kind: 'package', lotId });
  expect((await ask('packages.revoke', { lotId, reason: 'Mistake', requestUid: uid() })).code).toBe('OK');
  expect(alone()).toBe('canceling');
});
