import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUp } from '#db/backup.ts';
import { restoreDatabase } from '#db/restore.ts';
import { chargeFaults, type Fault } from '#tests/support/fake-stripe/faults.ts';
import type { FakeCall } from '#tests/support/fake-stripe/call.ts';
import { type CardDesk, openCardDesk } from '#tests/support/card-desk.ts';

const DAY = 86_400_000;

let desk: CardDesk;
beforeEach(async () => {
  desk = await openCardDesk();
});
afterEach(() => desk.close());

const isCharge = (call: FakeCall): boolean => call.method === 'POST' && call.path === '/v1/payment_intents';
const taken = (): number =>
  desk.stripe.cards
    .charges()
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

describe('a charge of the card on file', () => {
  test('is sent as it was frozen, and paid onto the balance in the same breath', async () => {
    const id = desk.charge();
    await desk.work();
    expect(desk.chargeOf(id)).toMatchObject({ state: 'succeeded', epoch: 1, attempts: 1 });
    expect(desk.balance()).toBe(4500);
    expect(desk.stripe.calls.find(isCharge)).toMatchObject({
      idempotencyKey: `cb1:test-studio:c:${desk.chargeOf(id).uid}:1`,
      params: {
        amount: '4500',
        currency: 'eur',
        customer: 'cus_ada',
        payment_method: 'pm_ada',
        confirm: 'true',
        off_session: 'true',
        metadata: { cb_charge: desk.chargeOf(id).uid, cb_studio: 'test-studio' },
      },
    });
    expect(desk.wrong()).toEqual([]);
  });

  test('asked for twice is one charge', async () => {
    const id = desk.charge({ requestUid: 'same-request' });
    expect(desk.charge({ requestUid: 'same-request' })).toBe(id);
    await desk.work();
    expect(taken()).toBe(4500);
  });

  test.each([
    ['declined:insufficient_funds', 'card_declined', 'insufficient_funds'],
    ['declined:stolen_card', 'card_declined', 'stolen_card'],
    ['refused:payment_method_invalid', 'payment_method_invalid', null],
  ] as const)('%s ends it for good, keeps the reason and calls a person', async (fault, code, reason) => {
    desk.stripe.faults.when(isCharge, fault);
    const id = desk.charge();
    await desk.days(3);
    expect(desk.chargeOf(id)).toMatchObject({ state: 'failed', failureCode: code, declineCode: reason });
    expect(desk.stripe.calls.filter(isCharge)).toHaveLength(1);
    expect(desk.tasks()).toEqual([{ kind: 'card_declined', code: 'DECLINED' }]);
    expect(desk.balance()).toBe(0);
  });

  test('an expired card is declined as one', async () => {
    desk.stripe.cards.declineFromNowOn('pm_ada', { code: 'expired_card' });
    const id = desk.charge();
    await desk.work();
    expect(desk.chargeOf(id)).toMatchObject({ state: 'failed', failureCode: 'expired_card' });
  });

  test('that would need the client present is let go of, so that nobody can finish it unseen', async () => {
    desk.stripe.faults.when(isCharge, 'requires_action');
    const id = desk.charge();
    await desk.work();
    expect(desk.chargeOf(id)).toMatchObject({ state: 'failed', failureCode: 'authentication_required' });
    expect(desk.stripe.cards.charges().map(({ status }) => status)).toEqual(['canceled']);
  });

  test('under way waits, and is paid when it arrives', async () => {
    desk.stripe.faults.when(isCharge, 'processing');
    const id = desk.charge();
    await desk.work();
    expect(desk.chargeOf(id).state).toBe('processing');
    expect(desk.balance()).toBe(0);
    desk.stripe.settle();
    await desk.days(1);
    expect(desk.chargeOf(id).state).toBe('succeeded');
    expect(desk.balance()).toBe(4500);
  });

  test('under way that fails late calls a person', async () => {
    desk.stripe.faults.when(isCharge, 'processing-fails');
    const id = desk.charge();
    await desk.work();
    desk.stripe.settle();
    await desk.watch();
    expect(desk.chargeOf(id)).toMatchObject({ state: 'failed', failureCode: 'card_declined' });
    expect(desk.tasks()).toEqual([{ kind: 'card_declined', code: 'DECLINED' }]);
  });

  test('under way for ever asks a person after eight looks', async () => {
    desk.stripe.faults.when(isCharge, 'processing');
    desk.charge();
    await desk.days(12);
    expect(desk.tasks()).toEqual([{ kind: 'charge_unclear', code: 'PROCESSING_TOO_LONG' }]);
  });

  test('with no card on file is not even planned', () => {
    desk.db.write((tx) => tx.run(`UPDATE cards SET state = 'removed'`));
    expect(() => desk.charge()).toThrow('NO_CARD_ON_FILE');
  });
});

