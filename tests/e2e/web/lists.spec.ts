import { expect, test } from '@playwright/test';
import { accessibilityFaults, deskForEachTest } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

test('ticked sessions are deleted, come back by undo, and are recovered from the deleted sessions', async ({
  page,
}) => {
  await desk.engine.booking.create({
    sessionId: desk.studio.pianoLesson.id,
    clientId: desk.studio.ben.id,
    priceMinor: 4500,
    fundings: [{ kind: 'new_payment', method: 'cash', amountMinor: 4500 }],
  });
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  const table = page.getByRole('grid', { name: 'Sessions' });
  await expect(table.getByRole('row')).toHaveCount(5);
  await table.getByRole('checkbox', { name: 'Select all' }).check();
  const bar = page.getByRole('group', { name: 'Set status' });
  await bar.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Delete' }).click();
  await expect(bar).toContainText('4 sessions and what is attached disappear');
  await bar.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('3 sessions deleted')).toBeVisible();
  await expect(page.getByText('1 session not deleted')).toBeVisible();
  await expect(page.getByText(/paid for: cancel them instead/)).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(2);
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('link', { name: 'Deleted sessions' }).click();
  const deleted = page.getByRole('grid', { name: 'Deleted sessions' });
  await expect(deleted.getByRole('row')).toHaveCount(4);
  await deleted.getByRole('row', { name: /Yoga/ }).first().click();
  await expect(page.getByText('1 session marked')).toBeVisible();
  await page.getByRole('button', { name: 'Recover sessions' }).click();
  await expect(page.getByText(/1 session recovered with/)).toBeVisible();
  await expect(deleted.getByRole('row')).toHaveCount(3);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a view keeps filters and sort, is renamed, deleted, and taken back', async ({ page }) => {
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  const table = page.getByRole('grid', { name: 'Sessions' });
  await page.getByLabel('Search', { exact: true }).fill('piano');
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByLabel('Name').fill('Piano only');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('View “Piano only” saved')).toBeVisible();
  await page.getByLabel('Search', { exact: true }).fill('');
  await expect(table.getByRole('row')).toHaveCount(5);
  await page.getByRole('button', { name: 'Piano only' }).click();
  await page.getByRole('menuitem', { name: 'Piano only' }).click();
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Piano only' }).click();
  await page.getByRole('menuitem', { name: 'Delete this view' }).click();
  await expect(page.getByText('View “Piano only” deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back')).toBeVisible();
});

test('a permission is given to all, and the checklist says what still hides a service', async ({ page }) => {
  await page.goto(`${new URL(page.url()).origin}/#/settings/permissions`);
  await page.getByRole('button', { name: /Give to all/ }).click();
  await expect(page.getByText(/Cancel sessions: given to \d clients/)).toBeVisible();
  await page.getByRole('link', { name: 'Services' }).click();
  await page.getByRole('grid').getByText('Yoga').click();
  const part = page.getByRole('region', { name: 'Client booking' });
  await expect(part).toContainText('Clients do not see this when they book.');
  await part.getByLabel('Clients may book this').check();
  await expect(part.getByText('Client booking is on for the service')).toBeVisible();
});

test('two records of one person become one', async ({ page }) => {
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByLabel('Search', { exact: true }).fill('mos');
  await page.getByRole('grid', { name: 'Clients' }).getByText('Ben Moss').click();
  await page.getByRole('button', { name: 'Merge with another client' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge Ben Moss' });
  await dialog.getByRole('combobox', { name: 'The other record' }).fill('ada');
  await page.getByRole('option', { name: /Ada Lane/ }).click();
  await dialog.getByLabel('Ada Lane').check();
  await expect(dialog).toContainText('Everything of Ben Moss goes to Ada Lane');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('Ben Moss is now part of Ada Lane')).toBeVisible();
  await expect(page.getByText('Also known as: Ben Moss')).toBeVisible();
});
