import { expect, test } from '@playwright/test';
import { downloadedText } from './cancellation-studio.ts';
import { keyboardOnly } from './keyboard.ts';
import { accessibilityFaults, deskForEachTest, OWNER } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

test('a practitioner saves their own calendar file from the calendar, and is offered nobody else’s', async ({
  page,
}) => {
  const paul = { name: 'Paul Reed', pin: '246803' };
  await desk.engine.staff.create({ ...paul, role: 'practitioner', practitionerId: desk.studio.paul.id });
  await page.getByRole('button', { name: `Signed in as ${OWNER.name}` }).click();
  await page.getByRole('menuitem', { name: 'Lock' }).click();
  await page.getByRole('button', { name: 'Someone else' }).click();
  await page.getByRole('button', { name: paul.name }).click();
  await page.getByLabel(`PIN of ${paul.name}`).fill(paul.pin);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Schedule settings' }).click();
  await page.getByRole('menuitem', { name: 'Calendar file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Calendar file' });
  await expect(dialog).toContainText('The file holds your own sessions.');
  await expect(dialog.getByRole('combobox')).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save calendar file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Paul Reed - Studio Nord.ics');
  const file = await downloadedText(download);
  expect(file).toContain('SUMMARY:Piano lesson');
  expect(file).not.toContain('SUMMARY:Yoga');
  await expect(dialog).toHaveCount(0);
});

test('a menu that is opened with Enter has the focus on its first item', async ({ page }) => {
  const hands = await keyboardOnly(page);
  const first = page.getByRole('menuitem').first();
  for (const name of ['Schedule settings', `Signed in as ${OWNER.name}`]) {
    const button = page.getByRole('button', { name });
    await hands.tabTo(button);
    await hands.press('Enter');
    await expect(first).toBeFocused();
    await hands.press('ArrowDown');
    await expect(page.getByRole('menuitem').nth(1)).toBeFocused();
    await hands.press('Escape');
    await expect(button).toBeFocused();
  }
  await hands.find('Sessions');
  await hands.tabTo(page.getByRole('button', { name: 'Views' }));
  await hands.press('Enter');
  await expect(first).toBeFocused();
});
