import { expect, type Page, test } from '@playwright/test';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { accessibilityFaults, createSmallStudio, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
test.beforeEach(async ({ page }) => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  await createSmallStudio(open);
  open.close();
  await openSignedIn(page, host.url);
});
test.afterEach(() => host.close());

async function openAda(page: Page) {
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  const grid = page.getByRole('grid', { name: 'Clients' });
  await grid.getByRole('row', { name: /Ada Lane/ }).click();
  const panel = page.getByRole('dialog', { name: 'Ada Lane' });
  await expect(panel.getByRole('heading', { name: 'Card on file' })).toBeVisible();
  return panel;
}

/** The client leaves a card of this kind on the simulated page. */
async function leaveCard(page: Page, panel: ReturnType<Page['getByRole']>, kind: string): Promise<void> {
  await panel.getByRole('button', { name: 'Send link to leave a card' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send link to leave a card' });
  await expect(dialog.getByText('Nothing is charged.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await panel.getByRole('button', { name: 'Fill in the simulated page' }).first().click();
  const simulated = page.getByRole('dialog', { name: 'Simulated page of the card processor' });
  await expect(simulated.getByText('Simulator: no real page, no real money')).toBeVisible();
  await simulated.getByLabel(kind, { exact: true }).check();
  await simulated.getByRole('button', { name: 'Fill in the simulated page' }).click();
}

test('a link, a card on file, a charge that is paid', async ({ page }) => {
  const panel = await openAda(page);
  await expect(panel.getByText('No card on file.')).toBeVisible();
  await leaveCard(page, panel, 'works');
  await expect(panel.getByText('Visa ending in 4242, valid to 12/2034')).toBeVisible();
  await panel.getByRole('button', { name: 'Charge card on file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Charge card on file' });
  await dialog.getByLabel('Amount').fill('45');
  await expect(dialog.getByText(/€45.00 is taken from Visa ending in 4242 of .+ now/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Charge €45.00' }).click();
  await expect(dialog.getByText('€45.00 is paid and on the balance.')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(panel.getByText('Paid: Payment')).toBeVisible();
});

test('a declined card says why and waits for a person under Accounting', async ({ page }) => {
  const panel = await openAda(page);
  await leaveCard(page, panel, 'has not enough money on it');
  await panel.getByRole('button', { name: 'Charge card on file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Charge card on file' });
  await dialog.getByLabel('Amount').fill('45');
  await dialog.getByRole('button', { name: 'Charge €45.00' }).click();
  await expect(dialog.getByText('Not paid: not enough money on the card. Nothing was taken.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Accounting', exact: true }).click();
  await page.getByRole('tab', { name: 'Card problems' }).click();
  const list = page.getByRole('table', { name: 'Card problems' });
  await expect(list).toContainText('Ada Lane');
  await expect(list).toContainText('The card was not charged: not enough money on the card.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await list.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('dialog', { name: 'Done' }).getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('No card problems')).toBeVisible();
});

test('every kind of end is reached from the settings of the simulator, with one card; a removed card comes back by Undo', async ({
  page,
}) => {
  test.slow();
  const panel = await openAda(page);
  await leaveCard(page, panel, 'works');
  await expect(panel.getByText(/^Visa ending in 4242/)).toBeVisible();
  for (const [kind, end] of [
    ['has expired', 'Not paid: the card has expired. Nothing was taken.'],
    ['is reported stolen', 'Not paid: the card is reported stolen. Nothing was taken.'],
    ['the bank wants to confirm each time', /Not paid: the bank wants the client to confirm it/],
    ['is declined after a minute', /The bank has not decided yet/],
    ['is disputed after a minute', '€45.00 is paid and on the balance.'],
  ] as const) {
    await goTo(page, '#/settings/payments');
    await page.getByRole('combobox', { name: 'A card that works, when it is charged' }).click();
    await page.getByRole('option', { name: kind }).click();
    await page.getByRole('button', { name: 'Save simulator' }).click();
    await expect(page.getByText('Saved').first()).toBeVisible();
    const again = await openAda(page);
    await again.getByRole('button', { name: 'Charge card on file' }).click();
    const dialog = page.getByRole('dialog', { name: 'Charge card on file' });
    await dialog.getByLabel('Amount').fill('45');
    await dialog.getByRole('button', { name: 'Charge €45.00' }).click();
    await expect(dialog.getByText(end)).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  }
  await panel.getByRole('button', { name: 'Remove card' }).click();
  await expect(panel.getByText('Being removed')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(panel.getByText('Being removed')).toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Charge card on file' })).toBeVisible();
});
