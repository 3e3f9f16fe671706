import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchDemo } from '../fixtures/demo-desktop.ts';
import type { LaunchedElectron } from '../fixtures/launch-electron.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts';

let folder: TemporaryFolder;
let desktop: LaunchedElectron;
test.beforeEach(async () => {
  folder = await createTemporaryFolder();
  desktop = await launchDemo(path.join(folder.path, 'data'));
});
test.afterEach(async () => {
  await desktop.close();
  await folder.remove();
});

test('the application menu adds a session, shows the key for it, and does nothing behind the lock', async () => {
  const { page } = desktop;
  expect(await addSessionItem(desktop)).toEqual({ label: 'Add session', accelerator: 'CommandOrControl+N' });
  await chooseAddSession(desktop);
  const form = page.getByRole('dialog', { name: 'Add session' });
  await expect(form.getByLabel('Type it in one line')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);

  await page.getByRole('button', { name: 'Signed in as Demo Owner' }).press('Enter');
  await page.getByRole('menuitem').first().press('Enter');
  await expect(page.getByLabel('PIN of Demo Owner')).toBeFocused();
  await chooseAddSession(desktop);
  await expect(page.getByLabel('PIN of Demo Owner')).toBeFocused();
  await expect(form).toHaveCount(0);
});

const addSessionItem = ({ app }: LaunchedElectron) =>
  app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('add-session');
    return item && { label: item.label, accelerator: item.accelerator };
  });

const chooseAddSession = ({ app }: LaunchedElectron): Promise<void> =>
  app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('add-session')?.click();
  });
