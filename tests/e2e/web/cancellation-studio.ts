import { type Download, expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { OpenEngine } from './studio.ts';
import { createSmallStudio } from './studio.ts';

/**
 * The small studio with bookings of every plain kind. Monday's yoga: Ada with a credit of her package, Ben by card (15.00).
 * Wednesday's yoga: Ben in cash (15.00). Tuesday's piano: Ada on account (45.00). Friday's yoga: nobody.
 */
export async function createBookedStudio(open: OpenEngine) {
  const studio = await createSmallStudio(open);
  const { booking } = open.engine;
  const [monday, wednesday] = studio.yogas;
  if (!monday || !wednesday) throw new Error('the small studio has three yoga sessions');
  const { lots } = await booking.options({ sessionId: monday.id, clientId: studio.ada.id });
  const lot = lots[0];
  if (!lot) throw new Error('Ada has a package');
  const yoga = { priceMinor: 1500 };
  await booking.create({
    ...yoga,
    sessionId: monday.id,
    clientId: studio.ada.id,
    fundings: [{ kind: 'package', lotId: lot.id }],
  });
  await booking.create({
    ...yoga,
    sessionId: monday.id,
    clientId: studio.ben.id,
    fundings: [{ kind: 'new_payment', method: 'card', amountMinor: 1500 }],
  });
  await booking.create({
    ...yoga,
    sessionId: wednesday.id,
    clientId: studio.ben.id,
    fundings: [{ kind: 'new_payment', method: 'cash', amountMinor: 1500 }],
  });
  await booking.create({
    sessionId: studio.pianoLesson.id,
    clientId: studio.ada.id,
    priceMinor: 4500,
    fundings: [{ kind: 'account', amountMinor: 4500 }],
  });
  return studio;
}

/** Cancels sessions through the same door as the window; returns the job's number. */
export async function cancelSessions(
  { engine }: OpenEngine,
  sessionIds: readonly number[],
  nonCardRefund: 'account_credit' | 'cash_due' = 'account_credit',
): Promise<number> {
  const selection = { sessionIds: [...sessionIds] as never[], nonCardRefund };
  const { planHash } = await engine.cancellation.preview(selection);
  const { jobId } = await engine.cancellation.submit({
    ...selection,
    planHash,
    requestUid: crypto.randomUUID(),
    reason: 'Burst pipe',
    message: { channel: 'email', subject: 'Cancelled', body: 'Dear {{client}}, {{sessions}} {{refunds}}' },
  });
  return jobId;
}

/** Waits until the engine says that a job has ended. */
export async function jobIsDone({ engine }: OpenEngine, id: number): Promise<void> {
  await expect(async () => {
    const { state, progress } = await engine.job.get({ id: id as never });
    expect(state).toBe('done');
    expect(progress.refunds.toSend).toBe(0);
  }).toPass({ timeout: 30_000 });
}

export async function downloadedText(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}
