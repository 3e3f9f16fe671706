import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { WriteDb } from '#db/database.ts';
import { setPayer } from '#db/repositories/balance.ts';
import * as clients from '#db/repositories/client.ts';
import { balanceOfClient } from '#db/repositories/ledger.ts';
import * as studios from '#db/repositories/studio.ts';
import * as settings from '#db/repositories/settings.ts';
import { NO_TAX } from '#domain/tax/tax.ts';
import type { ClientId, StaffId, UndoStepId } from '#domain/values/ids.ts';
import { getPaymentOptions } from '#main/services/payment/get-payment-options.ts';
import { chargeCard } from '#main/services/card/charge-card.ts';
import {
  closeCardLink,
  resendCardLink,
  sendCardLink,
  simulateCardPage,
} from '#main/services/card/card-links.ts';
import { getClientCards } from '#main/services/card/get-client-cards.ts';
import { removeCard } from '#main/services/card/remove-card.ts';
import { draftFor, invoiceOf, issued } from '#tests/main/invoices/invoice-desk.ts';
import { takeBack as takeBackDeed } from '#main/services/undo/take-back.ts';
import { type CardDesk, CUSTOMER, METHOD, openCardDesk } from '#tests/support/card-desk.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';

let desk: CardDesk;
beforeEach(async () => {
  desk = await openCardDesk();
});
afterEach(() => desk.close());

const services = (moneyFrozen = 0) => createTestServices(desk.db, { moneyFrozen: () => moneyFrozen }).ctx;
const owner = anOwner(1 as StaffId);
const aCharge = () => ({
  requestUid: 'request-1',
  clientId: desk.clientId,
  amountMinor: 4500,
  description: 'Classes',
});
const shown = () => {
  const view = getClientCards(services(), desk.clientId);
  if (!view.ok) throw new Error('the client is there');
  return view.value;
};

describe('charging at the desk', () => {
  test('twice with one request is one charge', async () => {
    const [first, second] = [
      chargeCard(services(), owner, aCharge()),
      chargeCard(services(), owner, aCharge()),
    ];
    expect(first).toEqual(second);
    // Another wish under the same name is not what was carried out.
    expect(chargeCard(services(), owner, { ...aCharge(), amountMinor: 9900 })).toMatchObject({
      error: { code: 'REQUEST_ANSWERED' },
    });
    await desk.work();
    expect(desk.balance()).toBe(4500);
    expect(shown().charges).toMatchObject([{ state: 'succeeded', last4: '4242' }]);
  });

  test('is refused while money is frozen, without a card, and with a key that lacks rights', () => {
    expect(chargeCard(services(1), owner, aCharge())).toMatchObject({ error: { code: 'MONEY_FROZEN' } });
    const missing = ['payment_intents_write'];
    desk.db.write((tx) => settings.set(tx, 'payment_provider', { livemode: false, account: '', missing }, 0));
    expect(chargeCard(services(), owner, aCharge())).toMatchObject({
      error: { code: 'CARDS_NOT_ALLOWED', missing },
    });
    desk.db.write((tx) => settings.set(tx, 'payment_provider', null, 0));
    expect(chargeCard(services(), owner, aCharge())).toMatchObject({ error: { code: 'NO_CARD_ON_FILE' } });
  });

  test('gives a receipt, and pays the invoice it is for; what is not due stays on the balance', async () => {
    const invoiceId = draftFor(desk.db, desk.clientId, 'completed', [
      { description: 'Membership', quantityMilli: 1000, unitMinor: 4000, rate: NO_TAX },
    ]);
    issued(desk.db, invoiceId, 1);
    const id = desk.charge({ purpose: 'invoice', invoiceId, amountMinor: 4000 });
    await desk.work();
    expect(desk.chargeOf(id).state).toBe('succeeded');
    expect(invoiceOf(desk.db, invoiceId)).toMatchObject({ totalMinor: 4000, paidMinor: 4000 });
    expect(desk.balance()).toBe(0);
    desk.link({ kind: 'payment', amountMinor: 1000, invoiceId, title: 'Membership' });
    await desk.work();
    desk.stripe.cards.complete(desk.stripe.cards.sessions()[0]?.id ?? '');
    await desk.watch();
    expect(desk.balance()).toBe(1000);
    const receipts = desk.db.read.all<{ items: string }>('SELECT items FROM receipts ORDER BY id');
    expect(receipts.map(({ items }) => JSON.parse(items))).toMatchObject([
      [{ kind: 'invoice', id: invoiceId, amountMinor: 4000 }],
      [{ kind: 'balance', amountMinor: 1000 }],
    ]);
    expect(findViolations(desk.db.read)).toEqual([]);
  });
});

