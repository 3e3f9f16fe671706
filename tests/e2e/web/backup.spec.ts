import { expect, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createSmallStudio, openEngine, openSignedIn, OWNER } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
test.beforeEach(async ({ page }) => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  await createSmallStudio(open);
  open.close();
  await openSignedIn(page, host.url);
});
test.afterEach(() => host.close());

test('the studio goes back to a backup, after a question whose harmless answer has the focus', async ({
  page,
}) => {
  const origin = new URL(host.url).origin;
  await page.goto(`${origin}/#/settings/backup`);
  await page.getByRole('button', { name: 'Back up now' }).click();
  const backup = page.getByRole('row', { name: /By hand/ });
  await expect(backup).toHaveCount(1);

  await page.goto(`${origin}/#/settings/practitioners`);
  await page.getByRole('button', { name: 'Add practitioner' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Too Much');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Too Much/ })).toBeVisible();

  await page.goto(`${origin}/#/settings/backup`);
  await backup.getByRole('button').click();
  const question = page.getByRole('dialog', { name: 'Restore this backup?' });
  await expect(question.getByRole('button', { name: 'Keep the present data' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await backup.getByRole('button').click();
  await question.getByRole('button', { name: 'Restore the backup' }).click();

  await page.getByLabel(`PIN of ${OWNER.name}`).fill(OWNER.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Backup and restore' })).toBeVisible();
  await page.getByRole('link', { name: 'Practitioners', exact: true }).click();
  await expect(page.getByRole('row', { name: /Mira Stone/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Too Much/ })).toHaveCount(0);
});
