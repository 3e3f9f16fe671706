import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { JobId, SessionId } from '#domain/values/ids.ts';
import { findViolations } from '#db/invariants/find-violations.ts';
import * as jobs from '#db/repositories/job.ts';
import { createStripeGateway } from '#main/gateways/payment/stripe.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import { outcomeCsv, requestCsv } from '#main/services/cancellation/write-cancellation-csv.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { startFakeStripe, type FakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { createJobHarness, type JobHarness, runForDays } from '#tests/support/job-harness.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';

let test_: TestDb;
let stripe: FakeStripe;

beforeEach(async () => {
  test_ = createTestDb();
  stripe = await startFakeStripe();
});
afterEach(async () => {
  await stripe.close();
  test_.cleanup();
});

function gateway() {
  const made = createStripeGateway({ apiKey: 'rk_test_0123456789', apiBase: stripe.url, timeoutMs: 2000 });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

function aCard(amountMinor: number, id: string) {
  stripe.addPayment({ id, amountMinor, currency: 'eur' });
  return { kind: 'card', amountMinor, provider: 'stripe', providerRef: id } as const;
}

async function submit(story: StudioStory, sessionIds: readonly SessionId[]): Promise<JobId> {
  const { ctx } = createTestServices(test_.db);
  const actor = anOwner(story.studio.owner);
  const preview = previewCancellation(ctx, actor, { sessionIds });
  const answer = await submitCancellation(ctx, actor, {
    sessionIds,
    requestUid: randomUUID(),
    planHash: preview.planHash,
    reason: 'Storm',
    message: { channel: 'email', subject: 'Canceled at {{studio}}', body: '{{sessions}} {{refunds}}' },
    typedTotalMinor: preview.refundTotalMinor,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.jobId;
}

function states(harness: JobHarness, sql: string): unknown[] {
  return harness.ctx.db.read.all<{ v: unknown }>(sql).map(({ v }) => v);
}

describe('a bulk cancellation', () => {
  test('gives everyone back what they paid with, once, and tells them', async () => {
    const story = aStudio(test_.db);
    story
      .withSession({ date: '2026-03-02', capacity: 10 })
      .withBooking({ client: 'Ada', email: 'ada@example.com', funding: [aCard(2500, 'pi_ada')] })
      .withBooking({ client: 'Ben', email: 'ben@example.com', funding: [{ kind: 'package' }] })
      .withBooking({ client: 'Cleo', funding: [{ kind: 'cash', amountMinor: 2500 }] })
      .withBooking({ client: 'Dan', funding: [{ kind: 'account', amountMinor: 2500 }] })
      .withBooking({ client: 'Eve', funding: [{ kind: 'free' }] })
      .withBooking({ client: 'Fay', funding: [aCard(1000, 'pi_fay'), { kind: 'cash', amountMinor: 1500 }] });
    story.withSession({ date: '2026-03-03' });
    const jobId = await submit(story, story.sessionIds);
    const harness = createJobHarness(test_.db, gateway());
    await runForDays(harness, test_.db, 1);

    expect(jobs.getById(test_.db.read, jobId).state).toBe('done');
    expect(stripe.refundedMinor('pi_ada')).toBe(2500);
    expect(stripe.refundedMinor('pi_fay')).toBe(1000);
    expect(states(harness, 'SELECT state AS v FROM sessions')).toEqual(['canceled', 'canceled']);
    expect(states(harness, `SELECT DISTINCT state AS v FROM bookings`)).toEqual(['canceled']);
    expect(states(harness, 'SELECT used AS v FROM credit_lots')).toEqual([0]);
    expect(states(harness, `SELECT state AS v FROM messages ORDER BY to_name`)).toHaveLength(6);
    expect(findViolations(test_.db.read)).toEqual([]);
    const request = [...requestCsv(test_.db.read, jobId)];
    const outcome = [...outcomeCsv(test_.db.read, jobId)];
    expect(request).toHaveLength(1 + 7 + 1);
    expect(outcome).toHaveLength(request.length);
  });
});
