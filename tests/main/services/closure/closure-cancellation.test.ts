import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClosureRemoval } from '#contract/desktop/closure.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import type { ClosureId, JobId, SessionId } from '#domain/values/ids.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { createJobHarness, type JobHarness } from '#tests/support/job-harness.ts';
import { call } from '#tests/support/procedures.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';

let stripe: FakeStripe;
let test: TestDb;
let story: StudioStory;
let owner: DeskClient;
let front: DeskClient;
let harness: JobHarness;
let closure: ClosureId;

beforeAll(async () => {
  stripe = await startFakeStripe();
});
afterAll(() => stripe.close());

beforeEach(async () => {
  test = createTestDb();
  story = aStudio(test.db);
  story
    .withSession({ date: '2026-03-02' })
    .withBooking({ client: 'Ada', funding: [{ kind: 'cash', amountMinor: 2500 }] })
    .withBooking({ client: 'Ben', funding: [{ kind: 'package' }] });
  story.withSession({ date: '2026-03-03' }).withBooking({ client: 'Cleo', funding: [{ kind: 'free' }] });
  story.withSession({ date: '2026-03-04' });
  const desk = openDesk(test.db, { dataDir: test.dir });
  owner = desk.callAs(story.studio.owner);
  front = desk.callAs(story.studio.staff);
  const gateway = createStripeGateway({
    apiKey: 'rk_test_0123456789',
    apiBase: stripe.url,
    timeoutMs: 2000,
  });
  if (!gateway.ok) throw new Error(gateway.error.code);
  harness = createJobHarness(test.db, gateway.value);
  ({ id: closure } = await owner.closure.create({
    title: 'Burst pipe',
    startDate: '2026-03-02' as never,
    endDate: '2026-03-04' as never,
    startTime: null,
    endTime: null,
    locationId: story.studio.location,
    roomId: null,
    practitionerId: null,
  }));
});
afterEach(() => test.cleanup());

const states = () =>
  test.db.read.all<{ state: string }>('SELECT state FROM sessions ORDER BY id').map((row) => row.state);
const bookings = () => test.db.read.all('SELECT id, state, price_minor FROM bookings ORDER BY id');
const inside = async (): Promise<SessionId[]> =>
  (await owner.closure.sessions({ id: closure })).rows.map(({ id }) => id);

async function cancel(sessionIds: readonly SessionId[], more: object = { closureId: closure }) {
  const { planHash, refundTotalMinor } = await owner.cancellation.preview({ sessionIds: [...sessionIds] });
  return call(owner, 'cancellation.submit', {
    sessionIds,
    requestUid: crypto.randomUUID(),
    planHash,
    typedTotalMinor: refundTotalMinor,
    reason: 'Burst pipe',
    message: { channel: 'none', subject: '', body: '' },
    ...more,
  });
}
const jobOf = (answer: { data: unknown }): JobId => (answer.data as { jobId: JobId }).jobId;
const work = () => harness.runner.runUntilIdle();
const remove = (restore: boolean, client = owner) =>
  call(client, 'closure.remove', { id: closure, version: 1, restore });
const removal = (client = owner): Promise<ClosureRemoval> => client.closure.removalPreview({ id: closure });

describe('cancelling what lies inside a closure', () => {
  it('goes through the plan and the job of a bulk cancellation, which the closure then names', async () => {
    expect(await inside()).toEqual(story.sessionIds.slice(0, 2));
    const jobId = jobOf(await cancel(await inside()));
    const rows = (await owner.closure.sessions({ id: closure })).rows;
    expect(rows.map(({ inProcess }) => inProcess?.jobId)).toEqual([jobId, jobId]);
    await work();
    expect(states()).toEqual(['canceled', 'canceled', 'open']);
    const [listed] = (await owner.closure.list({})).rows;
    expect(listed).toMatchObject({ inside: { count: 0 }, jobs: [{ jobId, state: 'done', sessions: 2 }] });
  });

  it('takes no session that does not lie inside, and needs a closure that holds', async () => {
    expect(await cancel(story.sessionIds)).toMatchObject({ code: 'OUTSIDE_CLOSURE', data: { sessions: 1 } });
    expect(await cancel(await inside(), { closureId: 999 })).toMatchObject({ code: 'NOT_FOUND' });
    expect(states()).toEqual(['open', 'open', 'open']);
  });

  it('is held to the limit of the person who does it, like any bulk cancellation', async () => {
    const sessionIds = await inside();
    const { planHash } = await front.cancellation.preview({ sessionIds });
    const answer = await call(front, 'cancellation.submit', {
      sessionIds,
      requestUid: crypto.randomUUID(),
      planHash,
      reason: 'Burst pipe',
      message: { channel: 'none', subject: '', body: '' },
      closureId: closure,
    });
    expect(answer.code).toBe('REFUND_LIMIT');
    expect((await owner.closure.get({ id: closure })).jobs).toEqual([]);
  });
});

