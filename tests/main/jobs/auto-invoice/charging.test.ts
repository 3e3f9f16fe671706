import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as cards from '#db/repositories/card.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as settings from '#db/repositories/settings.ts';
import type { ClientId, InvoiceId } from '#domain/values/ids.ts';
import { allocate } from '#main/invoices/allocate.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import { addHolder, keepCard } from '#tests/support/cardholder.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { insertPayment } from '#tests/support/scenario-money.ts';
import { runForDays } from '#tests/support/job-harness.ts';
import { at, type AutoDesk, openAutoDesk } from '../../services/auto-invoice/auto-invoice-desk.ts';

let stripe: FakeStripe;
let desk: AutoDesk;
beforeEach(async () => {
  stripe = await startFakeStripe();
  const made = createStripeGateway({ apiKey: 'rk_test_0123456789', apiBase: stripe.url, timeoutMs: 5000 });
  if (!made.ok) throw new Error(made.error.code);
  desk = openAutoDesk(made.value);
  desk.test.db.write((tx) =>
    settings.set(tx, 'payment_provider', { livemode: false, account: 'acct_fake' }, 0),
  );
});
afterEach(async () => {
  expect(findViolations(desk.test.db.read)).toEqual([]);
  desk.test.cleanup();
  await stripe.close();
});

/** A client who owes a session of the week, with a card on file at the fake processor. */
function cardholder(name: string, amountMinor = 2500): ClientId {
  addHolder(stripe, name);
  const clientId = owing(name, amountMinor);
  keepCard(desk.test.db, clientId, name);
  return clientId;
}

function owing(name: string, amountMinor = 2500): ClientId {
  desk.story
    .withSession({ date: '2026-03-03' })
    .withBooking({ client: name, email: `${name}@example.com`, funding: [{ kind: 'account', amountMinor }] });
  return desk.story.client(name);
}

async function run(): Promise<void> {
  await desk.save({ autoBilling: true });
  desk.setTo('2026-03-08', '20:00');
  await desk.saveSessions();
  desk.setTo('2026-03-09');
  await desk.runDue();
}

const rows = () =>
  desk.rows(`SELECT c.first_name AS client, w.state, w.billing, w.tries, w.error, w.next_try_at AS nextTryAt
    FROM invoice_run_rows w JOIN clients c ON c.id = w.client_id ORDER BY w.seq`);
const taken = (): number =>
  stripe.cards
    .charges()
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
const messages = (kind: string) =>
  desk
    .rows(`SELECT to_name AS name FROM messages WHERE kind = '${kind}' ORDER BY id`)
    .map(({ name }) => name);
const openTasks = () =>
  desk.rows(`SELECT kind, code, amount_minor AS amount FROM tasks WHERE state = 'open' ORDER BY id`);
const results = async (result = 'all') =>
  (
    (await desk.as('owner')('autoInvoice.rows', { result })).data as {
      rows: { client: string; result: string }[];
    }
  ).rows.map((row) => `${row.client}: ${row.result}`);

