import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import { startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import type { FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { refundRequest, stripeOver, testKey } from './stripe-support.ts';

let fake: FakeStripe;
beforeAll(async () => {
  fake = await startFakeStripe({ apiKeys: [testKey] });
});
afterEach(() => fake.faults.clear());
afterAll(() => fake.close());

const lastCall = () => fake.calls.at(-1);

describe('createRefund', () => {
  it('sends the frozen body and our key, and no currency', async () => {
    const payment = fake.addPayment({ amountMinor: 5000, currency: 'eur' });
    const outcome = await stripeOver(fake).createRefund(refundRequest(payment.id, 1234, { id: 'plain' }));
    expect(outcome).toMatchObject({ kind: 'succeeded', amountMinor: 1234 });
    expect(lastCall()).toMatchObject({
      idempotencyKey: 'cb1:studio:plain:0',
      params: {
        payment_intent: payment.id,
        amount: '1234',
        reason: 'requested_by_customer',
        metadata: { cb_refund: 'plain', cb_job: 'job-1', cb_booking: 'booking-1' },
      },
    });
    expect(lastCall()?.params).not.toHaveProperty('currency');
  });

  it('the same request again is answered with the same refund', async () => {
    const payment = fake.addPayment({ amountMinor: 5000, currency: 'eur' });
    const request = refundRequest(payment.id, 100, { id: 'twice' });
    const first = await stripeOver(fake).createRefund(request);
    expect(await stripeOver(fake).createRefund(request)).toEqual(first);
    expect(fake.refundsOf(payment.id)).toHaveLength(1);
  });

  it('other parameters under the same key are a conflict, never a refund (R6)', async () => {
    const payment = fake.addPayment({ amountMinor: 5000, currency: 'eur' });
    await stripeOver(fake).createRefund(refundRequest(payment.id, 100, { id: 'conflict' }));
    const outcome = await stripeOver(fake).createRefund(refundRequest(payment.id, 101, { id: 'conflict' }));
    expect(outcome).toEqual({ kind: 'key_conflict' });
  });

  it.each([
    ['jpy', 500],
    ['eur', 1],
    ['kwd', 12_345],
    ['usd', 99_999_999],
  ])('passes minor units of %s unchanged (R16)', async (currency, amount) => {
    const payment = fake.addPayment({ amountMinor: amount + 7, currency });
    const gateway = stripeOver(fake);
    const id = `minor-${currency}`;
    expect(await gateway.createRefund(refundRequest(payment.id, amount, { id }))).toMatchObject({
      kind: 'succeeded',
      amountMinor: amount,
    });
    expect(lastCall()?.params['amount']).toBe(String(amount));
    expect(await gateway.listRefunds(payment.id)).toMatchObject({
      value: [{ amountMinor: amount, currency }],
    });
  });

  it.each(['isk', 'ugx'])(
    'counts %s in hundredths as the provider does, and nowhere else',
    async (currency) => {
      const payment = fake.addPayment({ amountMinor: 500_000, currency });
      const gateway = stripeOver(fake);
      const request = refundRequest(payment.id, 1200, { id: `hundredths-${currency}`, currency });
      expect(await gateway.createRefund(request)).toMatchObject({ kind: 'succeeded', amountMinor: 1200 });
      expect(lastCall()?.params['amount']).toBe('120000');
      expect(await gateway.listRefunds(payment.id)).toMatchObject({
        value: [{ amountMinor: 1200, currency }],
      });
      expect(await gateway.getPayment(payment.id)).toMatchObject({
        value: { capturedMinor: 5000, refundedMinor: 1200 },
      });
    },
  );

  it('names the refusals of the provider', async () => {
    const gateway = stripeOver(fake);
    const full = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    fake.refundOutside(full.id, 1000);
    const part = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    fake.refundOutside(part.id, 800);
    const disputed = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    fake.dispute(disputed.id);
    const open = fake.addPayment({ amountMinor: 1000, currency: 'eur', captured: false });
    const codes = [];
    for (const paymentId of [full.id, part.id, disputed.id, open.id, 'pi_nobody']) {
      const outcome = await gateway.createRefund(refundRequest(paymentId, 300, { id: paymentId }));
      codes.push(outcome.kind === 'refused' ? outcome.code : outcome.kind);
    }
    expect(codes).toEqual([
      'charge_already_refunded',
      'amount_too_large',
      'charge_disputed',
      'payment_intent_unexpected_state',
      'resource_missing',
    ]);
  });

  it.each([
    ['not JSON', 'cb1:a', '{'],
    ['no payment', 'cb1:a', '{"amount":1,"metadata":{}}'],
    ['a payment and a charge', 'cb1:a', '{"payment_intent":"pi_1","charge":"ch_1","amount":1,"metadata":{}}'],
    ['nothing to refund', 'cb1:a', '{"payment_intent":"pi_1","amount":0,"metadata":{}}'],
    ['a fraction', 'cb1:a', '{"payment_intent":"pi_1","amount":1.5,"metadata":{}}'],
    ['another field', 'cb1:a', '{"payment_intent":"pi_1","amount":1,"metadata":{},"reverse_transfer":true}'],
    ['a key with a line end', 'cb1:a\r\nX: y', '{"payment_intent":"pi_1","amount":1,"metadata":{}}'],
    ['a key that is too long', 'k'.repeat(256), '{"payment_intent":"pi_1","amount":1,"metadata":{}}'],
  ])('sends nothing for a body with %s', async (_, idempotencyKey, body) => {
    const before = fake.calls.length;
    const outcome = await stripeOver(fake).createRefund({ idempotencyKey, body });
    expect(outcome).toEqual({ kind: 'refused', code: 'body_unreadable', message: '' });
    expect(fake.calls).toHaveLength(before);
  });
});

describe('without an answer', () => {
  it('a provider that cannot be reached is "not now": surely nothing was sent', async () => {
    const other = await startFakeStripe();
    const payment = other.addPayment({ amountMinor: 1000, currency: 'eur' });
    await other.goOffline();
    const gateway = stripeOver(other);
    expect(await gateway.createRefund(refundRequest(payment.id, 300))).toEqual({
      kind: 'not_now',
      reason: 'offline',
    });
    expect(await gateway.listRefunds(payment.id)).toEqual({ ok: false, reason: 'unavailable' });
    expect(await gateway.check()).toEqual({ ok: false, error: { code: 'PAYMENT_PROVIDER_UNREACHABLE' } });
    await other.goOnline();
    expect(await gateway.createRefund(refundRequest(payment.id, 300))).toMatchObject({ kind: 'succeeded' });
    await other.close();
  });

  it('a name that does not resolve is "not now" too', async () => {
    const gateway = stripeOver(fake, { apiBase: new URL('https://provider.invalid'), timeoutMs: 5_000 });
    expect(await gateway.createRefund(refundRequest('pi_1', 300))).toEqual({
      kind: 'not_now',
      reason: 'offline',
    });
  });

  it('a call broken off on the way is unknown, and not waited for', async () => {
    const payment = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    const stop = new AbortController();
    fake.faults.when(() => true, 'do-then-hang');
    const running = stripeOver(fake, { timeoutMs: 60_000 }).createRefund(
      refundRequest(payment.id, 300, { id: 'stopped' }),
      stop.signal,
    );
    while (fake.refundsOf(payment.id).length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    stop.abort();
    expect(await running).toMatchObject({ kind: 'unknown' });
  });

  it('a call broken off before it began sends nothing', async () => {
    const before = fake.calls.length;
    const outcome = await stripeOver(fake).createRefund(refundRequest('pi_1', 300), AbortSignal.abort());
    expect(outcome).toEqual({ kind: 'not_now', reason: 'offline' });
    expect(fake.calls).toHaveLength(before);
  });

  it('a line that breaks before its encryption stands is "not now": the request never left', async () => {
    const dropping = createServer((socket) => socket.on('data', () => socket.destroy()));
    await new Promise<void>((resolve) => dropping.listen(0, '127.0.0.1', resolve));
    const { port } = dropping.address() as AddressInfo;
    const gateway = stripeOver(fake, { apiBase: new URL(`https://127.0.0.1:${port}`), timeoutMs: 5_000 });
    const outcome = await gateway.createRefund(refundRequest('pi_1', 300));
    dropping.close();
    expect(outcome).toEqual({ kind: 'not_now', reason: 'offline' });
  });

  it.each([
    ['429', { kind: 'not_now', reason: 'rate_limited' }],
    ['429-after:2', { kind: 'not_now', reason: 'rate_limited', retryAfterMs: 2000 }],
    ['429-after:99999', { kind: 'not_now', reason: 'rate_limited', retryAfterMs: 3_600_000 }],
  ] as const)('the provider says wait: %s', async (fault, outcome) => {
    fake.faults.when(() => true, fault);
    expect(await stripeOver(fake).createRefund(refundRequest('pi_1', 300))).toEqual(outcome);
  });
});

describe('looking up', () => {
  it('reads every page of the refunds of one payment, newest first (R8)', async () => {
    const payment = fake.addPayment({ amountMinor: 100_000, currency: 'eur' });
    for (let amount = 1; amount <= 230; amount += 1) fake.refundOutside(payment.id, amount);
    const found = await stripeOver(fake).listRefunds(payment.id);
    expect(found.ok && found.value.map((refund) => refund.amountMinor)).toEqual(
      Array.from({ length: 230 }, (_, index) => 230 - index),
    );
    const byCharge = await stripeOver(fake).listRefunds(payment.chargeId);
    expect(byCharge.ok && byCharge.value.length).toBe(230);
  });

  it('a list that breaks off is a failure, not a shorter list', async () => {
    const payment = fake.addPayment({ amountMinor: 100_000, currency: 'eur' });
    for (let amount = 1; amount <= 150; amount += 1) fake.refundOutside(payment.id, amount);
    fake.faults.when((call) => call.params['starting_after'] !== undefined, '500-before');
    expect(await stripeOver(fake).listRefunds(payment.id)).toEqual({ ok: false, reason: 'unavailable' });
  });

  it('says why it cannot', async () => {
    const gateway = stripeOver(fake);
    expect(await gateway.listRefunds('pi_nobody')).toEqual({ ok: false, reason: 'not_found' });
    expect(await gateway.getRefund('re_nobody')).toEqual({ ok: false, reason: 'not_found' });
    fake.faults.when(() => true, '401');
    expect(await gateway.getRefund('re_1')).toEqual({ ok: false, reason: 'unauthorized' });
    fake.faults.when(() => true, '429');
    expect(await gateway.getRefund('re_1')).toEqual({ ok: false, reason: 'rate_limited' });
  });

  it('an id that is no id reaches nothing else', async () => {
    expect(await stripeOver(fake).getRefund('../account')).toMatchObject({ ok: false });
  });

  it('knows what a payment has left', async () => {
    const gateway = stripeOver(fake);
    const paid = fake.addPayment({ amountMinor: 1000, currency: 'jpy' });
    fake.refundOutside(paid.id, 250);
    const captured = {
      capturedMinor: 1000,
      refundedMinor: 250,
      currency: 'jpy',
      status: 'captured',
      disputed: false,
    };
    expect(await gateway.getPayment(paid.id)).toEqual({ ok: true, value: captured });
    expect(await gateway.getPayment(paid.chargeId)).toEqual({ ok: true, value: captured });
    fake.dispute(paid.id);
    expect(await gateway.getPayment(paid.id)).toMatchObject({ value: { disputed: true } });
    const running = fake.addPayment({ amountMinor: 1000, currency: 'eur', status: 'processing' });
    expect(await gateway.getPayment(running.id)).toMatchObject({
      value: { status: 'processing', capturedMinor: 0 },
    });
  });

  it('a late failure shows on the refund and among the events, oldest first', async () => {
    const gateway = stripeOver(fake);
    const payment = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    const since = Date.now();
    fake.faults.when((call) => call.refundIndex !== undefined, 'late-fail');
    const outcome = await gateway.createRefund(refundRequest(payment.id, 300, { id: 'late' }));
    if (outcome.kind !== 'succeeded') throw new Error(outcome.kind);
    fake.advance(3 * 24 * 3_600_000);
    fake.settle();
    expect(await gateway.getRefund(outcome.providerRefundId)).toMatchObject({
      value: { status: 'failed', failureCode: 'lost_or_stolen_card' },
    });
    const events = await gateway.listRefundEvents(since);
    const ours = events.ok ? events.value.filter((event) => event.refundId === outcome.providerRefundId) : [];
    expect(ours.map((event) => event.type)).toEqual([
      'refund.updated',
      'charge.refund.updated',
      'refund.failed',
    ]);
    const later = await gateway.listRefundEvents(since + 4 * 24 * 3_600_000);
    expect(later).toEqual({ ok: true, value: [] });
  });
});

describe('cancelPayment', () => {
  it('voids what was only authorised; again, and after somebody else did, it is canceled too (R15)', async () => {
    const gateway = stripeOver(fake);
    const open = fake.addPayment({ amountMinor: 1000, currency: 'eur', captured: false });
    expect(await gateway.cancelPayment(open.id, 'cb1:void:1')).toEqual({ kind: 'canceled' });
    expect(await gateway.cancelPayment(open.id, 'cb1:void:1')).toEqual({ kind: 'canceled' });
    expect(await gateway.cancelPayment(open.id, 'cb1:void:2')).toEqual({ kind: 'canceled' });
    expect(await gateway.getPayment(open.id)).toMatchObject({
      value: { status: 'canceled', refundedMinor: 0 },
    });
  });

  it('never gives back what was captured', async () => {
    const paid = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    const gateway = stripeOver(fake);
    expect(await gateway.cancelPayment(paid.id, 'cb1:void:3')).toMatchObject({
      kind: 'refused',
      code: 'payment_intent_unexpected_state',
    });
    expect(await gateway.cancelPayment(paid.chargeId, 'cb1:void:4')).toMatchObject({ kind: 'refused' });
    expect(fake.refundedMinor(paid.id)).toBe(0);
  });
});

describe('the key', () => {
  it.each([
    ['sk_live_callboardtests', 'PAYMENT_LIVE_SECRET_KEY'],
    ['pk_test_callboardtests', 'PAYMENT_KEY_FORMAT'],
    ['whsec_callboardtests', 'PAYMENT_KEY_FORMAT'],
    ['rk_test_a b c d e f g', 'PAYMENT_KEY_FORMAT'],
    ['', 'PAYMENT_KEY_FORMAT'],
  ])('%s is not taken', (apiKey, code) => {
    expect(createStripeGateway({ apiKey })).toEqual({ ok: false, error: { code } });
  });

  it.each([
    ['http://provider.invalid', testKey],
    ['https://127.0.0.1/somewhere', testKey],
    ['https://somebody@127.0.0.1', testKey],
    ['ftp://127.0.0.1', testKey],
    ['http://127.0.0.1:1', 'rk_live_callboardtests'],
  ])('is not sent to %s', (apiBase, apiKey) => {
    expect(createStripeGateway({ apiKey, apiBase: new URL(apiBase) })).toEqual({
      ok: false,
      error: { code: 'PAYMENT_API_BASE' },
    });
  });

  it('is checked without changing anything', async () => {
    const before = fake.allRefunds().length;
    expect(await stripeOver(fake).check()).toEqual({
      ok: true,
      value: { account: 'acct_fake', livemode: false, missing: [] },
    });
    expect(fake.allRefunds()).toHaveLength(before);
  });

  it('is told to be refused, or to lack a right', async () => {
    expect(await stripeOver(fake, { apiKey: 'rk_test_somebodyelse' }).check()).toEqual({
      ok: false,
      error: { code: 'PAYMENT_KEY_REFUSED' },
    });
    for (const path of ['/v1/refunds', '/v1/charges', '/v1/events', '/v1/payment_intents']) {
      fake.faults.when((call) => call.path === path, '403');
      expect(await stripeOver(fake).check()).toMatchObject({
        ok: false,
        error: { code: 'PAYMENT_KEY_LACKS_RIGHT' },
      });
    }
    fake.faults.when((call) => call.method === 'POST', '403');
    expect(await stripeOver(fake).check()).toEqual({
      ok: false,
      error: { code: 'PAYMENT_KEY_LACKS_RIGHT', missing: ['refunds_write'] },
    });
    fake.faults.when((call) => call.path === '/v1/account', '403');
    expect(await stripeOver(fake).check()).toEqual({
      ok: true,
      value: { account: '', livemode: false, missing: [] },
    });
  });

  it('appears in no outcome, even where the provider repeats it', async () => {
    const secret = 'rk_test_verysecretkey';
    const gateway = stripeOver(fake, { apiKey: secret });
    const told = [
      await gateway.createRefund(refundRequest('pi_1', 300)),
      await gateway.getPayment('pi_1'),
      await gateway.check(),
      gateway,
    ];
    expect(inspect(told, { depth: 10 })).not.toContain(secret);
  });
});
