import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '#db/invariants/find-violations.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { runDueOffers } from '#main/services/offer/run-due-offers.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { openDesk } from '#tests/support/desk.ts';
import { createJobHarness, createTestClock } from '#tests/support/job-harness.ts';
import { call } from '#tests/support/procedures.ts';
import { type OfferDesk, openOfferDesk } from './offer-desk.ts';

const DEADLINE = Date.UTC(2026, 2, 1, 8);
let at: OfferDesk;

beforeEach(() => {
  at = openOfferDesk({ funding: [{ kind: 'cash', amountMinor: 4500 }] });
});
afterEach(() => at.test.cleanup());

const offer = () => at.rows('SELECT state, job_id, version FROM reschedule_offers')[0];
const jobs = () => at.rows('SELECT id, state, request_uid, requested_by FROM jobs');

describe('at the deadline', () => {
  it('nothing happens a millisecond before', async () => {
    await at.offered({ fallback: 'cancel' });
    at.clock.now = DEADLINE - 1;
    at.runDue();
    expect(offer()).toMatchObject({ state: 'open' });
    at.clock.now = DEADLINE;
    at.runDue();
    expect(offer()).toMatchObject({ state: 'expired' });
  });

  it('a session that is to be kept is left as it was, and the history says so', async () => {
    await at.offered();
    const before = at.rows('SELECT * FROM sessions');
    at.clock.now = DEADLINE;
    at.runDue();
    expect(offer()).toMatchObject({ state: 'expired', job_id: null });
    expect(at.rows('SELECT * FROM sessions')).toEqual(before);
    const deeds = at.rows(`SELECT action FROM audit_log WHERE subject_kind = 'session' ORDER BY id`);
    expect(deeds.map(({ action }) => action)).toEqual(['session.offered', 'session.offer_expired']);
  });

  it('a session that is to be cancelled is, once, by a job on behalf of who made the offer, with the money given back', async () => {
    await at.offered({ fallback: 'cancel' });
    at.clock.now = DEADLINE + 3 * 3_600_000;
    at.runDue();
    at.runDue();
    expect(jobs()).toMatchObject([{ requested_by: at.story.studio.owner }]);
    const harness = createJobHarness(at.test.db, createLockedGateway(), {
      clock: createTestClock(at.clock.now),
    });
    await harness.runner.runUntilIdle();
    at.runDue();
    expect(jobs()).toHaveLength(1);
    expect(at.rows('SELECT state, cancel_reason FROM sessions')).toEqual([
      { state: 'canceled', cancel_reason: 'No new time was chosen until Sunday, 1 March 2026, 09:00' },
    ]);
    expect(at.rows(`SELECT action, amount_minor, state FROM cancellation_items`)).toEqual([
      { action: 'account_credit', amount_minor: 4500, state: 'done' },
    ]);
    expect(offer()).toMatchObject({ state: 'expired', job_id: jobs()[0]?.['id'] });
    expect(findViolations(at.test.db.read)).toEqual([]);
  });

  it('the cut-off does not stand in the way of what was agreed before it', async () => {
    await at.as('owner')('studio.updateCancellationSettings', {
      ...((await at.as('owner')('studio.cancellationSettings')).data as object),
      staffRefundLimitMinor: 10_000,
    });
    const control = (await at.as('owner')('studio.cutOffs')).data as object;
    await at.as('owner')('studio.updateCutOffs', { ...control, cancelCutOffHours: 48 });
    expect((await at.makeOffer({ fallback: 'cancel' }, 'staff')).code).toBe('OK');
    at.clock.now = DEADLINE;
    at.runDue();
    expect(jobs()).toMatchObject([{ requested_by: at.story.studio.staff }]);
  });

  it('waits while the books are being mended, and for a person whose limit was lowered: shown as overdue', async () => {
    await at.offered({ fallback: 'cancel' });
    at.clock.now = DEADLINE;
    const frozen = openDesk(at.test.db, {
      dataDir: at.test.dir,
      now: () => at.clock.now,
      moneyFrozen: () => 1,
    });
    runDueOffers(frozen.services);
    expect(offer()).toMatchObject({ state: 'open', version: 1 });
    const tray = await call(frozen.callAs(at.story.studio.staff), 'offer.list', {});
    expect(tray.data).toMatchObject({ rows: [{ isOverdue: true, trouble: 'money_frozen' }] });
    at.test.db.write((tx) => tx.run('UPDATE staff SET active = 0 WHERE id = ?', [at.story.studio.owner]));
    at.runDue();
    expect(offer()).toMatchObject({ state: 'open', version: 1 });
    expect((await at.as('staff')('offer.list', {})).data).toMatchObject({
      rows: [{ trouble: 'person_left' }],
    });
    expect((await at.as('staff')('task.problems')).data).toMatchObject({
      waitingOffers: 1,
      overdueOffers: 1,
    });
    expect(jobs()).toEqual([]);
  });
});

describe('what stands in the way at the deadline', () => {
  const trouble = async (): Promise<unknown> => {
    at.runDue();
    const { data } = await at.as('admin')('offer.list', {});
    return (data as { rows: { trouble: unknown }[] }).rows[0]?.trouble;
  };
  const update = (sql: string): void => at.test.db.write((tx) => void tx.run(sql));

  it('is named, and once it is gone the fallback runs by itself', async () => {
    await at.offered({ fallback: 'cancel' });
    at.clock.now = DEADLINE;
    const owner = at.story.studio.owner;
    update(`UPDATE staff SET role = 'staff' WHERE id = ${owner}`);
    expect(await trouble()).toBe('refund_limit');
    update(`UPDATE staff SET role = 'practitioner' WHERE id = ${owner}`);
    expect(await trouble()).toBe('person_left');
    update(`UPDATE staff SET role = 'owner' WHERE id = ${owner}`);
    const settings = (await at.as('owner')('studio.cancellationSettings')).data as object;
    const secondPerson = (secondPersonAboveMinor: number | null) =>
      at.as('owner')('studio.updateCancellationSettings', { ...settings, secondPersonAboveMinor });
    await secondPerson(1000);
    expect(await trouble()).toBe('second_person');
    await secondPerson(null);
    at.runDue();
    expect(offer()).toMatchObject({ state: 'expired' });
    expect(jobs()).toHaveLength(1);
  });
});

describe('a crash', () => {
  it('between the two halves of the fallback leaves neither, and the next start does both, once', async () => {
    await at.offered({ fallback: 'cancel' });
    at.clock.now = DEADLINE + 1;
    at.test.db.write((tx) =>
      tx.run(
        `CREATE TRIGGER power_cut BEFORE INSERT ON cancellation_items BEGIN SELECT RAISE(ABORT, 'power cut'); END`,
      ),
    );
    expect(() => at.runDue()).toThrow('power cut');
    expect(offer()).toMatchObject({ state: 'open', version: 1 });
    expect(jobs()).toEqual([]);
    at.test.db.write((tx) => tx.run('DROP TRIGGER power_cut'));

    at.test.db.close();
    const again = openOrThrow({ path: at.test.path });
    const restarted = openDesk(again, { dataDir: at.test.dir, now: () => at.clock.now });
    runDueOffers(restarted.services);
    runDueOffers(restarted.services);
    expect(again.read.all('SELECT state FROM reschedule_offers')).toEqual([{ state: 'expired' }]);
    expect(again.read.all('SELECT COUNT(*) AS n FROM jobs')).toEqual([{ n: 1 }]);
    again.close();
  });
});