describe('automatic billing', () => {
  it('charges the card, records the payment, marks the invoice as paid and sends the receipt', async () => {
    cardholder('Ada');
    await run();
    expect(rows()).toMatchObject([
      { client: 'Ada', state: 'invoiced', billing: 'paid', tries: 1, error: '' },
    ]);
    expect(taken()).toBe(2500);
    expect(await results('paid')).toEqual(['Ada: paid']);
    expect(desk.rows('SELECT total_minor, paid_minor FROM invoices')).toEqual([
      { total_minor: 2500, paid_minor: 2500 },
    ]);
    expect(desk.rows(`SELECT method, amount_minor, purpose FROM payments`)).toEqual([
      { method: 'card', amount_minor: 2500, purpose: 'invoice' },
    ]);
    expect(messages('receipt')).toEqual(['Ada']);
    expect(desk.rows('SELECT state FROM jobs')).toEqual([{ state: 'done' }]);
  });

  it('sends the invoice to who has no card, and to who is not to be charged', async () => {
    owing('Ben');
    const cy = cardholder('Cy');
    await desk.as('owner')('autoInvoice.setClientSwitches', {
      clientId: cy,
      invoices: true,
      charges: false,
      version: 0,
    });
    await run();
    expect(rows()).toMatchObject([
      { client: 'Ben', billing: 'no_card' },
      { client: 'Cy', billing: 'off' },
    ]);
    expect(taken()).toBe(0);
    expect(messages('invoice')).toEqual(['Ben', 'Cy']);
    // Who has no card gets a page to pay on, in the same message.
    expect(
      desk.rows(`SELECT body LIKE '%Make Payment: http%' AS link FROM messages WHERE kind = 'invoice'`),
    ).toEqual([{ link: 1 }, { link: 0 }]);
    expect(messages('payment_link')).toEqual([]);
  });

  it('lets the invoice leave without a link when the processor opens no page in time, and sends the link after it', async () => {
    owing('Ben');
    stripe.faults.when(({ path }) => path === '/v1/checkout/sessions', '500-before', 3);
    await run();
    expect(
      desk.rows(`SELECT next_try_at - created_at AS waits FROM messages WHERE kind = 'invoice'`),
    ).toEqual([{ waits: 600_000 }]);
    desk.test.db.write((tx) => tx.run(`UPDATE messages SET state = 'sent' WHERE kind = 'invoice'`));
    await runForDays(desk.jobs, desk.test.db, 1);
    expect(
      desk.rows(`SELECT body LIKE '%Make Payment%' AS link FROM messages WHERE kind = 'invoice'`),
    ).toEqual([{ link: 0 }]);
    expect(messages('payment_link')).toEqual(['Ben']);
  });

  it('writes no address of a page over another amount into the invoice', async () => {
    const ben = owing('Ben');
    stripe.faults.when(({ path }) => path === '/v1/checkout/sessions', '429-after:120', 1);
    await run();
    payInvoice(ben, 500);
    desk.clock.advance(180_000);
    await desk.jobs.runner.runUntilIdle();
    expect(
      desk.rows(`SELECT body LIKE '%Make Payment%' AS link FROM messages WHERE kind = 'invoice'`),
    ).toEqual([{ link: 0 }]);
    expect(messages('payment_link')).toEqual(['Ben']);
  });

  it('rehearses who would be charged', async () => {
    cardholder('Ada');
    owing('Ben');
    await desk.save({ autoBilling: true });
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    expect((await desk.as('owner')('autoInvoice.rehearse')).data).toMatchObject({
      amountMinor: 5000,
      chargedMinor: 2500,
      rows: [{ billing: 'charge' }, { billing: 'no_card' }],
    });
  });
});

