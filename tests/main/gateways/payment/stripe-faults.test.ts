import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { RefundOutcome } from '#main/gateways/payment/port.ts';
import { refundFaults } from '#tests/support/fake-stripe/faults.ts';
import type { Fault } from '#tests/support/fake-stripe/faults.ts';
import { startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import type { FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { refundByTheRule, refundRequest, stripeOver } from './stripe-support.ts';
import { seededRandom } from './virtual-clock.ts';

let fake: FakeStripe;
beforeAll(async () => {
  fake = await startFakeStripe();
});
afterEach(() => fake.faults.clear());
afterAll(() => fake.close());

/** What the adapter says, and how many refunds there are in the end. */
const expected: Record<(typeof refundFaults)[number], readonly [Partial<RefundOutcome>, number]> = {
  'drop-before': [{ kind: 'unknown', reason: 'connection' }, 0],
  hang: [{ kind: 'unknown', reason: 'timeout' }, 0],
  '401': [{ kind: 'not_now', reason: 'unauthorized' }, 0],
  '403': [{ kind: 'not_now', reason: 'unauthorized' }, 0],
  '429': [{ kind: 'not_now', reason: 'rate_limited' }, 0],
  '500-before': [{ kind: 'unknown', reason: 'server_error' }, 0],
  '409': [{ kind: 'not_now', reason: 'key_in_use' }, 0],
  '500-stored': [{ kind: 'unknown', reason: 'server_error' }, 0],
  'do-then-drop': [{ kind: 'unknown', reason: 'connection' }, 1],
  'do-then-hang': [{ kind: 'unknown', reason: 'timeout' }, 1],
  'drop-then-do:40': [{ kind: 'unknown', reason: 'connection' }, 1],
  'do-then-500': [{ kind: 'unknown', reason: 'server_error' }, 1],
  'do-then-502-page': [{ kind: 'unknown', reason: 'server_error' }, 1],
  'do-then-cut': [{ kind: 'unknown', reason: 'connection' }, 1],
  'refused:charge_disputed': [{ kind: 'refused', code: 'charge_disputed' }, 0],
  'refused:insufficient_funds': [{ kind: 'refused', code: 'insufficient_funds' }, 0],
  pending: [{ kind: 'pending', amountMinor: 300, pendingReason: 'insufficient_funds' }, 1],
  requires_action: [{ kind: 'requires_action', amountMinor: 300 }, 1],
  canceled: [{ kind: 'canceled', amountMinor: 300 }, 1],
  failed: [{ kind: 'failed', failureCode: 'expired_or_canceled_card' }, 1],
  'late-fail': [{ kind: 'succeeded', amountMinor: 300 }, 1],
  'slow:20': [{ kind: 'succeeded', amountMinor: 300 }, 1],
};

const strike = (fault: Fault): void => fake.faults.when((call) => call.refundIndex !== undefined, fault);

/** Hung calls should end soon. */
const gatewayFor = (fault: Fault) => stripeOver(fake, fault.includes('hang') ? { timeoutMs: 500 } : {});

describe('one fault', () => {
  it.each(refundFaults)('%s is told for what it is, with a single request', async (fault) => {
    const payment = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    const before = fake.calls.length;
    strike(fault);
    const outcome = await gatewayFor(fault).createRefund(
      refundRequest(payment.id, 300, { id: `one-${fault}` }),
    );
    expect(outcome).toMatchObject(expected[fault][0]);
    await expect.poll(() => fake.refundsOf(payment.id).length).toBe(expected[fault][1]);
    expect(fake.calls.length - before).toBe(1);
  });

  it.each(refundFaults)('%s, then the rule: refunded once, or refused for good', async (fault) => {
    const payment = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    strike(fault);
    const ended = await refundByTheRule(gatewayFor(fault), payment.id, 300, `rule-${fault}`);
    expect(ended.by).not.toBe('person');
    const refused = ended.outcome?.kind === 'refused';
    expect(fake.refundsOf(payment.id)).toHaveLength(refused ? 0 : 1);
  });
});

describe('faults upon faults', () => {
  const harsh = refundFaults.filter((fault) => !fault.startsWith('refused:') && !fault.includes('hang'));

  it.each([1, 2, 3, 4, 5, 6])('seed %i: no partial refund is doubled or lost', async (seed) => {
    const random = seededRandom(seed);
    const gateway = stripeOver(fake);
    const payments = Array.from({ length: 12 }, () =>
      fake.addPayment({ amountMinor: 1000, currency: 'eur' }),
    );
    fake.faults.script(() => (random() < 0.6 ? harsh[Math.floor(random() * harsh.length)] : undefined));
    const ended = await Promise.all(
      payments.map((payment) => refundByTheRule(gateway, payment.id, 300, `seed-${seed}-${payment.id}`)),
    );
    expect(ended.map(({ by }) => by)).not.toContain('person');
    expect(payments.map((payment) => fake.refundsOf(payment.id).length)).toEqual(payments.map(() => 1));
  });

  it('the fake would show it: a new key after a dropped call doubles a partial refund', async () => {
    const payment = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    const gateway = stripeOver(fake);
    strike('do-then-drop');
    await gateway.createRefund(refundRequest(payment.id, 300, { id: 'careless', epoch: 0 }));
    await gateway.createRefund(refundRequest(payment.id, 300, { id: 'careless', epoch: 1 }));
    expect(fake.refundedMinor(payment.id)).toBe(600);
  });

  it('a look-up that finds nothing is no licence for a new key while the first call still runs', async () => {
    const payment = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    const gateway = stripeOver(fake);
    strike('drop-then-wait');
    const first = await gateway.createRefund(refundRequest(payment.id, 300, { id: 'running' }));
    expect(first).toEqual({ kind: 'unknown', reason: 'connection' });
    expect(await gateway.listRefunds(payment.id)).toEqual({ ok: true, value: [] });
    const again = await gateway.createRefund(refundRequest(payment.id, 300, { id: 'running' }));
    expect(again).toEqual({ kind: 'not_now', reason: 'key_in_use' });
    fake.doHeld();
    const ended = await refundByTheRule(gateway, payment.id, 300, 'running');
    expect(ended.by).toBe('outcome');
    expect(fake.refundsOf(payment.id)).toHaveLength(1);
  });

  it('a 500 kept under the key is told apart from a fresh one (R4)', async () => {
    const payment = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    const gateway = stripeOver(fake);
    strike('500-stored');
    const request = refundRequest(payment.id, 300, { id: 'spent' });
    expect(await gateway.createRefund(request)).toEqual({ kind: 'unknown', reason: 'server_error' });
    expect(await gateway.createRefund(request)).toEqual({
      kind: 'unknown',
      reason: 'server_error',
      replayed: true,
    });
  });

  it('a key that the provider has forgotten refunds again: why an old key is looked up first (R3)', async () => {
    const payment = fake.addPayment({ amountMinor: 1000, currency: 'eur' });
    const gateway = stripeOver(fake);
    const request = refundRequest(payment.id, 300, { id: 'old' });
    await gateway.createRefund(request);
    fake.advance(25 * 3_600_000);
    fake.pruneKeysOlderThan(24 * 3_600_000);
    await gateway.createRefund(request);
    expect(fake.refundsOf(payment.id)).toHaveLength(2);
    const found = await gateway.listRefunds(payment.id);
    expect(found.ok && found.value.map((refund) => refund.metadata['cb_refund'])).toEqual(['old', 'old']);
  });
});
