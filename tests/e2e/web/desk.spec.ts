import { expect, test } from '@playwright/test';
import { addDays } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { askBooks } from '../fixtures/studio-books.ts';
import { createDeskStudio, DAY, type DeskStudio, visit } from './desk-studio.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn, thisMonday } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
let open: OpenEngine;
let studio: DeskStudio;
test.beforeEach(async ({ page }) => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
  studio = await createDeskStudio(open);
  await openSignedIn(page, host.url);
});
test.afterEach(async () => {
  open.close();
  await host.close();
});

const IN_BRITAIN = DAY.split('-').toReversed().join('/');
const here = () =>
  askBooks<{ name: string }>(
    host.dataDir,
    `SELECT c.first_name AS name FROM bookings b JOIN clients c ON c.id = b.client_id
     WHERE b.checked_in_at IS NOT NULL ORDER BY name`,
  ).map(({ name }) => name);

test('the desk finds people by three letters, checks in with Enter, and takes it back', async ({ page }) => {
  const other = await studio.yogaAt(DAY, '12:00', 12);
  await studio.book(other, studio.chloe.id);
  await visit(page, host, '/sessions/desk');
  await page.getByRole('textbox', { name: 'Day' }).fill(IN_BRITAIN);
  await page.keyboard.press('Tab');
  const card = page.getByRole('region', { name: '10:00 Yoga' });
  await expect(card).toContainText('0 of 2 here');
  const field = page.getByRole('textbox', { name: 'Check in' });
  await field.fill('xyz');
  await expect(page.getByText('Nobody of that name is booked here.')).toBeVisible();
  // The accent is not typed; the session is found wherever it is on this day.
  await field.fill('chl');
  await expect(page.getByRole('list', { name: '1 person found' })).toContainText('Chloé Park · 12:00 Yoga');
  expect(await accessibilityFaults(page)).toEqual([]);
  await field.press('Enter');
  await expect(page.getByText('Chloé Park is checked in')).toBeVisible();
  await expect(page.getByRole('region', { name: '12:00 Yoga' })).toContainText('1 of 1 here');
  expect(here()).toEqual(['Chloé']);
  await field.press('Enter');
  await expect(page.getByText('Chloé Park is not checked in any more')).toBeVisible();
  expect(here()).toEqual([]);
});

test('a session’s panel shows its bookings; a check-in there is undone from the toast', async ({ page }) => {
  await visit(page, host, `/sessions?session=${studio.full}`);
  const panel = page.getByRole('dialog', { name: 'Yoga' });
  await expect(panel.getByRole('heading', { name: 'Bookings (2)' })).toBeVisible();
  await expect(panel).toContainText('€15.00 by card');
  await expect(panel).toContainText('€15.00 on account');
  await expect(panel).toContainText('If cancelled now: €15.00 goes back to the card.');
  await panel.getByRole('textbox', { name: 'Check in' }).fill('lan');
  await page.keyboard.press('Enter');
  const toast = page.getByRole('alert').filter({ hasText: 'Ada Lane is checked in' });
  await expect(panel.getByRole('button', { name: 'Take back the check-in of Ada Lane' })).toBeVisible();
  expect(here()).toEqual(['Ada']);
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByRole('button', { name: 'Check in Ada Lane' })).toBeVisible();
  expect(here()).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('one too many is booked with a reason, for somebody else whom the client pays for', async ({ page }) => {
  await visit(page, host, `/sessions?session=${studio.full}`);
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: 'Add booking' }).click();
  await panel.getByRole('combobox', { name: 'Client' }).fill('ada');
  await page.getByRole('option', { name: /Ada Lane/ }).click();
  await panel.getByRole('combobox', { name: 'Participant' }).fill('Little Tim');
  const submit = panel.getByRole('button', { name: 'Book', exact: true });
  await expect(submit).toBeDisabled();
  await panel.getByRole('textbox', { name: 'Reason to book over the limit' }).fill('Sits on a lap');
  expect(await accessibilityFaults(page)).toEqual([]);
  await submit.click();
  await expect(panel.getByRole('heading', { name: 'Bookings (3)' })).toBeVisible();
  await expect(panel).toContainText('3 booked, 2 places: overbooked');
  await expect(panel).toContainText('for Little Tim');
  await expect(panel).toContainText('Overbooked: Sits on a lap');
  const booked = askBooks(
    host.dataDir,
    `SELECT participant, overbook_reason AS reason FROM bookings WHERE participant <> ''`,
  );
  expect(booked).toEqual([{ participant: 'Little Tim', reason: 'Sits on a lap' }]);
  // Known from now on: offered when the client books again, and on the roster with who pays.
  await panel.getByRole('link', { name: 'Print roster' }).click();
  const roster = page.getByRole('article', { name: 'Roster' });
  await expect(roster.getByRole('row', { name: /Little Tim \(paid by Ada Lane\)/ })).toContainText(
    'Overbooked: Sits on a lap',
  );
});

test('the roster and the day sheet are ready for the printer', async ({ page }) => {
  await studio.book(await studio.yogaAt(DAY, '12:00', 12), studio.chloe.id);
  await open.engine.waitlist.add({
    sessionId: studio.full,
    clientId: studio.dora.id,
    funding: 'account',
  });
  await visit(page, host, `/sessions/${studio.full}/roster`);
  const roster = page.getByRole('article', { name: 'Roster' });
  await expect(roster.getByRole('heading', { name: /10:00.*11:00 Yoga/ })).toBeVisible();
  await expect(roster).toContainText('Waitlist: Dora Quill +49 30 901820');
  expect(await accessibilityFaults(page)).toEqual([]);

  await visit(page, host, '/sessions/desk');
  await page.getByRole('textbox', { name: 'Day' }).fill(IN_BRITAIN);
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Print day sheet' }).click();
  const sheet = page.getByRole('article', { name: 'Day sheet' });
  const line = sheet.getByRole('row', { name: /Chloé Park/ });
  for (const fact of ['+49 30 901820', 'On account', '€0.00', 'Allergic to nuts'])
    await expect(line).toContainText(fact);
  await expect(sheet.getByRole('row', { name: /Ada Lane/ })).toContainText('Card');
  await expect(sheet.locator('.roster-tick')).toHaveCount(3);
  // On paper there is the sheet and nothing else of the window.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(sheet.getByRole('heading', { name: /12:00.*13:00 Yoga/ })).toBeVisible();
});

test('who was checked in makes the end of the day clear: one key saves it', async ({ page }) => {
  const past = await studio.yogaAt(addDays(thisMonday(), -3), '09:00', 12);
  await studio.book(past, studio.ada.id);
  await studio.book(past, studio.ben.id);
  await studio.book(await studio.yogaAt(addDays(thisMonday(), -2), '09:00', 12), studio.ben.id);
  await visit(page, host, `/sessions?session=${past}`);
  await page.getByRole('dialog').getByRole('textbox', { name: 'Check in' }).fill('ada');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ada Lane is checked in')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /End of day/ }).click();
  const table = page.getByRole('grid', { name: 'Past sessions that are still open' });
  await expect(table).toContainText('Completed, 1 missed');
  await page.keyboard.press('c');
  await expect(page.getByText('1 session saved')).toBeVisible();
  await expect(table).not.toContainText('Completed, 1 missed');
  await expect(table).toContainText('Unclear: no check-in');
  const outcomes = askBooks(
    host.dataDir,
    'SELECT outcome FROM bookings WHERE session_id = ? ORDER BY id',
    past,
  );
  expect(outcomes).toEqual([{ outcome: 'attended' }, { outcome: 'missed' }]);
});
