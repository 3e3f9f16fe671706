import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import path from 'node:path';
import { addDays } from '#domain/values/time.ts';
import { accessibilityFaults, deskForEachTest, thisMonday } from './studio.ts';

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

test('all that match are ticked, also those that are not loaded: for one status up to 1,000, for deleting up to 10,000', async ({
  page,
}) => {
  // 230 sessions of one name and 1,000 of another, all over since last week, one after the other.
  const raw = new Database(path.join(desk.host.dataDir, 'callboard.db'));
  raw
    .prepare(
      `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1229)
       INSERT INTO sessions (service_id, location_id, title, local_date, local_time, zone, duration_minutes, starts_at, ends_at, capacity, created_at)
       SELECT service_id, location_id, CASE WHEN i < 230 THEN 'Early shift' ELSE 'Late shift' END, @date, local_time, zone, 60,
         starts_at - 7 * 86400000, ends_at - 7 * 86400000, 5, 0 FROM sessions, n WHERE id = @id`,
    )
    .run({ id: desk.studio.yogas[0]?.id, date: addDays(thisMonday(), -7) });
  raw.close();
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('combobox', { name: 'Days' }).click();
  await page.getByRole('option', { name: 'Last week' }).click();
  const table = page.getByRole('grid', { name: 'Sessions' });
  await expect(page.getByText('1,230 sessions', { exact: true })).toBeVisible();
  await table.getByRole('checkbox', { name: 'Select all' }).check();
  const bar = page.getByRole('group', { name: 'Set status' });
  await expect(bar).toContainText('200 sessions ticked');
  await bar.getByRole('button', { name: 'Tick all 1,230 that match' }).click();
  await expect(bar).toContainText('1,230 sessions ticked');
  await expect(bar.getByRole('status')).toContainText('A status is set for 1,000 sessions at most.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await bar.getByRole('button', { name: 'Untick all' }).click();

  await page.getByLabel('Search', { exact: true }).fill('early');
  await expect(page.getByText('230 sessions', { exact: true })).toBeVisible();
  await table.getByRole('checkbox', { name: 'Select all' }).check();
  await bar.getByRole('button', { name: 'Tick all 230 that match' }).click();
  await bar.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Completed' }).click();
  await expect(bar.getByRole('status')).toContainText('230 sessions with 0 bookings');
  await bar.getByRole('button', { name: 'Set status' }).click();
  await expect(page.getByText('230 sessions saved')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back')).toBeVisible();

  await page.getByLabel('Search', { exact: true }).fill('');
  await expect(page.getByText('1,230 sessions', { exact: true })).toBeVisible();
  await table.getByRole('checkbox', { name: 'Select all' }).check();
  await bar.getByRole('button', { name: 'Tick all 1,230 that match' }).click();
  await bar.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Delete' }).click();
  await expect(bar).toContainText('1,230 sessions and what is attached disappear');
  await bar.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText(/^1,?230 sessions deleted/)).toBeVisible();
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
  const switches = { invoices: false, charges: false, version: 0 };
  await desk.engine.autoInvoice.setClientSwitches({ clientId: desk.studio.ben.id, ...switches });
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByLabel('Search', { exact: true }).fill('mos');
  await page.getByRole('grid', { name: 'Clients' }).getByText('Ben Moss').click();
  await page.getByRole('button', { name: 'Merge with another client' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge Ben Moss' });
  await dialog.getByRole('combobox', { name: 'The other record' }).fill('ada');
  await page.getByRole('option', { name: /Ada Lane/ }).click();
  await dialog.getByRole('radio', { name: 'Ada Lane', exact: true }).check();
  await expect(dialog).toContainText('Everything of Ben Moss goes to Ada Lane');
  await expect(dialog.getByRole('radio', { name: /Ada Lane: taken into runs/ })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Ben Moss: left out of runs' }).check();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('Ben Moss is now part of Ada Lane')).toBeVisible();
  await expect(page.getByText('Also known as: Ben Moss')).toBeVisible();
});
