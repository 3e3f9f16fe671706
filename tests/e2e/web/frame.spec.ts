import { expect, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import {
  accessibilityFaults,
  createSmallStudio,
  OWNER,
  openEngine,
  openPalette,
  openSignedIn,
} from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });

let host: LaunchedBrowserHost;
test.beforeAll(async () => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  await createSmallStudio(open);
  open.close();
});
test.afterAll(() => host.close());

test('the menu leads to every place, and leaves out what has nothing in it', async ({ page }) => {
  await openSignedIn(page, host.url);
  const menu = page.getByRole('navigation', { name: 'Main menu' });
  await expect(menu.getByRole('link')).toHaveText([
    'Calendar',
    // Its badge counts past sessions that are still open.
    /^Sessions\d*$/,
    /^All sessions\d*$/,
    'Check-in desk',
    'Recurring sessions',
    'Classes',
    'Waiting choices',
    'Clients',
    'Cancellations',
    'Bulk Cancel Sessions',
    'Cancellation tool',
    'To decide',
    'Closures',
    'Jobs',
    'Accounting',
    'Communications',
    'Outbox',
    'Deleted sessions',
    'Reports',
    'Settings',
  ]);
  await menu.getByRole('link', { name: 'Clients' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();
  await menu.getByRole('button', { name: 'Collapse the menu' }).click();
  await page.reload();
  await page.getByLabel(`PIN of ${OWNER.name}`).fill(OWNER.pin);
  await page.keyboard.press('Enter');
  // The place and the narrow menu were kept.
  await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();
  await expect(menu.getByRole('button', { name: 'Expand the menu' })).toBeVisible();
});

test('Accounting has its tabs, which the arrows walk and each address keeps', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Accounting' }).click();
  const tabs = page.getByRole('tablist', { name: 'Accounting' });
  await tabs.getByRole('tab', { name: 'Wages' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Wages' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(tabs.getByRole('tab', { name: 'Till' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { level: 1, name: 'Stuck refunds' })).toBeVisible();
  await expect(page).toHaveURL(/#\/accounting\/stuck-refunds/);
});

test('the palette finds clients, sessions, screens and commands without the mouse', async ({ page }) => {
  await openSignedIn(page, host.url);
  await openPalette(page);
  await page.keyboard.type('lane');
  await expect(page.getByRole('option', { name: /Ada Lane/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('definition').getByText('ada@example.org')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await openPalette(page);
  await page.keyboard.type('jobs');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/cancellations/);
});

test('the question mark shows all shortcuts, N adds a session, Escape goes back', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Add session' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('locking puts the sign-in over the place, which is there again afterwards', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: `Signed in as ${OWNER.name}` }).click();
  await page.getByRole('menuitem', { name: 'Lock' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Studio Nord' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sessions' })).toHaveCount(0);
  await page.getByLabel(`PIN of ${OWNER.name}`).fill(OWNER.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Sessions' })).toBeVisible();
});

test('axe finds nothing in the dark calendar and in the client list with a client open', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openSignedIn(page, host.url);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ada Lane/ }).click();
  await page.getByRole('dialog').getByText('Available credit').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