describe('removing a closure', () => {
  it('brings back exactly what it cancelled, and nothing that was cancelled for another reason', async () => {
    const before = bookings();
    const [first = 0 as SessionId, second = 0 as SessionId] = await inside();
    await cancel([second], {});
    await work();
    jobOf(await cancel([first]));
    await work();
    expect((await removal()).jobs).toMatchObject([
      { blocked: null, undo: { sessions: 1, bookings: 2, leftovers: [] } },
    ]);
    expect(await remove(true)).toMatchObject({ code: 'OK', data: { undoId: null } });
    await work();
    expect(states()).toEqual(['open', 'canceled', 'open']);
    const isBack = (row: unknown) => (row as { state: string }).state === 'booked';
    expect(bookings().filter(isBack)).toEqual(before.slice(0, 2));
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it('lists what cannot be undone, and leaves everything cancelled when nothing is to come back', async () => {
    await cancel(await inside());
    await work();
    test.db.write((tx) => tx.run(`UPDATE credit_lots SET used = bought`));
    const [job] = (await removal()).jobs;
    expect(job?.undo?.leftovers.map(({ code }) => code)).toEqual(['credit_used']);
    const removed = await remove(false);
    expect(removed.code).toBe('OK');
    await work();
    expect(states()).toEqual(['canceled', 'canceled', 'open']);
    expect(
      (await call(owner, 'undo.takeBack', { id: (removed.data as { undoId: number }).undoId })).code,
    ).toBe('OK');
    expect((await owner.closure.get({ id: closure })).jobs).toHaveLength(1);
  });

  it('waits for a job that is still working, and does nothing twice', async () => {
    await cancel(await inside());
    expect((await removal()).jobs).toMatchObject([{ blocked: 'working', undo: null }]);
    expect((await remove(true)).code).toBe('JOB_STATE');
    expect((await owner.closure.list({})).total).toBe(1);
    await work();
    const both = await Promise.all([remove(true), remove(true)]);
    expect(both.map(({ code }) => code).sort()).toEqual(['NOT_FOUND', 'OK']);
    await work();
    expect(states()).toEqual(['open', 'open', 'open']);
    expect(findViolations(test.db.read)).toEqual([]);
  });

  it('lets staff bring back only what they cancelled themselves', async () => {
    await cancel(await inside());
    await work();
    expect((await removal(front)).jobs).toMatchObject([{ blocked: 'not_yours', undo: null }]);
    expect((await remove(true, front)).code).toBe('FORBIDDEN');
    expect((await owner.closure.list({})).total).toBe(1);
    expect((await remove(false, front)).code).toBe('OK');
  });

  it('does not bring back twice what was brought back on the job’s page', async () => {
    const jobId = jobOf(await cancel(await inside()));
    await work();
    await owner.job.undo({ id: jobId });
    await work();
    expect((await removal()).jobs).toMatchObject([{ blocked: 'undone', undo: null }]);
    expect((await remove(true)).code).toBe('OK');
    expect(states()).toEqual(['open', 'open', 'open']);
  });

  it('cannot be taken back as an addition once a job has cancelled because of it', async () => {
    const step = test.db.read.get<{ id: number }>(`SELECT id FROM undo_steps WHERE kind = 'closure.created'`);
    await cancel(await inside());
    const answer = await call(owner, 'undo.takeBack', { id: step?.id });
    expect(answer).toMatchObject({ code: 'UNDO_NOT_POSSIBLE', data: { reason: 'changed' } });
  });
});