describe('links at the desk', () => {
  const aLink = () => ({
    requestUid: 'request-2',
    clientId: desk.clientId,
    kind: 'payment' as const,
    amountMinor: 1200,
    title: 'Two classes',
    sendEmail: true,
  });

  test('are written about once for each wish, and closed ones can be neither sent nor used', async () => {
    const sent = sendCardLink(services(), owner, aLink());
    expect(sendCardLink(services(), owner, aLink())).toEqual(sent);
    expect(sendCardLink(services(), owner, { ...aLink(), amountMinor: 9900 })).toMatchObject({
      error: { code: 'REQUEST_ANSWERED' },
    });
    if (!sent.ok) throw new Error('not sent');
    await desk.work();
    expect(resendCardLink(services(), owner, sent.value.id).ok).toBe(true);
    expect(desk.db.read.all(`SELECT id FROM messages WHERE kind = 'payment_link'`)).toHaveLength(2);
    expect(closeCardLink(services(), owner, sent.value.id).ok).toBe(true);
    desk.harness.clock.advance(61_000);
    await desk.work();
    expect(shown().links).toMatchObject([{ state: 'canceled', url: null }]);
    expect(resendCardLink(services(), owner, sent.value.id)).toMatchObject({
      error: { code: 'CARD_LINK_STATE', state: 'canceled' },
    });
  });

  test('to pay need an amount, those to leave a card have none', () => {
    const { amountMinor: _, ...without } = aLink();
    expect(sendCardLink(services(), owner, without)).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    expect(sendCardLink(services(), owner, { ...aLink(), kind: 'setup' })).toMatchObject({
      error: { code: 'INVALID_INPUT' },
    });
  });

  test('of a real processor cannot be filled in here', async () => {
    const id = desk.link();
    await desk.work();
    expect(simulateCardPage(services(), owner, { id, card: 'works' })).toMatchObject({
      error: { code: 'CARD_LINK_STATE' },
    });
  });
});

test('a removed card is out of use at once, and cannot be removed twice', () => {
  const [card] = shown().cards;
  if (!card) throw new Error('there is a card');
  expect(removeCard(services(), owner, card.id).ok).toBe(true);
  expect(removeCard(services(), owner, card.id)).toMatchObject({ error: { code: 'CHANGED_MEANWHILE' } });
  expect(chargeCard(services(), owner, aCharge())).toMatchObject({ error: { code: 'NO_CARD_ON_FILE' } });
});

