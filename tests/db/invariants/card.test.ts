import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CardDesk, openCardDesk } from '#tests/support/card-desk.ts';
import { codesAfter } from './break-rows.ts';

let desk: CardDesk;
beforeEach(async () => {
  desk = await openCardDesk();
  const charge = desk.charge();
  desk.link({ kind: 'payment', amountMinor: 1200, title: 'Two classes' });
  await desk.work();
  desk.stripe.cards.complete(desk.stripe.cards.sessions()[0]?.id ?? '');
  desk.stripe.cards.dispute(desk.chargeOf(charge).providerChargeId ?? '');
  await desk.watch();
  expect(desk.wrong()).toEqual([]);
});
afterEach(() => desk.close());

it.each([
  [
    'a charge says another amount than its payment',
    [`UPDATE card_charges SET amount_minor = amount_minor + 1`],
    ['3 CHARGE_PAYMENT_DIFFERS'],
  ],
  [
    'the payment of a charge lost its reference at the provider',
    [`UPDATE payments SET provider_ref = 'pi_other' WHERE id IN (SELECT payment_id FROM card_charges)`],
    ['3 CHARGE_PAYMENT_DIFFERS'],
  ],
  [
    'a paid page is open again',
    [`UPDATE card_links SET state = 'open' WHERE payment_id IS NOT NULL`],
    ['3 PAID_LINK_DIFFERS'],
  ],
  [
    'a dispute is won without its money',
    [`UPDATE card_disputes SET state = 'won'`],
    ['1 DISPUTE_LEDGER_DIFFERS'],
  ],
  [
    'a dispute is lost, not held, and nobody bears it',
    [
      `UPDATE card_disputes SET state = 'lost', held_minor = 0`,
      `DELETE FROM ledger_postings WHERE transaction_id IN (SELECT id FROM ledger_transactions WHERE subject_kind = 'dispute')`,
    ],
    ['1 LEDGER_TRANSACTION_EMPTY', '1 DISPUTE_LEDGER_DIFFERS'],
  ],
  [
    'a dispute says that nothing is held',
    [`UPDATE card_disputes SET held_minor = 0`],
    ['1 DISPUTE_LEDGER_DIFFERS'],
  ],
])('is found when %s', (_, statements, codes) => {
  expect(codesAfter(desk, statements)).toEqual(codes);
});
