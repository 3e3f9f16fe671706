import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import type { FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';

/** The tests lean on the fake, so it must keep the provider's documented rules itself. */
let fake: FakeStripe;
beforeEach(async () => {
  fake = await startFakeStripe();
});
afterEach(() => fake.close());

const post = async (form: Record<string, string>, key?: string) => {
  const response = await fetch(new URL('/v1/refunds', fake.url), {
    method: 'POST',
    headers: { authorization: 'Bearer rk_test_x', ...(key !== undefined && { 'idempotency-key': key }) },
    body: new URLSearchParams(form),
  });
  return {
    status: response.status,
    replayed: response.headers.get('idempotent-replayed') === 'true',
    body: (await response.json()) as { id?: string; error?: { type: string; code?: string } },
  };
};
const pay = (amountMinor = 1000) => fake.addPayment({ amountMinor, currency: 'eur' }).id;

describe('the key layer', () => {
  it('answers a repeat from memory, whatever the order of the parameters', async () => {
    const payment_intent = pay();
    const first = await post({ payment_intent, amount: '300' }, 'k');
    const again = await post({ amount: '300', payment_intent }, 'k');
    expect(again).toMatchObject({ status: 200, replayed: true, body: { id: first.body.id } });
    expect(fake.refundsOf(payment_intent)).toHaveLength(1);
  });

  it('keeps refusals and 500s that came out of the work', async () => {
    const payment_intent = pay();
    fake.dispute(payment_intent);
    expect(await post({ payment_intent }, 'refused')).toMatchObject({ status: 400, replayed: false });
    expect(await post({ payment_intent }, 'refused')).toMatchObject({ status: 400, replayed: true });
    const other = pay();
    fake.faults.atRefund(2, 'do-then-500');
    expect(await post({ payment_intent: other, amount: '300' }, 'broken')).toMatchObject({ status: 500 });
    expect(await post({ payment_intent: other, amount: '300' }, 'broken')).toMatchObject({
      status: 500,
      replayed: true,
    });
    expect(fake.refundsOf(other)).toHaveLength(1);
  });

  it('does not keep wrong parameters', async () => {
    const payment_intent = pay();
    expect(await post({ payment_intent, amount: '1.5' }, 'k')).toMatchObject({ status: 400 });
    expect(await post({ payment_intent, amount: '150' }, 'k')).toMatchObject({
      status: 200,
      replayed: false,
    });
  });

  it('refuses other parameters under a used key', async () => {
    const payment_intent = pay();
    await post({ payment_intent, amount: '300' }, 'k');
    expect(await post({ payment_intent, amount: '301' }, 'k')).toMatchObject({
      status: 400,
      body: { error: { type: 'idempotency_error' } },
    });
  });

  it('tells that a key is in use while its first call runs', async () => {
    const payment_intent = pay();
    fake.faults.atRefund(0, 'drop-then-wait');
    await expect(post({ payment_intent, amount: '300' }, 'k')).rejects.toThrow();
    expect(await post({ payment_intent, amount: '300' }, 'k')).toMatchObject({
      status: 409,
      body: { error: { code: 'idempotency_key_in_use' } },
    });
    fake.doHeld();
    expect(await post({ payment_intent, amount: '300' }, 'k')).toMatchObject({ status: 200, replayed: true });
    expect(fake.refundsOf(payment_intent)).toHaveLength(1);
  });

  it('is not reached by calls that are refused for their key or their number', async () => {
    const payment_intent = pay();
    fake.faults.atRefund(0, '429');
    fake.faults.atRefund(1, '401');
    expect(await post({ payment_intent, amount: '300' }, 'k')).toMatchObject({ status: 429 });
    expect(await post({ payment_intent, amount: '999' }, 'k')).toMatchObject({ status: 401 });
    expect(await post({ payment_intent, amount: '400' }, 'k')).toMatchObject({
      status: 200,
      replayed: false,
    });
  });

  it('forgets keys of the age it is told, and no younger ones', async () => {
    const payment_intent = pay();
    await post({ payment_intent, amount: '100' }, 'old');
    fake.advance(24 * 3_600_000);
    await post({ payment_intent, amount: '100' }, 'young');
    expect(fake.pruneKeysOlderThan(24 * 3_600_000)).toBe(1);
    expect(await post({ payment_intent, amount: '100' }, 'young')).toMatchObject({ replayed: true });
    expect(await post({ payment_intent, amount: '100' }, 'old')).toMatchObject({ replayed: false });
  });
});

describe('the books', () => {
  it('refund what is left, and not a unit more', async () => {
    const payment_intent = pay(1000);
    await post({ payment_intent, amount: '999' }, 'a');
    expect(await post({ payment_intent, amount: '2' }, 'b')).toMatchObject({ status: 400 });
    await post({ payment_intent, amount: '1' }, 'c');
    expect(await post({ payment_intent, amount: '1' }, 'd')).toMatchObject({
      body: { error: { code: 'charge_already_refunded' } },
    });
    expect(fake.refundedMinor(payment_intent)).toBe(1000);
  });

  it('a failed refund frees its amount', async () => {
    const payment_intent = pay(1000);
    fake.faults.atRefund(0, 'failed');
    await post({ payment_intent, amount: '1000' }, 'a');
    expect(await post({ payment_intent, amount: '1000' }, 'b')).toMatchObject({ status: 200 });
  });

  it('without a key a repeat is a second refund', async () => {
    const payment_intent = pay(1000);
    await post({ payment_intent, amount: '300' });
    await post({ payment_intent, amount: '300' });
    expect(fake.refundsOf(payment_intent)).toHaveLength(2);
  });

  it('a script may choose a fault for any call, and every call is kept', async () => {
    const payment_intent = pay();
    fake.faults.script((call) => (call.index === 1 ? '429' : undefined));
    await post({ payment_intent, amount: '1' }, 'a');
    await post({ payment_intent, amount: '1' }, 'b');
    expect(fake.calls.map((call) => call.answered)).toEqual([200, 429]);
  });

  it('stops at each boundary of a call for whoever wants to kill the caller there', async () => {
    const seen: string[] = [];
    const watched = await startFakeStripe({
      onBoundary: (boundary, call) => {
        seen.push(`${boundary}:${call.path}`);
      },
    });
    await fetch(new URL('/v1/account', watched.url), { headers: { authorization: 'Bearer rk_test_x' } });
    await watched.close();
    expect(seen).toEqual(['received:/v1/account', 'executed:/v1/account', 'answered:/v1/account']);
  });

  it('counts any second strictly', async () => {
    fake.setRate(3);
    const payment_intent = pay();
    const statuses = [];
    for (let n = 0; n < 5; n += 1)
      statuses.push((await post({ payment_intent, amount: '1' }, `k${n}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});
