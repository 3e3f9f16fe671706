import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobId } from '#domain/values/ids.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import { cancelBooking } from '#tests/support/cancel-booking.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { createJobHarness, type JobHarness, runForDays } from '#tests/support/job-harness.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio } from '#tests/support/scenario.ts';
import { unsound } from '#tests/simulation/sound.ts';

const HOUR = 3_600_000;

let test_: TestDb;
let stripe: FakeStripe;
let owner: DeskClient;
let harness: JobHarness;
let jobId: JobId;

/** A booking paid by card is canceled; its refund waits for Undo. */
beforeEach(async () => {
  test_ = createTestDb();
  stripe = await startFakeStripe();
  stripe.addPayment({ id: 'pi_ada', amountMinor: 2500, currency: 'eur' });
  const card = { kind: 'card', amountMinor: 2500, provider: 'stripe', providerRef: 'pi_ada' } as const;
  const story = aStudio(test_.db)
    .withSession()
    .withBooking({ client: 'Ada', funding: [card] });
  const made = createStripeGateway({ apiKey: 'rk_test_0123456789', apiBase: stripe.url, timeoutMs: 2000 });
  if (!made.ok) throw new Error(made.error.code);
  harness = createJobHarness(test_.db, made.value);
  owner = openDesk(test_.db, { dataDir: test_.dir, now: () => harness.clock.now() }).callAs(
    story.studio.owner,
  );
  const [booking = 0 as never] = story.bookingIds;
  const canceled = await cancelBooking(owner, booking, 'back');
  jobId = (canceled.data as { jobId: JobId }).jobId;
});
afterEach(async () => {
  expect(unsound(test_.db, stripe)).toEqual([]);
  await stripe.close();
  test_.cleanup();
});

const ask = (what: string) => call(owner, `job.${what}`, { id: jobId });
const state = () => test_.db.read.get<{ state: string }>('SELECT state FROM jobs')?.state;

describe('the job of single bookings', () => {
  test('paused, it holds the card refund for as long as it takes; resumed, it sends it once', async () => {
    expect((await ask('pause')).code).toBe('OK');
    await harness.runner.runUntilIdle();
    harness.clock.advance(2 * HOUR);
    await harness.runner.runUntilIdle();
    expect(stripe.calls).toEqual([]);
    expect(state()).toBe('paused');
    expect((await ask('resume')).code).toBe('OK');
    await runForDays(harness, test_.db, 1);
    expect((await ask('resume')).code).toBe('JOB_STATE');
    await runForDays(harness, test_.db, 1);
    expect(stripe.refundedMinor('pi_ada')).toBe(2500);
    expect(test_.db.read.all('SELECT state, amount_minor FROM refunds')).toEqual([
      { state: 'succeeded', amount_minor: 2500 },
    ]);
    expect(state()).toBe('done');
  });

  test.each(['stop', 'undo'])('refuses %s in words and goes on', async (what) => {
    expect(await ask(what)).toMatchObject({ code: 'JOB_OF_BOOKINGS', isTyped: true });
    await ask('pause');
    expect((await ask(what)).code).toBe('JOB_OF_BOOKINGS');
    await ask('resume');
    await runForDays(harness, test_.db, 1);
    expect((await ask(what)).code).toBe('JOB_OF_BOOKINGS');
    expect(stripe.refundedMinor('pi_ada')).toBe(2500);
    expect(state()).toBe('done');
  });
});
