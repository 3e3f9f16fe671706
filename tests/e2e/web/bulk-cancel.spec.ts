import { expect, test } from '@playwright/test';
import { addDays } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import {
  cancelButton,
  expectAccepted,
  goTo,
  goToAcceptedJob,
  openBulkCancel,
  refundPlan,
  tabTo,
} from '../fixtures/bulk-cancel-steps.ts';
import { cancelSessions, createBookedStudio, downloadedText, jobIsDone } from './cancellation-studio.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn, thisMonday } from './studio.ts';

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

test('the whole job with the keyboard alone: cog wheel, range, ticks, reason, button, job', async ({
  page,
}) => {
  await openSignedIn(page, host.url);
  await openBulkCancel(page);
  const sessions = page.getByRole('grid', { name: 'Sessions to cancel' });
  await expect(sessions.getByRole('row')).toHaveCount(5);

  await tabTo(page, 'Last day');
  await page.getByRole('textbox', { name: 'Last day' }).fill(addDays(thisMonday(), 6));
  await tabTo(page, 'Sessions to cancel');
  await page.keyboard.press('Control+a');
  await expect(page.getByText('4 of 4 sessions ticked')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(page.getByText('2 of 4 sessions ticked')).toBeVisible();
  await expect(refundPlan(page)).toContainText('1 card refund');
  await expect(refundPlan(page)).toContainText('1 credit goes back to its lot');
  await expect(refundPlan(page)).toContainText('1 cash payment → account credit');
  await expect(refundPlan(page)).toContainText('€30.00');

  await tabTo(page, 'Reason');
  await page.keyboard.type('Burst pipe');
  await tabTo(page, 'Cancel Selected & download CSV');
  await expect(page.getByText(/Cancels 2 sessions; 2 clients get back €30.00/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const csv = await downloadedText(await downloading);
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv.trim().split('\r\n')).toHaveLength(4);
  expect(csv).toContain('Burst pipe');

  await expectAccepted(page);
  await goToAcceptedJob(page);
  await expect(page.getByText('2 of 2 sessions cancelled')).toBeVisible();
  await expect(page.getByText('1 of 1 refunded')).toBeVisible();
});

test('the plan follows the ticks, client by client to the cent, and the choice of cash', async ({ page }) => {
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/bulk');
  await expect(page.getByText('Nothing ticked yet')).toBeVisible();
  await expect(cancelButton(page)).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(refundPlan(page)).toContainText('1 open charge dropped');
  await page.getByRole('radio', { name: 'Cash due' }).check();
  await expect(refundPlan(page)).toContainText('1 cash payment → cash due at the desk');

  await page.getByRole('button', { name: 'Each client' }).click();
  const each = page.getByRole('dialog', { name: 'Refund plan, client by client' });
  await expect(each.getByRole('region', { name: 'Ben Moss' })).toContainText('Cash → cash due at the desk');
  await expect(each.getByRole('region', { name: 'Ada Lane' })).toContainText(
    'Credit back to Five times yoga',
  );
  await each.getByLabel('Search clients').fill('ben');
  await expect(each.getByRole('region', { name: 'Ada Lane' })).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a missing reason is said at its field and nothing is cancelled', async ({ page }) => {
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/bulk');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await cancelButton(page).click();
  await expect(page.getByLabel('Reason')).toBeFocused();
  await expect(page.getByText('Say why the sessions are cancelled.')).toBeVisible();
  expect((await open.engine.job.list({})).total).toBe(0);
});

test('above the set amount the typed total is asked, as people type it', async ({ page }) => {
  const settings = await open.engine.studio.cancellationSettings();
  await open.engine.studio.updateCancellationSettings({ ...settings, typedTotalAboveMinor: 1000 });
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/bulk');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByLabel('Reason').fill('Burst pipe');
  await page.getByLabel('Type the total that goes back').fill('29');
  await cancelButton(page).click();
  await expect(page.getByText('You typed €29.00, but €30.00 goes back.')).toBeVisible();
  await page.getByLabel('Type the total that goes back').fill('€ 30,00');
  await cancelButton(page).click();
  await expect(page.getByRole('heading', { name: 'The cancellation is being processed' })).toBeVisible();
});

test('above the second amount another owner or admin confirms with their own PIN', async ({ page }) => {
  const settings = await open.engine.studio.cancellationSettings();
  await open.engine.studio.updateCancellationSettings({ ...settings, secondPersonAboveMinor: 1000 });
  await openSignedIn(page, host.url);
  await open.engine.staff.create({ name: 'Adam Admin', role: 'admin', practitionerId: null, pin: '246801' });
  await goTo(page, '/cancellations/bulk');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByLabel('Reason').fill('Burst pipe');
  await page.getByRole('combobox', { name: 'Second person' }).click();
  await page.getByRole('option', { name: 'Adam Admin' }).click();
  await page.getByLabel('PIN of the second person').fill('111111');
  await cancelButton(page).click();
  await expect(page.getByText(/That PIN is not right/)).toBeVisible();
  await page.getByLabel('PIN of the second person').fill('246801');
  await cancelButton(page).click();
  await expect(page.getByRole('heading', { name: 'The cancellation is being processed' })).toBeVisible();
});

test('two presses start one job', async ({ page }) => {
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/bulk');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByLabel('Reason').fill('Burst pipe');
  await expect(refundPlan(page)).toContainText('€30.00');
  await cancelButton(page).dblclick();
  await expect(page.getByRole('heading', { name: 'The cancellation is being processed' })).toBeVisible();
  expect((await open.engine.job.list({})).total).toBe(1);
});

test('a booking made meanwhile changes the plan: the new total is shown and asked again', async ({
  page,
}) => {
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/bulk');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(refundPlan(page)).toContainText('€30.00');
  const friday = studio.yogas[2];
  if (!friday) throw new Error('there is a yoga on Friday');
  await open.engine.booking.create({
    sessionId: friday.id,
    clientId: studio.ben.id,
    priceMinor: 1500,
    fundings: [{ kind: 'new_payment', method: 'card', amountMinor: 1500 }],
  });
  await expect(page.getByText('The plan has changed since you looked')).toBeVisible();
  await expect(page.getByText('Money that goes back: €30.00 → €45.00')).toBeVisible();
  await expect(refundPlan(page)).toContainText('2 card refunds');
});

test('sessions of another job are named with it and cannot be ticked', async ({ page }) => {
  const monday = studio.yogas[0];
  if (!monday) throw new Error('there is a yoga on Monday');
  const jobId = await cancelSessions(open, [monday.id]);
  await jobIsDone(open, jobId);
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/bulk');
  const row = page.getByRole('row').filter({ hasText: 'Cancelled' });
  await expect(row).toHaveCount(1);
  await expect(row.getByRole('checkbox')).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(page.getByText('3 of 4 sessions ticked')).toBeVisible();
});

test('ticks, filters and what was typed survive leaving and coming back', async ({ page }) => {
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/bulk');
  await page.getByRole('checkbox', { name: /^Select Piano lesson/ }).check();
  await page.getByLabel('Reason').fill('Practitioner ill');
  await page.getByRole('button', { name: 'Service: All services' }).click();
  await page.getByRole('checkbox', { name: 'Yoga', exact: true }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByText('1 ticked session is outside the days and filters shown here.')).toBeVisible();
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('tab', { name: 'Week' }).waitFor();
  await page.getByRole('link', { name: 'Bulk Cancel Sessions' }).click();
  await expect(page.getByLabel('Reason')).toHaveValue('Practitioner ill');
  await expect(page.getByRole('button', { name: 'Service: Yoga' })).toBeVisible();
  await page.getByRole('button', { name: 'Untick them' }).click();
  await expect(page.getByText('Nothing ticked yet')).toBeVisible();
});
