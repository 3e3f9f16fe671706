import { expect, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { accessibilityFaults, OWNER } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });

let host: LaunchedBrowserHost;
test.beforeEach(async () => {
  host = await launchBrowserHost();
});
test.afterEach(() => host.close());

test('a new person sets up an empty studio, corrects what was wrong, and signs in, with the keyboard alone', async ({
  page,
}) => {
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Set up an empty studio' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Studio name')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByText('Fill this in.').first()).toBeVisible();
  await expect(page.getByLabel('Studio name')).toBeFocused();

  await page.getByLabel('Studio name').fill('Studio Nord');
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('PIN', { exact: true }).fill(OWNER.pin);
  await page.getByLabel('PIN again').fill('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The two PINs are not the same.')).toBeVisible();
  await expect(page.getByLabel('Studio name')).toHaveValue('Studio Nord');

  await page.getByLabel('PIN again').fill(OWNER.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sign in to Studio Nord' })).toBeVisible();

  await page.getByLabel(`PIN of ${OWNER.name}`).fill('999999');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That PIN is not right. 4 tries are left.')).toBeVisible();
  await expect(page.getByLabel(`PIN of ${OWNER.name}`)).toBeFocused();
  await page.keyboard.type(OWNER.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Week' })).toBeVisible();
  await expect(page.getByText('Simulated payments')).toBeVisible();
});

test('a new person looks around with demo data', async ({ page }) => {
  await page.goto(host.url);
  await expect(page.getByRole('heading', { name: 'Welcome to Callboard' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Build the demo studio' }).click();
  const pin = page.getByText(/Demo studio: the PIN is \d+/);
  await pin.waitFor({ timeout: 60_000 });
  const digits = /\d{6,12}/.exec((await pin.textContent()) ?? '')?.[0] ?? '';
  await page.getByRole('button', { name: /Owner/ }).first().click();
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('tab', { name: 'Week' })).toBeVisible();
});
