import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { stripeOver, testKey } from './stripe-support.ts';

let fake: FakeStripe;
beforeAll(async () => {
  fake = await startFakeStripe({ apiKeys: [testKey] });
  fake.cards.addCardholder({ customer: 'cus_1', method: 'pm_1' });
});
afterEach(() => fake.faults.clear());
afterAll(() => fake.close());

let n = 0;
const frozen = (body: object) => ({ idempotencyKey: `cb1:test:${(n += 1)}`, body: JSON.stringify(body) });
const charge = (over: object = {}) =>
  frozen({
    amount: 4500,
    currency: 'eur',
    customer: 'cus_1',
    payment_method: 'pm_1',
    description: 'Ten classes',
    metadata: { cb_charge: 'c1' },
    ...over,
  });
const page = (over: object = {}) =>
  frozen({
    mode: 'payment',
    amount: 1200,
    currency: 'eur',
    title: 'Two classes',
    return_url: 'https://studio.example/thanks',
    metadata: { cb_link: 'l1' },
    ...over,
  });
const sent = () => fake.calls.at(-1);

describe('charges', () => {
  it('a decline is an answer, with the reasons of provider and bank', async () => {
    fake.faults.when(({ method }) => method === 'POST', 'declined:insufficient_funds');
    expect(await stripeOver(fake).createCharge(charge())).toMatchObject({
      kind: 'charge',
      value: { status: 'failed', failureCode: 'card_declined', declineCode: 'insufficient_funds' },
    });
  });

  it.each([
    ['requires_action', 'requires_action'],
    ['processing', 'processing'],
  ] as const)('%s is an answer', async (fault, status) => {
    fake.faults.when(({ method }) => method === 'POST', fault);
    expect(await stripeOver(fake).createCharge(charge())).toMatchObject({
      kind: 'charge',
      value: { status },
    });
  });

  it.each([
    ['do-then-500', { kind: 'unknown', reason: 'server_error' }],
    ['do-then-drop', { kind: 'unknown', reason: 'connection' }],
    ['429-after:3', { kind: 'not_now', reason: 'rate_limited', retryAfterMs: 3000 }],
    ['409', { kind: 'not_now', reason: 'key_in_use' }],
    ['401', { kind: 'not_now', reason: 'unauthorized' }],
    ['do-then-502-page', { kind: 'unknown' }],
  ] as const)('%s is told apart from a decline', async (fault, outcome) => {
    fake.faults.when(({ method }) => method === 'POST', fault);
    expect(await stripeOver(fake).createCharge(charge())).toMatchObject(outcome);
  });

  it.each([
    ['jpy', 500, '500'],
    ['bhd', 12_345, '12345'],
    ['isk', 700, '70000'],
  ])('counts %s as the provider does, there and back', async (currency, amount, there) => {
    const answer = await stripeOver(fake).createCharge(charge({ currency, amount }));
    expect(sent()?.params['amount']).toBe(there);
    expect(answer).toMatchObject({ kind: 'charge', value: { amountMinor: amount, currency } });
  });

  it('the same request again is the same charge; another body under its key is a conflict', async () => {
    const request = charge();
    const first = await stripeOver(fake).createCharge(request);
    expect(await stripeOver(fake).createCharge(request)).toEqual(first);
    const other = { ...request, body: request.body.replace('4500', '4501') };
    expect(await stripeOver(fake).createCharge(other)).toEqual({ kind: 'key_conflict' });
  });

  it.each([
    { amount: 0 },
    { amount: 1.5 },
    { amount: -1 },
    { currency: 'EUR' },
    { number: '4242424242424242' },
  ])('sends nothing for a body that we would not have written: %o', async (over) => {
    const before = fake.calls.length;
    expect(await stripeOver(fake).createCharge(charge(over))).toMatchObject({ code: 'body_unreadable' });
    expect(fake.calls).toHaveLength(before);
  });

  it('lists all of a customer, newest first, more than a page', async () => {
    fake.cards.addCardholder({ customer: 'cus_many', method: 'pm_many' });
    for (let i = 0; i < 130; i += 1) fake.cards.payOutside('cus_many', i + 1, 'eur');
    const list = await stripeOver(fake).listCharges('cus_many');
    expect(list.ok && list.value.map(({ amountMinor }) => amountMinor)).toEqual(
      Array.from({ length: 130 }, (_, i) => 130 - i),
    );
  });

  it('lets go of one that waits, and says of a paid one that it is paid', async () => {
    fake.faults.when(({ method }) => method === 'POST', 'requires_action');
    const waiting = await stripeOver(fake).createCharge(charge());
    const paid = await stripeOver(fake).createCharge(charge());
    if (waiting.kind !== 'charge' || paid.kind !== 'charge') throw new Error('not made');
    expect(await stripeOver(fake).cancelCharge(waiting.value.id, 'k1')).toMatchObject({
      value: { status: 'canceled' },
    });
    expect(await stripeOver(fake).cancelCharge(paid.value.id, 'k2')).toMatchObject({
      value: { status: 'succeeded' },
    });
  });
});

