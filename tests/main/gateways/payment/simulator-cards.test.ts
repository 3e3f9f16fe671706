import { describe, expect, it } from 'vitest';
import { SIMULATED_CARDS, type SimulatedCard } from '#domain/card/simulated-card.ts';
import { createSimulatorGateway } from '#main/gateways/payment/simulator.ts';
import { createMemorySimulatorStore } from '#main/gateways/payment/simulator-store.ts';
import type { SimulatorSettings } from '#main/gateways/payment/simulator-settings.ts';
import { createTestClock } from '#tests/support/job-harness.ts';

let n = 0;
const frozen = (body: object) => ({ idempotencyKey: `cb1:sim:${(n += 1)}`, body: JSON.stringify(body) });

function open(settings: Partial<SimulatorSettings> = {}) {
  const answers = new Map<string, SimulatedCard>();
  const clock = createTestClock();
  const store = createMemorySimulatorStore();
  const make = () =>
    createSimulatorGateway({
      store,
      clock,
      settings: () => ({ delayMs: 0, ...settings }),
      paymentOf: () => undefined,
      simulatedAnswer: (id) => answers.get(id) ?? null,
    });
  return { answers, clock, make };
}

/** A client who left a card of this kind. */
async function cardholder(sim: ReturnType<typeof open>, kind: SimulatedCard) {
  const gateway = sim.make();
  const customer = await gateway.createCustomer(frozen({ metadata: {} }));
  if (customer.kind !== 'customer') throw new Error(customer.kind);
  const body = {
    mode: 'setup',
    currency: 'eur',
    title: 'Card',
    return_url: 'https://studio.example',
    metadata: {},
  };
  const page = await gateway.createLink(frozen(body), customer.value.id);
  if (page.kind !== 'link') throw new Error(page.kind);
  sim.answers.set(page.value.id, kind);
  const used = await gateway.getLink(page.value.id);
  const card = used.ok ? used.value.card : null;
  if (card === null) throw new Error('no card was left');
  const charge = (over: object = {}) =>
    frozen({
      amount: 4500,
      currency: 'eur',
      customer: customer.value.id,
      payment_method: card.id,
      description: 'Classes',
      metadata: { cb_charge: 'c1' },
      ...over,
    });
  return { gateway, customerRef: customer.value.id, card, charge };
}

describe('a simulated card', () => {
  it.each([
    ['works', 'succeeded', undefined],
    ['insufficient_funds', 'failed', 'insufficient_funds'],
    ['stolen_card', 'failed', 'stolen_card'],
    ['expired_card', 'failed', undefined],
    ['authentication_required', 'requires_action', undefined],
    ['processing', 'processing', undefined],
    ['late_failure', 'processing', undefined],
    ['dispute', 'succeeded', undefined],
  ] as const)('that %s ends as %s', async (kind, status, declineCode) => {
    const { gateway, charge } = await cardholder(open(), kind);
    const made = await gateway.createCharge(charge());
    expect(made).toMatchObject({ kind: 'charge', value: { status, ...(declineCode && { declineCode }) } });
  });

  it('can be of every kind that the app offers', () => expect(SIMULATED_CARDS).toHaveLength(8));

  it('is paid, declined or disputed a minute later, with news of it', async () => {
    for (const [kind, end] of [
      ['processing', 'succeeded'],
      ['late_failure', 'failed'],
    ] as const) {
      const sim = open();
      const { gateway, charge } = await cardholder(sim, kind);
      const made = await gateway.createCharge(charge());
      sim.clock.advance(61_000);
      const later = await gateway.getCharge(made.kind === 'charge' ? made.value.id : '');
      expect(later).toMatchObject({ ok: true, value: { status: end } });
    }
    const sim = open();
    const { gateway, charge } = await cardholder(sim, 'dispute');
    await gateway.createCharge(charge());
    sim.clock.advance(61_000);
    const events = await gateway.listCardEvents(0);
    expect(events.ok && events.value.at(-1)).toMatchObject({ about: 'dispute' });
    expect(await gateway.listDisputes(0)).toMatchObject({
      ok: true,
      value: [{ amountMinor: 4500, status: 'open' }],
    });
  });

  it('is charged once under a key, also after a restart, and not with another body', async () => {
    const sim = open();
    const { charge, customerRef } = await cardholder(sim, 'works');
    const request = charge();
    const first = await sim.make().createCharge(request);
    expect(await sim.make().createCharge(request)).toEqual(first);
    const other = { ...request, body: request.body.replace('4500', '1') };
    expect(await sim.make().createCharge(other)).toEqual({ kind: 'key_conflict' });
    expect(await sim.make().listCharges(customerRef)).toMatchObject({
      ok: true,
      value: [{ amountMinor: 4500 }],
    });
  });

  it('that was removed can no longer be charged', async () => {
    const { gateway, card, charge, customerRef } = await cardholder(open(), 'works');
    expect(await gateway.detachCard(card.id, 'd1')).toEqual({ kind: 'detached' });
    expect(await gateway.listCards(customerRef)).toEqual({ ok: true, value: [] });
    expect(await gateway.createCharge(charge())).toMatchObject({ kind: 'refused', code: 'resource_missing' });
  });

  it('that works does what the settings say, and its disputes end as they say', async () => {
    for (const workingCards of ['stolen_card', 'expired_card'] as const) {
      const { gateway, charge } = await cardholder(open({ workingCards }), 'works');
      expect(await gateway.createCharge(charge())).toMatchObject({ value: { status: 'failed' } });
    }
    for (const disputeEnd of ['won', 'lost'] as const) {
      const sim = open({ workingCards: 'dispute', disputeEnd });
      const { gateway, charge } = await cardholder(sim, 'works');
      await gateway.createCharge(charge());
      sim.clock.advance(61_000);
      expect(await gateway.listDisputes(0)).toMatchObject({ value: [{ status: 'open' }] });
      sim.clock.advance(61_000);
      expect(await gateway.listDisputes(0)).toMatchObject({ value: [{ status: disputeEnd }] });
      const events = await gateway.listCardEvents(0);
      expect(events.ok && events.value.filter(({ about }) => about === 'dispute')).toHaveLength(2);
    }
  });

  it('is declined or disputed every so often, by the settings', async () => {
    const sim = open({ declineEvery: 2 });
    const { gateway, charge } = await cardholder(sim, 'works');
    const ends = [];
    for (let i = 0; i < 4; i += 1) {
      const made = await gateway.createCharge(charge({ amount: 100 + i }));
      ends.push(made.kind === 'charge' ? made.value.status : made.kind);
    }
    expect(ends).toEqual(['succeeded', 'failed', 'succeeded', 'failed']);
  });
});
