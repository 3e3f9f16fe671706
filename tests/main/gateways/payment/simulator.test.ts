import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { PaymentGateway } from '#main/gateways/payment/port.ts';
import type { SimulatedPayment } from '#main/gateways/payment/simulator-ledger.ts';
import {
  createMemorySimulatorStore,
  openFileSimulatorStore,
} from '#main/gateways/payment/simulator-store.ts';
import type { SimulatorStore } from '#main/gateways/payment/simulator-store.ts';
import { createSimulatorGateway } from '#main/gateways/payment/simulator.ts';
import type { SimulatorSettings } from '#main/gateways/payment/simulator-settings.ts';
import { refundByTheRule, refundRequest } from './stripe-support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callboard-simulator-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const startAt = Date.UTC(2026, 9, 5, 8);

function simulator(
  settings: Partial<SimulatorSettings> = {},
  {
    store = createMemorySimulatorStore(),
    payment = { capturedMinor: 1000, currency: 'eur' },
  }: { readonly store?: SimulatorStore; readonly payment?: SimulatedPayment } = {},
) {
  const clock = { nowAt: startAt };
  const gateway = createSimulatorGateway({
    store,
    clock: {
      now: () => clock.nowAt,
      sleep: async (ms) => {
        clock.nowAt += ms;
      },
    },
    settings: () => ({ delayMs: 0, ...settings }),
    paymentOf: (ref) => (ref.startsWith('pi_nobody') ? undefined : payment),
  });
  return { gateway, clock };
}

const refunds = async (gateway: PaymentGateway, ref: string) => {
  const found = await gateway.listRefunds(ref);
  return found.ok ? found.value : [];
};

describe('createSimulatorGateway', () => {
  it('refunds once per key, and knows another request under it', async () => {
    const { gateway } = simulator();
    const first = await gateway.createRefund(refundRequest('pi_1', 300));
    expect(first).toEqual({ kind: 'succeeded', providerRefundId: 're_sim00000001', amountMinor: 300 });
    expect(await gateway.createRefund(refundRequest('pi_1', 300))).toEqual(first);
    expect(await gateway.createRefund(refundRequest('pi_1', 301))).toEqual({ kind: 'key_conflict' });
    expect(await refunds(gateway, 'pi_1')).toMatchObject([
      { amountMinor: 300, metadata: { cb_refund: 'refund-1' } },
    ]);
  });

  it('never gives back more than was captured', async () => {
    const { gateway } = simulator();
    const codes = [];
    for (const [id, amount] of [
      ['a', 999],
      ['b', 2],
      ['c', 1],
      ['d', 1],
    ] as const) {
      const outcome = await gateway.createRefund(refundRequest('pi_1', amount, { id }));
      codes.push(outcome.kind === 'refused' ? outcome.code : outcome.kind);
    }
    expect(codes).toEqual(['succeeded', 'amount_too_large', 'succeeded', 'charge_already_refunded']);
    expect(await gateway.getPayment('pi_1')).toMatchObject({
      value: { capturedMinor: 1000, refundedMinor: 1000 },
    });
  });

  it('refuses what a real one would', async () => {
    const codeOf = async (gateway: PaymentGateway, ref: string) => {
      const outcome = await gateway.createRefund(refundRequest(ref, 1));
      return outcome.kind === 'refused' ? outcome.code : outcome.kind;
    };
    const eur = { capturedMinor: 1000, currency: 'eur' };
    expect(await codeOf(simulator().gateway, 'pi_nobody')).toBe('resource_missing');
    expect(await codeOf(simulator({}, { payment: { ...eur, disputed: true } }).gateway, 'pi_1')).toBe(
      'charge_disputed',
    );
    const open = simulator({}, { payment: { ...eur, status: 'uncaptured' } }).gateway;
    expect(await codeOf(open, 'pi_1')).toBe('payment_intent_unexpected_state');
    expect(await open.cancelPayment('pi_1', 'void')).toEqual({ kind: 'canceled' });
    expect(await open.cancelPayment('pi_1', 'void')).toEqual({ kind: 'canceled' });
    expect(await open.getPayment('pi_1')).toMatchObject({ value: { status: 'canceled' } });
    expect(await simulator().gateway.cancelPayment('pi_1', 'void')).toMatchObject({ kind: 'refused' });
  });

  it('fails, waits and refuses as often as it is told', async () => {
    const { gateway, clock } = simulator({ failEvery: 2, pendingEvery: 3, settleAfterMs: 1000 });
    const kinds = [];
    for (let n = 1; n <= 6; n += 1) {
      kinds.push((await gateway.createRefund(refundRequest('pi_1', 10, { id: `r${n}` }))).kind);
    }
    expect(kinds).toEqual(['succeeded', 'failed', 'pending', 'failed', 'succeeded', 'failed']);
    expect(await gateway.getRefund('re_sim00000003')).toMatchObject({ value: { status: 'pending' } });
    clock.nowAt += 1000;
    expect(await gateway.getRefund('re_sim00000003')).toMatchObject({ value: { status: 'succeeded' } });
  });

  it('fails late, with the events that tell it, and frees the amount', async () => {
    const { gateway, clock } = simulator({ lateFailEvery: 1, settleAfterMs: 86_400_000 });
    expect(await gateway.createRefund(refundRequest('pi_1', 1000))).toMatchObject({ kind: 'succeeded' });
    expect(await gateway.listRefundEvents(startAt)).toEqual({ ok: true, value: [] });
    clock.nowAt += 86_400_000;
    const events = await gateway.listRefundEvents(startAt);
    expect(events.ok && events.value.map((event) => [event.type, event.refundId])).toEqual([
      ['refund.updated', 're_sim00000001'],
      ['refund.failed', 're_sim00000001'],
    ]);
    expect(await gateway.getPayment('pi_1')).toMatchObject({ value: { refundedMinor: 0 } });
    expect(await gateway.listRefundEvents(clock.nowAt + 1000)).toEqual({ ok: true, value: [] });
  });

  it('leaves half of its unclear answers undone, and the rule ends each with one refund', async () => {
    const { gateway } = simulator({ unknownEvery: 2 });
    const ends = [];
    for (let n = 0; n < 8; n += 1) {
      ends.push((await refundByTheRule(gateway, `pi_${n}`, 300, `r${n}`)).by);
      expect(await refunds(gateway, `pi_${n}`)).toHaveLength(1);
    }
    expect(new Set(ends)).toEqual(new Set(['outcome', 'look-up']));
  });

  it('takes the time it is told, and allows so many calls a second', async () => {
    const { gateway, clock } = simulator({ delayMs: 100, rateLimitPerSecond: 2 });
    const kinds = [];
    for (let n = 0; n < 4; n += 1) {
      kinds.push((await gateway.createRefund(refundRequest('pi_1', 1, { id: `r${n}` }))).kind);
    }
    expect(kinds).toEqual(['succeeded', 'succeeded', 'not_now', 'not_now']);
    expect(clock.nowAt - startAt).toBe(200);
    expect(await gateway.listRefunds('pi_1')).toEqual({ ok: false, reason: 'rate_limited' });
    clock.nowAt += 1000;
    expect(await gateway.createRefund(refundRequest('pi_1', 1, { id: 'r2' }))).toMatchObject({
      kind: 'succeeded',
    });
  });

  it('says that it moves no real money', async () => {
    expect(await simulator().gateway.check()).toEqual({
      ok: true,
      value: { account: 'simulator', livemode: false, missing: [] },
    });
  });
});