describe('taking back', () => {
  const takeBack = (undoId: UndoStepId | null) => {
    if (undoId === null) throw new Error('there is a step');
    return takeBackDeed(services(), owner, undoId);
  };

  test('a removed card is in use again, as long as the processor has not forgotten it', async () => {
    const [card] = shown().cards;
    if (!card) throw new Error('there is a card');
    const removed = removeCard(services(), owner, card.id);
    if (!removed.ok) throw new Error(removed.error.code);
    expect(takeBack(removed.value.undoId).ok).toBe(true);
    expect(chargeCard(services(), owner, aCharge()).ok).toBe(true);
    await desk.work();
    expect(desk.stripe.calls.filter(({ path }) => path.endsWith('/detach'))).toEqual([]);
    const again = removeCard(services(), owner, card.id);
    desk.harness.clock.advance(61_000);
    await desk.work();
    expect(desk.stripe.calls.filter(({ path }) => path.endsWith('/detach'))).toHaveLength(1);
    expect(again.ok && takeBack(again.value.undoId)).toMatchObject({
      error: { code: 'UNDO_NOT_POSSIBLE', reason: 'too_late' },
    });
    expect(shown().cards).toEqual([]);
  });

  test('a closed link stays open; after a minute it is closed for good', async () => {
    const id = desk.link();
    await desk.work();
    const closed = closeCardLink(services(), owner, id);
    if (!closed.ok) throw new Error(closed.error.code);
    expect(takeBack(closed.value.undoId).ok).toBe(true);
    await desk.work();
    expect(desk.linkOf(id)).toMatchObject({ state: 'open', url: expect.stringContaining('http') });
    closeCardLink(services(), owner, id);
    desk.harness.clock.advance(61_000);
    await desk.work();
    expect(desk.linkOf(id).state).toBe('canceled');
  });

  test('of a link that is not open yet is not offered: nobody has seen it', () => {
    expect(closeCardLink(services(), owner, desk.link())).toMatchObject({ value: { undoId: null } });
  });
});

describe('the card of who pays for the family', () => {
  let child: ClientId;
  beforeEach(() => {
    child = desk.db.write((tx) => {
      const row = { firstName: 'Cy', lastName: 'Example', email: '', createdAt: 0, payerId: desk.clientId };
      return clients.insert(tx, row).id;
    });
  });

  test('is charged for a child without one, and the money is the child’s', async () => {
    const view = getClientCards(services(), child);
    expect(view).toMatchObject({ value: { cards: [], payerCard: { client: 'Ada Example', last4: '4242' } } });
    chargeCard(services(), owner, { ...aCharge(), clientId: child });
    await desk.work();
    expect(balanceOfClient(desk.db.read, child)).toBe(4500);
    expect(desk.balance()).toBe(0);
    expect(desk.wrong()).toEqual([]);
  });

  test('is named as the payer’s where the desk takes money', () => {
    const options = getPaymentOptions(services(), { clientId: child });
    expect(options).toMatchObject({
      value: { clientName: 'Cy Example', cardOnFile: { holder: 'Ada Example' } },
    });
  });

  test('is nobody else’s: without a payer there is no card', () => {
    desk.db.write((tx) => setPayer(tx, child, null));
    expect(chargeCard(services(), owner, { ...aCharge(), clientId: child })).toMatchObject({
      error: { code: 'NO_CARD_ON_FILE' },
    });
  });

  test('does not pay a child’s charge of a time that a backup does not know onto the payer’s balance', async () => {
    const restored = (tx: WriteDb) => tx.run('UPDATE studio SET restore_epoch = 1');
    chargeCard(services(), owner, { ...aCharge(), clientId: child });
    await desk.work();
    const { tenantUid } = studios.get(desk.db.read);
    desk.stripe.cards.payOutside(CUSTOMER, 700, 'eur', {
      cb_charge: 'lost',
      cb_client: `${child}`,
      cb_studio: tenantUid,
    });
    desk.db.write(restored);
    await desk.watch();
    expect(balanceOfClient(desk.db.read, child)).toBe(5200);
    expect(desk.balance()).toBe(0);
  });
});

test('nothing that a window is told, or that is written down, could be used to pay', async () => {
  chargeCard(services(), owner, aCharge());
  await desk.work();
  const told = JSON.stringify([shown(), desk.harness.events]);
  for (const secret of ['rk_test_', METHOD, 'cus_ada', 'fingerprint', 'not for us', 'pi_fake'])
    expect(told).not.toContain(secret);
  const log = JSON.stringify(desk.db.read.all('SELECT * FROM audit_log'));
  const kept = JSON.stringify([
    desk.db.read.all('SELECT * FROM cards'),
    desk.db.read.all('SELECT * FROM card_charges'),
    desk.db.read.all('SELECT * FROM card_charge_events'),
  ]);
  for (const secret of ['rk_test_', 'fingerprint', 'not for us', '4242424242424242']) {
    expect(log).not.toContain(secret);
    expect(kept).not.toContain(secret);
  }
});
