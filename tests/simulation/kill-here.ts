import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionId, StaffId } from '#domain/values/ids.ts';
import { previewCancellation } from '#main/services/preview-cancellation.ts';
import { submitCancellation } from '#main/services/submit-cancellation.ts';
import { startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { runForDays } from '#tests/support/job-harness.ts';
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

async function submitAll(db: Parameters<typeof createTestServices>[0]): Promise<void> {
  const { ctx } = createTestServices(db);
  const owner = db.read.get<{ id: StaffId }>(`SELECT id FROM staff WHERE role = 'owner'`);
  if (!owner) throw new Error('the studio has an owner');
  const sessionIds = db.read.all<{ id: SessionId }>('SELECT id FROM sessions').map(({ id }) => id);
  const preview = previewCancellation(ctx, anOwner(owner.id), { sessionIds });
  const answer = await submitCancellation(ctx, anOwner(owner.id), {
    sessionIds,
    requestUid: 'request-1',
    planHash: preview.planHash,
    reason: 'Storm',
    message: { channel: 'email', subject: 'Canceled', body: '{{sessions}}' },
    typedTotalMinor: preview.refundTotalMinor,
  });
  if (!answer.ok) throw new Error(answer.error.code);
}
