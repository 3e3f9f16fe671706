import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { goTo, goToAcceptedJob } from '../fixtures/bulk-cancel-steps.ts';
import { cancelNextWeek, launchDemo, setProcessorDelay, signInToDemo } from '../fixtures/demo-desktop.ts';
import { killEngine } from '../fixtures/engine-processes.ts';
import type { LaunchedElectron } from '../fixtures/launch-electron.ts';
import { askBooks, checkStudio, refundedAtProcessor } from '../fixtures/studio-books.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts';

/** Reliability R1–R3, E5: a job belongs to the engine's database, not to any process or window. */

/** Longer than anything else takes here: whatever is at the processor when it is interrupted stays unanswered. */
const SLOW_MS = 4000;

let folder: TemporaryFolder;
let dataDir: string;
let desktop: LaunchedElectron;
test.beforeEach(async () => {
  test.setTimeout(240_000);
  folder = await createTemporaryFolder();
  dataDir = path.join(folder.path, 'data');
});
test.afterEach(async () => {
  await desktop.close();
  await folder.remove();
});

test('an engine that is killed in the middle of a job goes on with it, and nothing is refunded twice', async () => {
  desktop = await launchDemo(dataDir);
  const { page } = desktop;
  await setProcessorDelay(page, SLOW_MS);
  await cancelNextWeek(page, 'Burst pipe');
  const jobId = await goToAcceptedJob(page);
  const refunds = plannedRefunds(jobId);
  expect(refunds.length).toBeGreaterThan(2);
  await inTheMiddle(jobId);

  await killEngine(desktop);
  await signInAgain(page);
  await setProcessorDelay(page, 0);
  await goTo(page, `/cancellations/jobs/${jobId}`);
  await expectDone(page, jobId, refunds.length);
  await desktop.close();
  expectRefundedOnce(refunds);
  expect(checkStudio(dataDir)).toContain('Everything is in order.');
});

test('a job whose app was quit is found on its page after the next start, comes to its end, and is undone', async () => {
  desktop = await launchDemo(dataDir);
  await setProcessorDelay(desktop.page, SLOW_MS);
  await cancelNextWeek(desktop.page, 'Burst pipe');
  const jobId = await goToAcceptedJob(desktop.page);
  const refunds = plannedRefunds(jobId);
  await inTheMiddle(jobId);
  await desktop.close();

  desktop = await launchDemo(dataDir);
  const { page } = desktop;
  await setProcessorDelay(page, 0);
  await goTo(page, '/cancellations');
  await page.getByRole('grid', { name: 'Jobs' }).focus();
  await page.keyboard.press('Enter');
  await expectDone(page, jobId, refunds.length);
  expectRefundedOnce(refunds);
  const [canceled] = sessionsOf(jobId, 'canceled');
  expect(canceled?.sessions).toBeGreaterThan(1);

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  const question = page.getByRole('dialog', { name: `Undo job ${jobId}?` });
  await expect(question).toContainText(`${canceled?.sessions} sessions open again`);
  await expect(question.getByRole('button', { name: 'Keep it cancelled' })).toBeFocused();
  await question.getByRole('button', { name: 'Undo the cancellation' }).click();
  await expect(jobTitle(page, jobId)).toContainText('Undone', { timeout: 60_000 });
  expect(sessionsOf(jobId, 'open')[0]?.sessions).toBe(canceled?.sessions);
  await desktop.close();
  // What was sent stays sent, once.
  expectRefundedOnce(refunds);
  expect(checkStudio(dataDir)).toContain('Everything is in order.');
});

type PlannedRefund = { readonly ref: string; readonly amountMinor: number };

/** The card refunds of the job by the processor's reference of the payment, as they were stored with the job. */
const plannedRefunds = (jobId: number): readonly PlannedRefund[] =>
  askBooks(
    dataDir,
    `select p.provider_ref as ref, i.amount_minor as amountMinor
       from cancellation_items i join payments p on p.id = i.payment_id
      where i.job_id = ? and i.action = 'refund_card'
      order by ref, amountMinor`,
    jobId,
  );

/**
 * Waits for the worst moment: the processor has given money back that the studio does not know of yet, and there are
 * refunds that have not been sent.
 */
const inTheMiddle = async (jobId: number): Promise<void> => {
  const states = (): readonly string[] =>
    askBooks<{ state: string }>(dataDir, 'select distinct state from refunds where job_id = ?', jobId).map(
      ({ state }) => state,
    );
  await expect.poll(states, { timeout: 60_000, intervals: [50] }).toContain('sending');
  await expect.poll(() => refundedAtProcessor(dataDir).size, { intervals: [50] }).toBeGreaterThan(0);
  expect(states()).toContain('planned');
};

/** A lost engine has forgotten who is signed in. */
const signInAgain = async (page: Page): Promise<void> => {
  await page.getByRole('dialog', { name: 'Locked: sign in' }).waitFor({ timeout: 60_000 });
  await signInToDemo(page);
};

const expectDone = async (page: Page, jobId: number, refunds: number): Promise<void> => {
  await expect(jobTitle(page, jobId)).toContainText('Done', { timeout: 90_000 });
  await expect(page.getByText(`${refunds} of ${refunds} refunded`)).toBeVisible({ timeout: 90_000 });
};

const jobTitle = (page: Page, jobId: number): Locator =>
  page.getByRole('heading', { level: 1, name: `Job ${jobId}` });

/** The processor has given back exactly what was planned. */
const expectRefundedOnce = (refunds: readonly PlannedRefund[]): void => {
  const given = [...refundedAtProcessor(dataDir)].flatMap(([ref, amounts]) =>
    amounts.map((amountMinor) => ({ ref, amountMinor })),
  );
  const sorted = (lines: readonly PlannedRefund[]): readonly string[] =>
    lines.map(({ ref, amountMinor }) => `${ref} ${amountMinor}`).toSorted();
  expect(sorted(given)).toEqual(sorted(refunds));
};

const sessionsOf = (jobId: number, state: 'canceled' | 'open'): readonly { readonly sessions: number }[] =>
  askBooks(
    dataDir,
    `select count(*) as sessions from cancellation_sessions c join sessions s on s.id = c.session_id
      where c.job_id = ? and s.state = ?`,
    jobId,
    state,
  );
