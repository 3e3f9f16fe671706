import { expect, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { cancelSessions, createBookedStudio, jobIsDone } from './cancellation-studio.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
let open: OpenEngine;
let studio: Awaited<ReturnType<typeof createBookedStudio>>;
test.beforeEach(async () => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
  studio = await createBookedStudio(open);
});
test.afterEach(async () => {
  open.close();
  await host.close();
});

test('cash due is handed out with a note and ticked off; unsent messages say why', async ({ page }) => {
  const jobId = await cancelSessions(
    open,
    studio.yogas.map(({ id }) => id),
    'cash_due',
  );
  await jobIsDone(open, jobId);
  await openSignedIn(page, host.url);
  await goTo(page, '/accounting/cash-due');
  const list = page.getByRole('table', { name: 'Cash due' });
  await expect(list).toContainText('Ben Moss');
  await expect(list).toContainText('€15.00');
  expect(await accessibilityFaults(page)).toEqual([]);
  await list.getByRole('button', { name: 'Paid out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paid out' });
  await expect(dialog).toContainText('Records that Ben Moss has been handed €15.00 in cash.');
  await dialog.getByLabel('Note').fill('Receipt 17');
  await dialog.getByRole('button', { name: 'Paid out' }).click();
  await expect(page.getByText('Noted: Ben Moss was handed €15.00.')).toBeVisible();
  await expect(page.getByText('No cash due')).toBeVisible();
  await page.getByText('Solved', { exact: true }).click();
  await expect(list).toContainText('Olga Owner');

  await goTo(page, '/communications/outbox');
  await page.getByRole('grid', { name: 'Outbox' }).focus();
  await page.keyboard.press('Enter');
  const pane = page.getByRole('region', { name: 'Message' });
  await pane.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('dialog', { name: 'Withdraw' }).getByRole('button', { name: 'Withdraw' }).click();
  await expect(pane).toContainText('Withdrawn');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a typed note is not dropped without a question', async ({ page }) => {
  const jobId = await cancelSessions(
    open,
    studio.yogas.map(({ id }) => id),
    'cash_due',
  );
  await jobIsDone(open, jobId);
  await openSignedIn(page, host.url);
  const rail = page.getByRole('navigation', { name: 'Main menu' });
  await rail.getByRole('link', { name: 'Accounting' }).click();
  await page.getByRole('tab', { name: 'Cash due' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paid out' });
  const paidOut = page.getByRole('table', { name: 'Cash due' }).getByRole('button', { name: 'Paid out' });
  await paidOut.click();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(paidOut).toBeFocused();

  await paidOut.click();
  const note = dialog.getByLabel('Note');
  await note.fill('Receipt 17');
  const question = page.getByRole('dialog', { name: 'Discard what you typed?' });
  await page.keyboard.press('Escape');
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(note).toHaveValue('Receipt 17');
  await page.goBack();
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(note).toHaveValue('Receipt 17');
  await dialog.getByRole('button', { name: 'Leave as it is' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(paidOut).toBeVisible();
});

test('a stuck refund says what happened and can be given as account credit instead', async ({ page }) => {
  const payments = await open.engine.studio.payments();
  await open.engine.studio.updateSimulator({ ...payments.simulator, failEvery: 1 });
  const jobId = await cancelSessions(
    open,
    studio.yogas.map(({ id }) => id),
  );
  await jobIsDone(open, jobId);
  await openSignedIn(page, host.url);
  await goTo(page, '/accounting/stuck-refunds');
  const list = page.getByRole('table', { name: 'Stuck refunds' });
  await expect(list).toContainText('Ben Moss');
  await list.getByRole('button', { name: 'Account credit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Account credit' });
  await expect(dialog).toContainText('Adds €15.00 to Ben Moss’s balance instead of refunding the card.');
  await expect(dialog.getByRole('button', { name: 'Leave as it is' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Account credit' }).click();
  await expect(page.getByText('No stuck refunds')).toBeVisible();
});