describe('pages', () => {
  it('for a payment name what is paid, and carry our ids over to the payment', async () => {
    const made = await stripeOver(fake).createLink(page(), 'cus_1');
    expect(made).toMatchObject({ kind: 'link', value: { kind: 'payment', status: 'open', card: null } });
    expect(sent()?.params).toMatchObject({
      mode: 'payment',
      success_url: 'https://studio.example/thanks',
      allowed_payment_method_types: { '0': 'card' },
      line_items: {
        '0': {
          quantity: '1',
          price_data: { currency: 'eur', unit_amount: '1200', product_data: { name: 'Two classes' } },
        },
      },
      payment_intent_data: { metadata: { cb_link: 'l1' } },
    });
  });

  it('for a card show what was left, and nothing else of it', async () => {
    const body = page({ mode: 'setup', amount: undefined });
    const made = await stripeOver(fake).createLink(body, 'cus_1');
    if (made.kind !== 'link') throw new Error('not made');
    fake.cards.complete(made.value.id, { brand: 'amex', last4: '0005' });
    const seen = await stripeOver(fake).getLink(made.value.id);
    expect(seen).toMatchObject({ ok: true, value: { status: 'complete', url: null } });
    expect(seen.ok && seen.value.card).toEqual({
      id: expect.stringMatching(/^pm_/),
      brand: 'amex',
      last4: '0005',
      expMonth: 12,
      expYear: 2030,
    });
  });

  it('can be closed; one that was used says so', async () => {
    const [first, second] = [
      await stripeOver(fake).createLink(page(), 'cus_1'),
      await stripeOver(fake).createLink(page(), 'cus_1'),
    ];
    if (first.kind !== 'link' || second.kind !== 'link') throw new Error('not made');
    fake.cards.complete(second.value.id);
    expect(await stripeOver(fake).expireLink(first.value.id, 'e1')).toMatchObject({
      value: { status: 'expired' },
    });
    expect(await stripeOver(fake).expireLink(second.value.id, 'e2')).toMatchObject({
      value: { status: 'complete', chargeRef: expect.stringMatching(/^pi_/) },
    });
  });

  it.each([
    { return_url: 'http://studio.example' },
    { return_url: 'javascript:alert(1)' },
    { amount: undefined },
  ])('are not asked for with %o', async (over) => {
    expect(await stripeOver(fake).createLink(page(over), 'cus_1')).toMatchObject({ code: 'body_unreadable' });
  });
});

describe('cards', () => {
  it('are listed and removed, twice without harm', async () => {
    fake.cards.addCardholder({ customer: 'cus_2', method: 'pm_2' });
    const listed = await stripeOver(fake).listCards('cus_2');
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(['pm_2']);
    expect(await stripeOver(fake).detachCard('pm_2', 'd1')).toEqual({ kind: 'detached' });
    expect(await stripeOver(fake).detachCard('pm_2', 'd2')).toEqual({ kind: 'detached' });
    expect(await stripeOver(fake).detachCard('pm_gone', 'd3')).toEqual({ kind: 'detached' });
  });
});

describe('the key', () => {
  it('works for refunds alone, and names what it lacks for cards', async () => {
    for (const path of ['/v1/customers/', '/v1/checkout/', '/v1/disputes'])
      fake.faults.when((call) => call.path.startsWith(path), '403');
    expect(await stripeOver(fake).check()).toMatchObject({
      ok: true,
      value: { missing: ['customers_write', 'checkout_write', 'disputes_read'] },
    });
  });
});
