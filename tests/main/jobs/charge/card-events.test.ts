import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as cards from '#db/repositories/card.ts';
import * as studios from '#db/repositories/studio.ts';
import { listTasks } from '#main/services/task/list-tasks.ts';
import { createTestServices } from '#tests/support/service-context.ts';
import { type CardDesk, CUSTOMER, openCardDesk } from '#tests/support/card-desk.ts';

const DAY = 86_400_000;

let desk: CardDesk;
beforeEach(async () => {
  desk = await openCardDesk();
});
afterEach(() => desk.close());

const heldInDispute = (): number =>
  desk.db.read.get<{ held: number | null }>(
    `SELECT SUM(p.amount_minor) AS held FROM ledger_postings p JOIN ledger_accounts a ON a.id = p.account_id WHERE a.kind = 'disputes'`,
  )?.held ?? 0;
const openTasks = () =>
  listTasks(createTestServices(desk.db).ctx, { state: 'open', limit: 10, offset: 0 }).rows;
const payments = (): number => desk.db.read.all('SELECT id FROM payments').length;

describe('news of the provider', () => {
  test('of a charge made in its own dashboard goes onto the balance, once', async () => {
    desk.stripe.cards.payOutside(CUSTOMER, 3300, 'eur');
    await desk.watch();
    desk.stripe.cards.shuffleEvents();
    await desk.watch();
    expect(desk.balance()).toBe(3300);
    expect(payments()).toBe(1);
  });

  test('of charges that are none of ours changes nothing', async () => {
    desk.stripe.cards.payOutside('cus_of_another_shop', 3300, 'eur');
    await desk.watch();
    expect(payments()).toBe(0);
  });

  test('of a charge of ours from a client whom a restored backup does not know asks a person who it was, once', async () => {
    const { tenantUid } = studios.get(desk.db.read);
    const { id } = desk.stripe.cards.payOutside('cus_lost', 3300, 'eur', {
      cb_studio: tenantUid,
      cb_client: '1',
    });
    await desk.watch();
    const [task] = openTasks();
    expect(task).toMatchObject({
      code: 'PAYER_UNKNOWN',
      clientId: null,
      client: '',
      amountMinor: 3300,
      reason: id,
      actions: ['done'],
    });
    expect(payments()).toBe(0);
    desk.db.write((tx) => tx.run(`UPDATE tasks SET state = 'done'`));
    desk.stripe.cards.shuffleEvents();
    await desk.watch();
    expect(openTasks()).toEqual([]);
    expect(desk.wrong()).toEqual([]);
  });

  test('of a renewed card brings it up to date, of one that was removed there takes it away', async () => {
    desk.stripe.cards.renew('pm_ada', 2035);
    await desk.watch();
    expect(cards.cardOnFile(desk.db.read, desk.clientId, 'stripe')?.expYear).toBe(2035);
    const [method] = desk.stripe.cards.methods();
    if (method) method.customer = null;
    desk.stripe.cards.renew('pm_ada', 2036);
    await desk.watch();
    expect(cards.cardOnFile(desk.db.read, desk.clientId, 'stripe')).toBeUndefined();
  });

  test('after a gap that is longer than it remembers is made good by looking at everything', async () => {
    const page = desk.link({ kind: 'payment', amountMinor: 1200 });
    await desk.work();
    desk.stripe.faults.when(
      ({ path, method }) => method === 'POST' && path === '/v1/payment_intents',
      'processing',
    );
    const charge = desk.charge();
    await desk.work();
    await desk.watch();
    const outside = desk.stripe.cards.payOutside(CUSTOMER, 3300, 'eur');
    desk.stripe.cards.complete(desk.stripe.cards.sessions()[0]?.id ?? '');
    desk.stripe.settle();
    desk.stripe.cards.dispute(outside.id);
    desk.stripe.cards.forgetEvents();
    desk.restart(45 * DAY);
    await desk.watch();
    expect(desk.linkOf(page).state).toBe('completed');
    expect(desk.chargeOf(charge).state).toBe('succeeded');
    expect(desk.balance()).toBe(1200 + 4500 + 3300);
    expect(heldInDispute()).toBe(3300);
    await desk.watch();
    expect(payments()).toBe(3);
    expect(desk.wrong()).toEqual([]);
  });

  test('is not passed over when the provider cannot be asked', async () => {
    desk.stripe.cards.payOutside(CUSTOMER, 3300, 'eur');
    desk.stripe.faults.when(({ path }) => path.startsWith('/v1/payment_intents/'), '500-before');
    expect(await desk.watch()).toBe(false);
    expect(await desk.watch()).toBe(true);
    expect(desk.balance()).toBe(3300);
  });

  test('is found by a clock that was ahead and is set back', async () => {
    await desk.watch();
    desk.harness.clock.advance(3 * DAY);
    await desk.watch();
    desk.harness.clock.advance(-3 * DAY);
    desk.stripe.cards.payOutside(CUSTOMER, 3300, 'eur');
    await desk.watch();
    expect(desk.balance()).toBe(3300);
  });
});

