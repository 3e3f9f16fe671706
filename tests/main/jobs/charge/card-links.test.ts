import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as cards from '#db/repositories/card.ts';
import * as cardLinks from '#db/repositories/card-link.ts';
import { type CardDesk, openCardDesk } from '#tests/support/card-desk.ts';
import type { FakeCall } from '#tests/support/fake-stripe/call.ts';
import type { Fault } from '#tests/support/fake-stripe/faults.ts';

const DAY = 86_400_000;

let desk: CardDesk;
beforeEach(async () => {
  desk = await openCardDesk();
});
afterEach(() => desk.close());

const isPage = (call: FakeCall): boolean => call.method === 'POST' && call.path === '/v1/checkout/sessions';
const aPayment = { kind: 'payment', amountMinor: 1200, title: 'Two classes' } as const;
const sessionId = (): string => desk.stripe.cards.sessions().at(-1)?.id ?? '';

describe('a page to leave a card on', () => {
  test('is opened for the client, and its card is on file when they have left it', async () => {
    const id = desk.link();
    await desk.work();
    expect(desk.linkOf(id)).toMatchObject({
      state: 'open',
      url: `https://checkout.example/c/pay/${sessionId()}`,
    });
    expect(desk.stripe.calls.find(isPage)?.params).toMatchObject({
      mode: 'setup',
      customer: 'cus_ada',
      currency: 'eur',
      allowed_payment_method_types: { '0': 'card' },
      metadata: { cb_studio: 'test-studio' },
    });
    desk.stripe.cards.complete(sessionId(), { brand: 'mastercard', last4: '4444' });
    await desk.watch();
    expect(desk.linkOf(id)).toMatchObject({ state: 'completed', url: null });
    expect(cards.cardOnFile(desk.db.read, desk.clientId, 'stripe')).toMatchObject({
      brand: 'mastercard',
      last4: '4444',
      expYear: 2030,
    });
  });

  test('is written about to the client as soon as it is open, with its address and its end', async () => {
    desk.link({ sendEmail: true });
    await desk.work();
    const [message] = desk.db.read.all<{ kind: string; body: string; to: string }>(
      'SELECT kind, body, to_address AS "to" FROM messages',
    );
    expect(message).toMatchObject({ kind: 'card_setup', to: 'ada@example.org' });
    expect(message?.body).toContain(`https://checkout.example/c/pay/${sessionId()}`);
    expect(message?.body).toMatch(/It is open until \w+, \d+ \w+ \d{4}, \d\d:\d\d;/);
  });

  test('that nobody uses is over after its day', async () => {
    const id = desk.link();
    await desk.work();
    desk.stripe.advance(DAY);
    desk.stripe.cards.expireOld();
    await desk.watch();
    expect(desk.linkOf(id).state).toBe('expired');
  });

  test.each([
    'drop-before',
    'do-then-drop',
    '429',
    '500-before',
    '409',
    'do-then-cut',
    'do-then-502-page',
  ] as const)('survives %s', async (fault: Fault) => {
    desk.stripe.faults.when(isPage, fault);
    const id = desk.link();
    await desk.days(1);
    expect(desk.linkOf(id).state).toBe('open');
    expect(desk.stripe.cards.sessions()).toHaveLength(1);
  });

  test('that the provider will not make has failed, and says why', async () => {
    desk.stripe.faults.when(isPage, '401');
    desk.db.write((tx) => tx.run(`UPDATE card_customers SET provider_id = 'cus_gone'`));
    const id = desk.link();
    await desk.days(1);
    expect(desk.linkOf(id)).toMatchObject({ state: 'failed', failureCode: 'resource_missing' });
  });
});

describe('a page to pay on', () => {
  test('takes the payment down once, however often it is looked at', async () => {
    const id = desk.link(aPayment);
    await desk.work();
    desk.stripe.cards.complete(sessionId());
    await desk.watch();
    desk.stripe.cards.shuffleEvents();
    await desk.watch();
    desk.db.write((tx) => cardLinks.lookSoonOfClient(tx, desk.linkOf(id).clientId));
    await desk.work();
    expect(desk.linkOf(id).state).toBe('completed');
    expect(desk.balance()).toBe(1200);
    expect(desk.db.read.all('SELECT id FROM payments')).toHaveLength(1);
    expect(desk.wrong()).toEqual([]);
  });

  test('closed by the desk cannot be used; one that was used first is paid', async () => {
    const [closed, used] = [desk.link(aPayment), desk.link(aPayment)];
    await desk.work();
    desk.stripe.cards.complete(sessionId());
    desk.db.write((tx) =>
      tx.run(`UPDATE card_links SET state = 'canceling', next_try_at = 0, version = version + 1`),
    );
    await desk.work();
    expect(desk.linkOf(closed).state).toBe('canceled');
    expect(desk.linkOf(used).state).toBe('completed');
    expect(desk.balance()).toBe(1200);
  });

  test('of an invoice is closed before the card is charged for it, and a page that was quicker wins', async () => {
    desk.link({ ...aPayment, invoiceId: 7 });
    await desk.work();
    const first = desk.charge({ purpose: 'invoice', invoiceId: 7, amountMinor: 1200 });
    await desk.work();
    expect(desk.chargeOf(first).state).toBe('succeeded');
    desk.link({ ...aPayment, invoiceId: 8 });
    await desk.work();
    desk.stripe.cards.complete(sessionId());
    const second = desk.charge({ purpose: 'invoice', invoiceId: 8, amountMinor: 1200 });
    await desk.work();
    expect(desk.chargeOf(second)).toMatchObject({ state: 'canceled', failureCode: 'paid_by_link' });
    expect(desk.balance()).toBe(2400);
  });
});

test('a card that the desk removes can no longer be charged there', async () => {
  const card = cards.cardOnFile(desk.db.read, desk.clientId, 'stripe');
  desk.db.write((tx) => card && cards.remove(tx, card.id, 0));
  desk.stripe.faults.when(({ path }) => path.endsWith('/detach'), 'do-then-drop');
  await desk.work();
  desk.harness.clock.advance(60_000);
  await desk.work();
  expect(desk.stripe.cards.methods()).toMatchObject([{ customer: null }]);
  expect(cards.listForClient(desk.db.read, desk.clientId)).toEqual([]);
});