describe('whatever strikes', () => {
  const faults: readonly Fault[] = chargeFaults;
  for (const first of faults)
    for (const second of [undefined, 'do-then-drop', '500-before', 'drop-then-do:40'] as const)
      test(`${first}, then ${second ?? 'nothing'}: once or not at all, and never in doubt`, async () => {
        desk.stripe.faults.when(isCharge, first);
        if (second !== undefined) desk.stripe.faults.when(() => true, second);
        const id = desk.charge();
        await desk.work();
        await new Promise((resolve) => setTimeout(resolve, 60));
        await desk.days(2);
        desk.stripe.settle();
        await desk.days(2);
        const { state } = desk.chargeOf(id);
        expect(['succeeded', 'failed']).toContain(state);
        expect(taken()).toBe(state === 'succeeded' ? 4500 : 0);
        expect(desk.balance()).toBe(taken());
        expect(desk.wrong()).toEqual([]);
      });
});

describe('the engine stops', () => {
  test('after the provider has taken the money, for three days: no second charge', async () => {
    desk.stripe.faults.when(isCharge, 'do-then-drop');
    const id = desk.charge();
    await desk.work();
    desk.restart(3 * DAY);
    desk.stripe.pruneKeysOlderThan(DAY);
    await desk.days(1);
    expect(taken()).toBe(4500);
    expect(desk.chargeOf(id)).toMatchObject({ state: 'succeeded', epoch: 1 });
  });

  test('before anything was done, until the key is forgotten: a new key, after a look', async () => {
    desk.stripe.faults.when(isCharge, 'drop-before');
    const id = desk.charge();
    await desk.work();
    desk.restart(3 * DAY);
    await desk.days(1);
    expect(desk.chargeOf(id)).toMatchObject({ state: 'succeeded', epoch: 2 });
    expect(taken()).toBe(4500);
  });

  test('with the clock set back by two days: looks before it sends', async () => {
    desk.stripe.faults.when(isCharge, 'do-then-drop');
    const id = desk.charge();
    await desk.work();
    desk.restart(-2 * DAY);
    await desk.days(4);
    expect(desk.chargeOf(id).state).toBe('succeeded');
    expect(taken()).toBe(4500);
  });

  test('with the clock set back, before anything was done: looks once, and goes again with the same key', async () => {
    desk.stripe.faults.when(isCharge, 'drop-before');
    const id = desk.charge();
    await desk.work();
    desk.restart(-2 * DAY);
    await desk.days(4);
    expect(desk.chargeOf(id)).toMatchObject({ state: 'succeeded', epoch: 1 });
    expect(taken()).toBe(4500);
  });
});

describe('after a backup was restored', () => {
  test('a charge that the lost time has sent is taken for the new one, and nothing is charged', async () => {
    const lost = desk.charge({ amountMinor: 4500 });
    await desk.work();
    expect(desk.chargeOf(lost).state).toBe('succeeded');
    // The backup knows nothing of it.
    desk.db.write((tx) => {
      tx.run('DROP TRIGGER card_charge_events_no_delete');
      tx.run('PRAGMA defer_foreign_keys = ON');
      tx.run('DELETE FROM card_charge_events');
      tx.run('DELETE FROM card_charges');
      tx.run(`UPDATE payments SET provider_ref = 'pi_of_another_time'`);
      tx.run('UPDATE studio SET restore_epoch = 1');
    });
    const again = desk.charge({ amountMinor: 4500 });
    await desk.work();
    expect(desk.chargeOf(again).state).toBe('succeeded');
    expect(desk.stripe.calls.filter(isCharge)).toHaveLength(1);
    const other = desk.charge({ amountMinor: 700 });
    await desk.work();
    expect(desk.chargeOf(other).state).toBe('succeeded');
    expect(taken()).toBe(5200);
  });

  test('made in the middle of charges: what was sent before and since is heard of, and nothing is charged twice', async () => {
    const before = desk.charge({ amountMinor: 1000 });
    await desk.work();
    desk.stripe.faults.when(isCharge, 'do-then-drop');
    const unclear = desk.charge({ amountMinor: 2000 });
    await desk.work();
    const planned = desk.charge({ amountMinor: 3000 });
    expect([unclear, planned].map((id) => desk.chargeOf(id).state)).toEqual(['unknown', 'planned']);
    const made = await backUp(desk.db, {
      folder: `${desk.dir}/backups`,
      label: 'auto',
      now: desk.harness.clock.now(),
    });
    if (!made.ok) throw new Error(made.error.code);
    await desk.days(1);
    const lost = desk.charge({ amountMinor: 4000 });
    await desk.days(1);
    expect(desk.chargeOf(lost).state).toBe('succeeded');
    expect([taken(), desk.balance()]).toEqual([10_000, 10_000]);
    desk.db.close();
    const { path: dataPath, harness } = desk;
    expect(restoreDatabase({ dataPath, backupPath: made.value.path, now: harness.clock.now() }).ok).toBe(
      true,
    );
    desk.restart(3_600_000);
    expect(desk.balance()).toBe(1000);
    await desk.days(1);
    await desk.watch();
    await desk.days(2);
    expect([before, unclear, planned].map((id) => desk.chargeOf(id).state)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ]);
    expect(desk.stripe.calls.filter(isCharge)).toHaveLength(4);
    expect([taken(), desk.balance()]).toEqual([10_000, 10_000]);
    expect(desk.wrong()).toEqual([]);
  });
});
