import { expect, type Page, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { accessibilityFaults, createSmallStudio, openEngine, openSignedIn, OWNER } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
test.beforeEach(async ({ page }) => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  await createSmallStudio(open);
  open.close();
  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
});
test.afterEach(() => host.close());

test('every section opens from the menu and is accessible', async ({ page }) => {
  test.setTimeout(180_000);
  const menu = page.getByRole('navigation', { name: 'Settings sections' });
  await expect(menu.getByRole('link').first()).toBeVisible();
  const names = await menu.getByRole('link').allInnerTexts();
  for (const name of names) {
    await menu.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    expect(await accessibilityFaults(page), name).toEqual([]);
  }
});

test('a service is added with the keyboard alone; a wrong price is told at its field', async ({ page }) => {
  await open(page, 'Services');
  await page.getByRole('button', { name: 'Add service' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Add service' });
  await expect(form.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Pottery');
  await form.getByLabel('Price', { exact: true }).focus();
  await page.keyboard.type('twelve');
  await page.keyboard.press('Enter');
  await expect(form.getByText('Give an amount, such as 12.50.')).toBeVisible();
  await form.getByLabel('Price', { exact: true }).fill('18.50');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect(page.getByRole('row', { name: /Pottery.*18\.50/ })).toBeVisible();
});

test('a name that is taken is refused in words, and what was typed stays', async ({ page }) => {
  await open(page, 'Locations and rooms');
  await page.getByRole('button', { name: 'Add location' }).click();
  const form = page.getByRole('dialog', { name: 'Add location' });
  await form.getByLabel('Name').fill('Main house');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('There is already one called “Main house”.');
  await expect(form.getByLabel('Name')).toHaveValue('Main house');
});

test('the cancellation settings are kept, and amounts are checked', async ({ page }) => {
  await open(page, 'Cancellations');
  await page.getByLabel('are paid out: the desk gets a list of cash due').check();
  await page.getByLabel('Have a second owner or admin confirm above').first().check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Fill this in.')).toBeVisible();
  await page.getByLabel('Amount: Have a second owner or admin confirm above').fill('250');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.reload();
  await page.getByLabel(`PIN of ${OWNER.name}`).fill(OWNER.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('are paid out: the desk gets a list of cash due')).toBeChecked();
  await expect(page.getByLabel('Amount: Have a second owner or admin confirm above')).toHaveValue('250.00');
});

test('texts to clients show at once what a client will read', async ({ page }) => {
  await open(page, 'Messages');
  const preview = page.getByRole('region', { name: 'What a client will read' });
  await page.getByLabel('Subject').fill('Sorry, {{client}}');
  await expect(preview).toContainText('Sorry, Robin Example');
  await page.getByLabel('Subject').fill('Sorry, {{customer}}');
  await page.getByRole('button', { name: 'Save texts' }).click();
  await expect(page.getByText('Callboard does not know {{customer}}.')).toBeVisible();
});

test('a person gets a new PIN; one that is too short is told at its field', async ({ page }) => {
  await open(page, 'Staff');
  await page.getByRole('button', { name: 'Add person' }).click();
  const adding = page.getByRole('dialog', { name: 'Add person' });
  await adding.getByLabel('Name').fill('Stella Staff');
  await adding.getByLabel('PIN', { exact: true }).fill('246813');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /Stella Staff/ }).click();
  const form = page.getByRole('dialog', { name: 'Edit person' });
  await form.getByLabel('New PIN').fill('12');
  await form.getByRole('button', { name: 'Set new PIN' }).click();
  await expect(form.getByText('A PIN has 6 to 12 digits.')).toBeVisible();
  await form.getByLabel('New PIN').fill('975312');
  await form.getByRole('button', { name: 'Set new PIN' }).click();
  await expect(page.getByText('Stella Staff has a new PIN')).toBeVisible();
});

test('a key that is none is refused in words, and the simulator stays marked', async ({ page }) => {
  await open(page, 'Payments');
  await expect(page.getByText('No real money')).toBeVisible();
  await page.getByLabel('Stripe restricted key').fill('not a key');
  await page.getByRole('button', { name: 'Check and keep key' }).click();
  await expect(page.getByRole('alert')).toContainText('This does not look like a restricted or secret key.');
  await page.getByLabel('Refuses every nth refund').fill('3');
  await page.getByRole('button', { name: 'Save simulator' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
});

test('the audit log finds an action, and its chain is whole', async ({ page }) => {
  await open(page, 'Audit log');
  await page.getByLabel('Search', { exact: true }).fill('package.sold');
  await expect(page.getByRole('row', { name: new RegExp(`${OWNER.name}.*package\\.sold`) })).toHaveCount(1);
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByText(/The chain of all \d+ entries is whole\./)).toBeVisible();
});

async function open(page: Page, section: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Settings sections' })
    .getByRole('link', { name: section, exact: true })
    .click();
}
