import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import path from 'node:path';
import type { ClientId, SessionId } from '#domain/values/ids.ts';
import { addDays, localTime } from '#domain/values/time.ts';
import { accessibilityFaults, thisMonday, deskForEachTest } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

/** A yoga session of last week, so many days before this Monday. */
async function lastWeek(daysBefore: number, time = '09:00'): Promise<SessionId> {
  const { id } = await desk.engine.session.create({
    serviceId: desk.studio.yoga.id,
    locationId: desk.studio.location.id,
    roomId: desk.studio.hall.id,
    practitionerId: desk.studio.mira.id,
    title: '',
    date: addDays(thisMonday(), -daysBefore),
    time: localTime(time),
    durationMinutes: 60,
    capacity: 12,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  return id;
}

const book = (sessionId: SessionId, clientId: ClientId, kind: 'account' | 'cash' = 'account') =>
  desk.engine.booking.create({
    sessionId,
    clientId,
    priceMinor: 1500,
    fundings:
      kind === 'account'
        ? [{ kind: 'account', amountMinor: 1500 }]
        : [{ kind: 'new_payment', method: 'cash', amountMinor: 1500 }],
  });

/** Who came is checked in on the roster; here it is written by hand. */
function checkIn(bookingId: number): void {
  const raw = new Database(path.join(desk.host.dataDir, 'callboard.db'));
  raw.prepare('UPDATE bookings SET checked_in_at = 1 WHERE id = ?').run(bookingId);
  raw.close();
}

async function setWage(page: Page): Promise<void> {
  await page.goto(`${new URL(desk.host.url).origin}/#/settings/services`);
  await page.getByRole('grid', { name: 'Services' }).getByText('Yoga').click();
  await page.getByRole('textbox', { name: 'Wage' }).fill('30');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('a session is completed in its panel, one booking as missed, and it is taken back', async ({ page }) => {
  const id = await lastWeek(3);
  await book(id, desk.studio.ada.id);
  await book(id, desk.studio.ben.id);
  await setWage(page);
  await page.goto(`${new URL(desk.host.url).origin}/#/sessions?session=${id}`);
  await page.getByRole('dialog', { name: 'Yoga' }).getByRole('button', { name: 'Complete' }).click();
  const form = page.getByRole('dialog', { name: 'Complete session' });
  await expect(form.getByRole('radio', { name: 'Completed' })).toBeFocused();
  await expect(
    form.getByText('Ada Lane pays €15.00, Ben Moss pays €15.00 and Mira Stone earns €30.00.'),
  ).toBeVisible();
  await form.getByRole('combobox', { name: 'How it ended for Ben Moss' }).click();
  await page.getByRole('option', { name: 'Canceled' }).click();
  await expect(
    form.getByText('Ada Lane pays €15.00, Ben Moss pays nothing and Mira Stone earns €30.00.'),
  ).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Submit' }).click();
  const panel = page.getByRole('dialog', { name: 'Yoga' });
  await expect(panel).toContainText('€15.00 charged');
  await expect(panel.getByText('Canceled', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('button', { name: 'Complete' })).toBeVisible();
  await expect(panel).not.toContainText('charged');
});

test('an override asks for cost, wage and reason; a paid place is not cancelled away', async ({ page }) => {
  const id = await lastWeek(3);
  await book(id, desk.studio.ada.id, 'cash');
  await page.goto(`${new URL(desk.host.url).origin}/#/sessions?session=${id}&act="complete"`);
  const form = page.getByRole('dialog', { name: 'Complete session' });
  await form.getByRole('radio', { name: 'Canceled' }).check();
  await expect(form.getByText(/One place is paid for \(€15.00\)/)).toBeVisible();
  await expect(form.getByRole('button', { name: 'Submit' })).toBeDisabled();
  await form.getByRole('radio', { name: 'Cost override' }).check();
  await form.getByLabel('Cost for each client').fill('10');
  await form.getByLabel('Wage for the session').fill('12.50');
  await expect(form.getByRole('button', { name: 'Submit' })).toBeDisabled();
  await form.getByLabel('Reason').fill('Short lesson');
  await expect(
    form.getByText(/Ada Lane pays €10.00, €5.00 that was paid stays as account credit/),
  ).toBeVisible();
  await form.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByRole('dialog', { name: 'Yoga' })).toContainText('Short lesson');
});

test('a custom status is made with its preview, chosen for many in the list, and shown afterwards', async ({
  page,
}) => {
  await book(await lastWeek(4), desk.studio.ada.id);
  await book(await lastWeek(3), desk.studio.ben.id);
  await setWage(page);
  await page.goto(`${new URL(desk.host.url).origin}/#/settings/custom-session-status`);
  await page.getByRole('button', { name: 'Add status' }).click();
  const form = page.getByRole('dialog', { name: 'Add status' });
  await form.getByLabel('Label').fill('Late Cancel');
  await form.getByLabel('Description').fill('Within one hour of the start.');
  await form.getByRole('combobox', { name: 'Preview for' }).click();
  await page.getByRole('option', { name: 'Yoga' }).click();
  await expect(form.getByText('Client pays €7.50, practitioner earns €15.00.')).toBeVisible();
  await form.getByRole('button', { name: 'Add status' }).click();
  const table = page.getByRole('grid', { name: 'Session statuses' });
  await expect(table.getByText('Late Cancel')).toBeVisible();
  await page.getByRole('button', { name: 'Description of Late Cancel' }).click();
  await expect(page.getByText('Within one hour of the start.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Offer Missed' }).click();
  await expect(page.getByRole('checkbox', { name: 'Offer Missed' })).not.toBeChecked();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('textbox', { name: 'From' }).fill('01/01/2020');
  await page.keyboard.press('Tab');
  await page.getByRole('combobox', { name: 'State' }).first().click();
  await page.getByRole('option', { name: 'Open' }).click();
  const list = page.getByRole('grid', { name: 'Sessions' });
  await list.getByRole('checkbox', { name: 'Select all' }).click();
  await page.getByRole('combobox', { name: 'Status', exact: true }).click();
  await expect(page.getByRole('option', { name: 'Missed' })).toHaveCount(0);
  await page.getByRole('option', { name: 'Late Cancel' }).click();
  const bar = page.getByRole('group', { name: 'Set status' });
  await expect(bar.getByRole('status')).toContainText('€15.00 charged');
  await bar.getByRole('button', { name: 'Set status' }).click();
  await expect(page.getByText(/\d sessions saved/)).toBeVisible();
  await page.getByRole('combobox', { name: 'State' }).first().click();
  await page.getByRole('option', { name: 'Missed' }).click();
  await expect(list.getByText('Late Cancel').first()).toBeVisible();
});

test('the end of the day: one key saves what the check-ins make clear, the rest stays listed', async ({
  page,
}) => {
  const clear = await lastWeek(3);
  const came = await book(clear, desk.studio.ada.id);
  await book(clear, desk.studio.ben.id);
  await book(await lastWeek(2), desk.studio.ben.id);
  checkIn(came.id);
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('link', { name: /End of day/ }).click();
  const table = page.getByRole('grid', { name: 'Past sessions that are still open' });
  await expect(table.getByText('Completed, 1 missed')).toBeVisible();
  await expect(table.getByText('Unclear: no check-in').first()).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('c');
  await expect(page.getByText('1 session saved')).toBeVisible();
  await expect(table.getByText('Completed, 1 missed')).toHaveCount(0);
  await expect(table.getByText('Unclear: no check-in').first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(table.getByText('Completed, 1 missed')).toBeVisible();
});

test('a practitioner’s own wage holds from its day', async ({ page }) => {
  await page.goto(`${new URL(desk.host.url).origin}/#/settings/practitioners`);
  await page.getByRole('grid').getByText('Mira Stone').click();
  const wages = page.getByRole('region', { name: 'Custom wages' });
  await wages.getByRole('combobox', { name: 'Service' }).click();
  await page.getByRole('option', { name: 'Yoga' }).click();
  await wages.getByRole('textbox', { name: 'Holds from' }).fill('01/01/2020');
  await wages.getByRole('textbox', { name: 'Wage' }).fill('40');
  await wages.getByRole('button', { name: 'Add wage' }).click();
  await expect(wages.getByText('€40.00 per session')).toBeVisible();
  const id = await lastWeek(3);
  await page.goto(`${new URL(desk.host.url).origin}/#/sessions?session=${id}&act="complete"`);
  await expect(page.getByText(/Mira Stone earns €40.00/)).toBeVisible();
});
