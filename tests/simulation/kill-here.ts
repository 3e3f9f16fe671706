import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#db/database.ts';
import * as jobs from '#db/repositories/job.ts';
import type { SessionId, StaffId } from '#domain/values/ids.ts';
import type { PaymentGateway } from '#main/gateways/payment/port.ts';
import { handlers } from '#main/jobs/registry.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import { startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { createJobHarness, runForDays } from '#tests/support/job-harness.ts';
import { SEED_NOW } from '#tests/support/seed-studio.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';
import { startEngine } from './mortal-engine.ts';
import { createRamFolder } from './ram-folder.ts';
import type { Sabotage } from './sabotage.ts';
import { unsound } from './sound.ts';
import { openAtProvider } from './storm-story.ts';

const DAY = 86_400_000;

/**
 * The storm with a death at step `killAt` of the job, here and not in a process of its own, and three days until the engine
 * starts again, so that the provider has forgotten its keys. What is wrong at the end; undefined when the job had ended before.
 */
export async function killHere(
  template: string,
  killAt: number,
  sabotage: Sabotage,
): Promise<readonly string[] | undefined> {
  const folder = createRamFolder('kill');
  const path = join(folder, 'callboard.db');
  copyFileSync(template, path);
  const stripe = await startFakeStripe();
  openAtProvider(stripe);
  let uids = 0;
  const born = (now: number) =>
    startEngine({
      path,
      provider: stripe.url,
      now,
      mail: { kind: 'smtp', send: () => Promise.resolve({ kind: 'sent', response: '250' }) },
      newUid: () => `uid-${(uids += 1)}`,
      sabotage,
    });
  let engine = born(SEED_NOW);
  try {
    await submitAll(engine.db);
    engine.dieAfter(killAt);
    await engine.alive(() => runForDays(engine.harness, engine.db, 1));
    if (!engine.isDead()) return undefined;
    engine.abandon();
    stripe.advance(3 * DAY);
    stripe.pruneKeysOlderThan(DAY);
    engine = born(SEED_NOW + 3 * DAY);
    await runForDays(engine.harness, engine.db, 40);
    return unsound(engine.db, stripe);
  } finally {
    engine.abandon();
    await stripe.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Cancels everything as far as it goes without the provider: refunds are planned, messages written, and the job is stopped. */
export async function cancelLocally(db: Db): Promise<void> {
  await submitAll(db, 'cash_due');
  const away = new Promise<never>(() => undefined);
  const nobody = { kind: 'stripe', createRefund: () => away } as unknown as PaymentGateway;
  const { ctx } = createJobHarness(db, nobody);
  for (const job of jobs.listRunnable(db.read)) await handlers[job.kind](ctx, job);
  db.write((tx) => {
    for (const { id } of jobs.listRunnable(tx)) jobs.setState(tx, id, 'stopped', SEED_NOW);
  });
}

async function submitAll(db: Db, nonCardRefund?: 'cash_due'): Promise<void> {
  const { ctx } = createTestServices(db);
  const owner = db.read.get<{ id: StaffId }>(`SELECT id FROM staff WHERE role = 'owner'`);
  if (!owner) throw new Error('the studio has an owner');
  const sessionIds = db.read.all<{ id: SessionId }>('SELECT id FROM sessions').map(({ id }) => id);
  const selection = { sessionIds, ...(nonCardRefund && { nonCardRefund }) };
  const preview = previewCancellation(ctx, anOwner(owner.id), selection);
  const answer = await submitCancellation(ctx, anOwner(owner.id), {
    ...selection,
    requestUid: 'request-1',
    planHash: preview.planHash,
    reason: 'Storm',
    message: { channel: 'email', subject: 'Canceled', body: '{{sessions}}' },
    typedTotalMinor: preview.refundTotalMinor,
  });
  if (!answer.ok) throw new Error(answer.error.code);
}
