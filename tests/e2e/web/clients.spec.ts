import { expect, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createSmallStudio, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
test.beforeEach(async ({ page }) => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  await createSmallStudio(open);
  open.close();
  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
});
test.afterEach(() => host.close());

test('a client is added; a wrong e-mail address is told at its field', async ({ page }) => {
  await page.getByRole('button', { name: 'New client' }).click();
  const form = page.getByRole('dialog', { name: 'New client' });
  await expect(form.getByLabel('First name')).toBeFocused();
  await page.keyboard.type('Cleo');
  await form.getByLabel('E-mail').fill('cleo at example');
  await page.keyboard.press('Enter');
  await expect(form.getByText('This is not an e-mail address.')).toBeVisible();
  await expect(form.getByLabel('E-mail')).toBeFocused();
  await form.getByLabel('E-mail').fill('cleo@example.org');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Cleo' })).toContainText('cleo@example.org');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /Cleo/ })).toBeVisible();
});

test('a payment and a package change the balance and the credits, after a sentence that says how', async ({
  page,
}) => {
  await page.getByRole('row', { name: /Ben Moss/ }).click();
  await page.getByRole('button', { name: 'Take payment' }).click();
  const payment = page.getByRole('dialog', { name: 'Take payment' });
  await payment.getByLabel('Amount').fill('12.5678');
  await payment.getByRole('button', { name: 'Take payment' }).click();
  await expect(payment.getByText('At most 2 decimals.')).toBeVisible();
  await payment.getByLabel('Amount').fill('12,50');
  await expect(payment.getByText('Takes €12.50 in cash from Ben Moss. €12.50 goes onto')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(payment.getByText('No change to give.')).toBeVisible();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Ben Moss' });
  await expect(panel.getByRole('row', { name: 'Available credit €12.50' })).toBeVisible();

  await panel.getByRole('button', { name: 'Sell package' }).click();
  const sale = page.getByRole('dialog', { name: 'Sell package' });
  await expect(sale.getByText('Ben Moss gets 5 credits now')).toBeVisible();
  await sale.getByRole('button', { name: 'Sell package' }).click();
  await expect(panel.getByText('5 of 5 left')).toBeVisible();
});

test('the list is searched by name, e-mail and part of them', async ({ page }) => {
  const rows = page.getByRole('grid', { name: 'Clients' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await page.getByLabel('Search', { exact: true }).fill('ben@ex');
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Search', { exact: true }).fill('nobody like this');
  await expect(page.getByText('Nobody fits this search')).toBeVisible();
});