describe('a declined card', () => {
  it('is tried again on the days of the ladder, at the run time, and then left to a person; told at first and at last', async () => {
    cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'insufficient_funds' });
    await run();
    const seen = [];
    for (let row = rows()[0]; row?.['billing'] === 'retry'; row = rows()[0]) {
      seen.push(row['nextTryAt']);
      desk.clock.advance(Number(row['nextTryAt']) - desk.clock.now());
      await desk.jobs.runner.runUntilIdle();
    }
    expect(seen).toEqual([at('2026-03-10'), at('2026-03-12'), at('2026-03-14'), at('2026-03-16')]);
    expect(rows()).toMatchObject([{ billing: 'gave_up', tries: 5, error: 'insufficient_funds' }]);
    expect(openTasks()).toEqual([{ kind: 'card_declined', code: 'LADDER_ENDED', amount: 2500 }]);
    expect(messages('card_declined')).toEqual(['Ada', 'Ada']);
    expect(taken()).toBe(0);
    expect(await results('problems')).toEqual(['Ada: gave_up']);
  });

  it.each(['stolen_card', 'expired_card'])(
    'that is dead (%s) is not tried again; another one is asked for',
    async (code) => {
      cardholder('Ada');
      stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: code });
      await run();
      await runForDays(desk.jobs, desk.test.db, 20);
      expect(rows()).toMatchObject([{ billing: 'new_card', tries: 1, error: code, nextTryAt: null }]);
      expect(openTasks()).toEqual([{ kind: 'card_declined', code: 'NEW_CARD', amount: 2500 }]);
      // One message says it all: the invoice is in it.
      expect(messages('card_declined')).toEqual(['Ada']);
      expect(desk.rows(`SELECT document_kind FROM messages WHERE kind = 'card_declined'`)).toEqual([
        { document_kind: 'invoice' },
      ]);
      expect(messages('invoice')).toEqual([]);
      expect(desk.rows('SELECT sent_at IS NOT NULL AS sent FROM invoices')).toEqual([{ sent: 1 }]);
      expect(desk.rows('SELECT kind FROM card_links')).toEqual([{ kind: 'setup' }]);
    },
  );

  it('that is dead is followed by another one that the client leaves: it is charged at once, once', async () => {
    const ada = cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'stolen_card' });
    await run();
    expect(rows()).toMatchObject([{ billing: 'new_card' }]);
    leaveAnotherCard(ada);
    await desk.jobs.runner.runUntilIdle();
    expect(rows()).toMatchObject([{ billing: 'paid', tries: 2, error: '' }]);
    await runForDays(desk.jobs, desk.test.db, 10);
    expect(taken()).toBe(2500);
    expect(openTasks()).toEqual([]);
    expect(messages('receipt')).toEqual(['Ada']);
  });

  it('of which the new one is declined too is asked about again, and not charged without end', async () => {
    const ada = cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'stolen_card' });
    await run();
    leaveAnotherCard(ada);
    stripe.cards.declineFromNowOn('pm_ada_2', { code: 'card_declined', reason: 'stolen_card' });
    await desk.jobs.runner.runUntilIdle();
    await runForDays(desk.jobs, desk.test.db, 10);
    expect(rows()).toMatchObject([{ billing: 'new_card', tries: 2 }]);
    expect(stripe.cards.charges()).toHaveLength(2);
    expect(openTasks()).toHaveLength(1);
  });

  it('of a client is not charged without end because whoever pays for the family leaves another, which comes second', async () => {
    const ada = cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'stolen_card' });
    await run();
    addHolder(stripe, 'Ben');
    const ben = desk.test.db.write((tx) => {
      const { id } = tx.run(`INSERT INTO clients (first_name, last_name, created_at) VALUES ('Ben', '', 0)`);
      tx.run('UPDATE clients SET payer_id = ? WHERE id = ?', [id, ada]);
      return id as ClientId;
    });
    keepCard(desk.test.db, ben, 'Ben');
    await desk.jobs.runner.runUntilIdle();
    expect(rows()).toMatchObject([{ billing: 'new_card', tries: 1 }]);
    // Without a card of her own she is charged on his.
    desk.test.db.write((tx) => tx.run(`UPDATE cards SET state = 'removed' WHERE client_id = ?`, [ada]));
    await desk.jobs.runner.runUntilIdle();
    expect(rows()).toMatchObject([{ billing: 'paid', tries: 2 }]);
    expect(taken()).toBe(2500);
  });

  it('is charged once when it works at the second try, and the desk is not called', async () => {
    cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'insufficient_funds' });
    await run();
    stripe.cards.declineFromNowOn('pm_ada', undefined);
    desk.setTo('2026-03-10');
    await desk.jobs.runner.runUntilIdle();
    expect(rows()).toMatchObject([{ billing: 'paid', tries: 2, error: '' }]);
    expect(taken()).toBe(2500);
    expect(openTasks()).toEqual([]);
  });

  it('whose second try the bank thinks about for days leaves the books sound meanwhile, so that money goes on', async () => {
    cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'insufficient_funds' });
    await run();
    stripe.cards.declineFromNowOn('pm_ada', undefined);
    stripe.faults.when(
      ({ method, path }) => method === 'POST' && path === '/v1/payment_intents',
      'processing',
    );
    desk.setTo('2026-03-10');
    await desk.jobs.runner.runUntilIdle();
    expect(desk.rows('SELECT state FROM jobs')).toEqual([{ state: 'done' }]);
    expect(rows()).toMatchObject([{ billing: 'charging', tries: 2 }]);
    expect(findViolations(desk.test.db.read)).toEqual([]);
  });

  it('that is gone by its next try is followed by a page to pay on', async () => {
    const ada = cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'insufficient_funds' });
    await run();
    desk.test.db.write((tx) => tx.run(`UPDATE cards SET state = 'removed' WHERE client_id = ?`, [ada]));
    await runForDays(desk.jobs, desk.test.db, 3);
    expect(rows()).toMatchObject([{ billing: 'no_card', tries: 1, nextTryAt: null }]);
    expect(messages('payment_link')).toEqual(['Ada']);
    expect(openTasks()).toEqual([]);
    expect(taken()).toBe(0);
  });

  it('is not tried again when the invoice was paid at the desk meanwhile', async () => {
    const ada = cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'stolen_card' });
    await run();
    payInvoice(ada);
    await desk.jobs.runner.runUntilIdle();
    await runForDays(desk.jobs, desk.test.db, 20);
    expect(rows()).toMatchObject([{ billing: 'ended', nextTryAt: null, error: '' }]);
    expect(openTasks()).toEqual([]);
    expect(taken()).toBe(0);
  });

  it('is charged at once by Retry, only once however often it is pressed', async () => {
    cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'stolen_card' });
    await run();
    stripe.cards.declineFromNowOn('pm_ada', undefined);
    const retry = () => desk.as('owner')('autoInvoice.retryRow', { id: 1 });
    expect([(await retry()).code, (await retry()).code]).toEqual(['OK', 'OK']);
    await desk.jobs.runner.runUntilIdle();
    expect((await retry()).code).toBe('CHANGED_MEANWHILE');
    expect(taken()).toBe(2500);
    expect(openTasks()).toEqual([]);
  });
});