/** What disputes have cost the studio. */
const lost = (): number =>
  desk.db.read.get<{ lost: number }>(
    `SELECT TOTAL(p.amount_minor) AS lost FROM ledger_postings p JOIN ledger_accounts a ON a.id = p.account_id WHERE a.kind = 'adjustments'`,
  )?.lost ?? 0;

describe('a dispute', () => {
  async function paid(): Promise<string> {
    const id = desk.charge();
    await desk.work();
    return desk.chargeOf(id).providerChargeId ?? '';
  }

  test('moves the money to disputes and calls a person, with the day until which an answer is possible', async () => {
    const dispute = desk.stripe.cards.dispute(await paid());
    await desk.watch();
    expect(heldInDispute()).toBe(4500);
    const [task] = desk.db.read.all<{ code: string; amount: number; data: string }>(
      `SELECT code, amount_minor AS amount, data FROM tasks WHERE kind = 'dispute' AND state = 'open'`,
    );
    expect(task).toMatchObject({ code: 'DISPUTE_OPEN', amount: 4500 });
    expect(JSON.parse(task?.data ?? '{}')).toMatchObject({
      reason: 'fraudulent',
      dueAt: Math.floor((dispute.dueAt ?? 0) / 1000) * 1000,
    });
    expect(desk.wrong()).toEqual([]);
  });

  test('that is won brings the money back and ends the task; seen again it changes nothing', async () => {
    const dispute = desk.stripe.cards.dispute(await paid());
    await desk.watch();
    desk.stripe.cards.endDispute(dispute, 'won');
    await desk.watch();
    desk.stripe.cards.shuffleEvents();
    await desk.watch();
    expect(heldInDispute()).toBe(0);
    expect(desk.tasks()).toEqual([]);
  });

  test('that is lost is a loss of the studio in the books, and asks once more about the client', async () => {
    const dispute = desk.stripe.cards.dispute(await paid());
    await desk.watch();
    desk.stripe.cards.endDispute(dispute, 'lost');
    await desk.watch();
    await desk.watch();
    expect([heldInDispute(), lost()]).toEqual([0, 4500]);
    expect(desk.tasks()).toEqual([{ kind: 'dispute', code: 'DISPUTE_LOST' }]);
    expect(desk.balance()).toBe(4500);
    expect(desk.wrong()).toEqual([]);
  });

  test('that was lost in an earlier version and still lies under disputes is written off, once', async () => {
    const dispute = desk.stripe.cards.dispute(await paid());
    await desk.watch();
    desk.stripe.cards.forgetEvents();
    desk.stripe.cards.endDispute(dispute, 'lost');
    desk.stripe.cards.forgetEvents();
    desk.db.write((tx) => tx.run(`UPDATE card_disputes SET state = 'lost'`));
    expect(desk.wrong()).toEqual([]);
    await desk.watch();
    await desk.watch();
    expect([heldInDispute(), lost()]).toEqual([0, 4500]);
    expect(desk.wrong()).toEqual([]);
  });

  test('that is only a question moves nothing', async () => {
    const dispute = desk.stripe.cards.dispute(await paid(), 'general', 'warning_needs_response');
    await desk.watch();
    expect(heldInDispute()).toBe(0);
    expect(desk.tasks()).toEqual([{ kind: 'dispute', code: 'INQUIRY' }]);
    desk.stripe.cards.endDispute(dispute, 'warning_closed');
    await desk.watch();
    expect(desk.tasks()).toEqual([]);
  });
});