describe('openFileSimulatorStore', () => {
  it('a restarted app meets the same provider: keys, amounts, refunds and counters', async () => {
    const file = join(folder, 'simulator.jsonl');
    const before = simulator({ pendingEvery: 2 }, { store: openFileSimulatorStore(file) }).gateway;
    const first = await before.createRefund(refundRequest('pi_1', 300, { id: 'a' }));
    const after = simulator({ pendingEvery: 2 }, { store: openFileSimulatorStore(file) }).gateway;
    expect(await after.createRefund(refundRequest('pi_1', 300, { id: 'a' }))).toEqual(first);
    expect(await refunds(after, 'pi_1')).toHaveLength(1);
    expect(await after.createRefund(refundRequest('pi_1', 700, { id: 'b' }))).toEqual({
      kind: 'pending',
      providerRefundId: 're_sim00000002',
      amountMinor: 700,
      pendingReason: 'processing',
    });
    expect(await after.createRefund(refundRequest('pi_1', 1, { id: 'c' }))).toMatchObject({
      code: 'charge_already_refunded',
    });
  });

  it('forgets a change whose writing was cut off, as if its call had never come', () => {
    const file = join(folder, 'simulator.jsonl');
    openFileSimulatorStore(file).put({ a: 1 });
    appendFileSync(file, '{"a":2,"b":');
    const store = openFileSimulatorStore(file);
    expect([store.get('a'), store.get('b')]).toEqual([1, undefined]);
    store.put({ b: 3 });
    expect(openFileSimulatorStore(file).get('b')).toBe(3);
  });

  it('keeps a damaged file aside and goes on with what stood before the damage', () => {
    const file = join(folder, 'simulator.jsonl');
    writeFileSync(file, '{"a":1}\n\u0000\u0000\u0000\n{"a":2}\n');
    expect(openFileSimulatorStore(file).get('a')).toBe(1);
    expect(existsSync(`${file}.damaged`)).toBe(true);
  });

  it('grows with what it holds, not with how often that changed', () => {
    const file = join(folder, 'simulator.jsonl');
    const store = openFileSimulatorStore(file);
    for (let n = 0; n < 500; n += 1) store.put({ turns: n });
    openFileSimulatorStore(file);
    expect(readFileSync(file, 'utf8')).toBe('{"turns":499}\n');
  });
});