describe('money on account', () => {
  it('pays first; the card is charged with the rest alone', async () => {
    const ada = cardholder('Ada');
    giveMoney(ada, 1000);
    await run();
    expect(rows()).toMatchObject([{ billing: 'paid', tries: 1 }]);
    expect(taken()).toBe(1500);
    expect(desk.rows('SELECT total_minor, paid_minor FROM invoices')).toEqual([
      { total_minor: 2500, paid_minor: 2500 },
    ]);
    expect(balanceOf(ada)).toBe(0);
  });

  it('that covers it all leaves the card alone, and the invoice goes out as settled', async () => {
    const ada = cardholder('Ada');
    giveMoney(ada, 2000);
    giveMoney(ada, 3000);
    await run();
    expect(rows()).toMatchObject([{ billing: 'ended', tries: 0, error: '' }]);
    expect(await results('paid')).toEqual(['Ada: paid']);
    expect(stripe.cards.charges()).toEqual([]);
    expect(desk.rows(`SELECT kind, subject LIKE '%nothing to pay%' AS settled FROM messages`)).toEqual([
      { kind: 'invoice', settled: 1 },
    ]);
    expect(balanceOf(ada)).toBe(2500);
  });

  it('is not taken from what pays for another session that was saved and not invoiced', async () => {
    const ada = cardholder('Ada');
    desk.story
      .withSession({ date: '2026-02-24' })
      .withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 700 }] });
    giveMoney(ada, 1000);
    await run();
    expect(taken()).toBe(2200);
    expect(balanceOf(ada)).toBe(0);
  });

  it('that comes between two tries of a declined card is used at the next one, and the client is told', async () => {
    const ada = cardholder('Ada');
    stripe.cards.declineFromNowOn('pm_ada', { code: 'card_declined', reason: 'insufficient_funds' });
    await run();
    giveMoney(ada, 2500);
    desk.setTo('2026-03-10');
    await desk.jobs.runner.runUntilIdle();
    expect(rows()).toMatchObject([{ billing: 'ended', error: '' }]);
    expect(stripe.cards.charges()).toHaveLength(1);
    expect(messages('invoice')).toEqual(['Ada']);
    expect(openTasks()).toEqual([]);
  });

  it('lowers what a client without a card is asked to pay', async () => {
    const ben = owing('Ben');
    giveMoney(ben, 1000);
    await run();
    expect(rows()).toMatchObject([{ billing: 'no_card' }]);
    expect(desk.rows('SELECT amount_minor FROM card_links')).toEqual([{ amount_minor: 1500 }]);
  });

  it('is in the rehearsal', async () => {
    giveMoney(cardholder('Ada'), 1000);
    giveMoney(owing('Ben'), 2500);
    await desk.save({ autoBilling: true });
    desk.setTo('2026-03-08', '20:00');
    await desk.saveSessions();
    expect((await desk.as('owner')('autoInvoice.rehearse')).data).toMatchObject({
      chargedMinor: 1500,
      creditMinor: 3500,
      rows: [
        { billing: 'charge', creditMinor: 1000 },
        { billing: 'credit', creditMinor: 2500 },
      ],
    });
  });
});

describe.each([
  ['JPY', 2500],
  ['EUR', 2500],
  ['BHD', 12_345],
])('in %s', (currency, amountMinor) => {
  it('charges to the unit', async () => {
    desk.test.db.write((tx) => tx.run('UPDATE studio SET currency = ?', [currency]));
    cardholder('Ada', amountMinor);
    await run();
    expect(rows()).toMatchObject([{ billing: 'paid' }]);
    expect(desk.rows('SELECT amount_minor, currency FROM payments')).toEqual([
      { amount_minor: amountMinor, currency },
    ]);
  });
});

/** Money at the desk that pays for nothing in particular. */
function giveMoney(clientId: ClientId, amountMinor: number): void {
  desk.test.db.write((tx) =>
    insertPayment(tx, { clientId, method: 'cash', amountMinor, purpose: 'balance' }),
  );
}

const balanceOf = (clientId: ClientId): number => ledger.balanceOfClient(desk.test.db.read, clientId);

/** As if on the page that was sent. */
function leaveAnotherCard(clientId: ClientId): void {
  stripe.cards.addCardholder({ customer: 'cus_ada', method: 'pm_ada_2' });
  desk.test.db.write((tx) => {
    const customer = cards.findCustomer(tx, clientId, 'stripe');
    if (!customer) throw new Error('Ada has left a card before');
    const facts = { id: 'pm_ada_2', brand: 'visa', last4: '1881', expMonth: 12, expYear: 2031 };
    cards.keep(tx, customer, facts, desk.clock.now());
  });
}

function payInvoice(clientId: ClientId, amountMinor = 2500): void {
  const invoiceId = desk.rows('SELECT id FROM invoices')[0]?.['id'] as InvoiceId;
  desk.test.db.write((tx) => {
    const paymentId = insertPayment(tx, { clientId, method: 'cash', amountMinor, purpose: 'balance' });
    const paid = allocate(tx, { invoiceId, paymentId, amountMinor, at: desk.clock.now() });
    if (!paid.ok) throw new Error(paid.error.code);
  });
}
