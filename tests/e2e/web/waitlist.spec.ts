import { expect, type Page, test } from '@playwright/test';
import { localTime } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { askBooks } from '../fixtures/studio-books.ts';
import { createDeskStudio, DAY, type DeskStudio, visit } from './desk-studio.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

/** Places that become free: one booking canceled with its money, and who moves up from the waitlist. */

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

const ask = <Row>(sql: string): readonly Row[] => askBooks<Row>(host.dataDir, sql);
const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Yoga' });
const undo = (page: Page, said: string) =>
  page.getByRole('alert').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).click();

async function join(page: Page, typed: string, name: string): Promise<void> {
  const panel = panelOf(page);
  await panel.getByRole('button', { name: 'Add to waitlist' }).click();
  await panel.getByRole('combobox', { name: 'Client' }).fill(typed);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  await panel.getByRole('button', { name: 'Add to waitlist' }).click();
  await expect(page.getByText(`${name} is on the waitlist`)).toBeVisible();
}

async function openCancel(page: Page, name: string) {
  await panelOf(page)
    .getByRole('button', { name: `Cancel the booking of ${name}` })
    .click();
  return page.getByRole('dialog', { name: `Cancel the booking of ${name}` });
}

test('a place that becomes free goes to the first who can have it, and says whom it went past', async ({
  page,
}) => {
  // Chloé, who stands first, is elsewhere at that time.
  const elsewhere = await open.engine.session.create({
    serviceId: studio.piano.id,
    locationId: studio.location.id,
    roomId: studio.studio.id,
    practitionerId: studio.paul.id,
    title: '',
    date: DAY,
    time: localTime('10:30'),
    durationMinutes: 45,
    capacity: 1,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  await studio.book(elsewhere.id, studio.chloe.id);
  await visit(page, host, `/sessions?session=${studio.full}`);
  await join(page, 'chl', 'Chloé Park');
  await join(page, 'dora', 'Dora Quill');
  const panel = panelOf(page);
  await expect(panel.getByRole('list', { name: 'Waitlist (2)' })).toContainText('1. Chloé Park');

  const dialog = await openCancel(page, 'Ada Lane');
  await expect(dialog).toContainText('€15.00 goes back to the card');
  await expect(dialog).toContainText('2 people wait; the first who can have the place gets it.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ill');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(
    page.getByText('The booking of Ada Lane is cancelled; Dora Quill has the place'),
  ).toBeVisible();
  await expect(panel.getByRole('list', { name: 'Waitlist (1)' })).toContainText(
    'Passed over: they have a place in another session at that time',
  );
  expect(
    ask(`SELECT c.first_name AS name, b.state FROM bookings b JOIN clients c ON c.id = b.client_id
      WHERE b.session_id = ${studio.full} ORDER BY b.id`),
  ).toEqual([
    { name: 'Ada', state: 'canceled' },
    { name: 'Ben', state: 'booked' },
    { name: 'Dora', state: 'booked' },
  ]);

  await undo(page, 'Dora Quill has the place');
  await expect(panel.getByRole('list', { name: 'Waitlist (2)' })).toContainText('2. Dora Quill');
  expect(ask(`SELECT state FROM refunds`)).toEqual([{ state: 'withdrawn' }]);
});

test('more places let those who wait move up, and the toast says who', async ({ page }) => {
  await visit(page, host, `/sessions?session=${studio.full}`);
  await join(page, 'chl', 'Chloé Park');
  await join(page, 'dora', 'Dora Quill');
  await panelOf(page).getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Edit session' });
  await form.getByRole('textbox', { name: 'Places' }).fill('4');
  await form.getByRole('button', { name: 'Save changes' }).click();
  const said = 'Chloé Park and Dora Quill have a place and will be told.';
  await expect(page.getByText(said)).toBeVisible();
  await expect(panelOf(page).getByRole('heading', { name: 'Bookings (4)' })).toBeVisible();
  await undo(page, said);
  await expect(panelOf(page).getByRole('heading', { name: 'Bookings (2)' })).toBeVisible();
  await expect(panelOf(page).getByRole('list', { name: 'Waitlist (2)' })).toBeVisible();
});

test('one booking is cancelled with its money as chosen, to the cent, and taken back', async ({ page }) => {
  await visit(page, host, `/sessions?session=${studio.full}`);
  const balances = () =>
    ask<{ name: string; minor: number }>(
      `SELECT c.first_name AS name, -SUM(p.amount_minor) AS minor FROM ledger_accounts a JOIN clients c ON c.id = a.client_id
       JOIN ledger_postings p ON p.account_id = a.id WHERE a.kind = 'client' GROUP BY c.id ORDER BY name`,
    );
  const before = balances();
  const dialog = await openCancel(page, 'Ada Lane');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Too late');
  await dialog.getByText('Leave it on the account').click();
  await expect(dialog).toContainText('€15.00 becomes account credit');
  await dialog.getByText('Keep it').click();
  await expect(dialog).toContainText('The place becomes free: €15.00 is charged.');
  await dialog.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(page.getByText('The booking of Ada Lane is cancelled')).toBeVisible();
  await expect(panelOf(page).getByRole('heading', { name: 'Bookings (1)' })).toBeVisible();
  const charged = (name: string, minor: number) =>
    before.map((row) => (row.name === name ? { ...row, minor: row.minor - minor } : row));
  expect(balances()).toEqual(charged('Ada', 1500));
  await undo(page, 'The booking of Ada Lane is cancelled');
  await expect(panelOf(page).getByRole('heading', { name: 'Bookings (2)' })).toBeVisible();
  expect(balances()).toEqual(before);

  const unpaid = await openCancel(page, 'Ben Moss');
  await expect(unpaid).toContainText('the charge of €15.00 is dropped');
  await unpaid.getByRole('textbox', { name: 'Reason' }).fill('Ill');
  await unpaid.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(panelOf(page).getByRole('heading', { name: 'Bookings (1)' })).toBeVisible();
  expect(balances()).toEqual(before);
});

test('a refund above the set sum is confirmed by a second person; its job says what it is', async ({
  page,
}) => {
  const { studio: settings, staff } = open.engine;
  await staff.create({ name: 'Alma Admin', role: 'admin', practitionerId: null, pin: '246801' });
  await settings.updateCancellationSettings({
    ...(await settings.cancellationSettings()),
    secondPersonAboveMinor: 1000,
  });
  await visit(page, host, `/sessions?session=${studio.full}`);
  const dialog = await openCancel(page, 'Ada Lane');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ill');
  await dialog.getByRole('combobox', { name: 'Second person' }).click();
  await page.getByRole('option', { name: 'Alma Admin' }).click();
  await expect(dialog.getByRole('button', { name: 'Cancel booking' })).toBeDisabled();
  await dialog.getByLabel('PIN of the second person').fill('246801');
  await dialog.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(page.getByText('The booking of Ada Lane is cancelled')).toBeVisible();

  await visit(page, host, '/cancellations/jobs/1');
  await expect(page.getByText('One booking was cancelled at the desk.', { exact: false })).toBeVisible();
  await expect(page.getByText('1 booking cancelled')).toBeVisible();
  await expect(page.getByText('Confirmed by Alma Admin', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  for (const hidden of ['Stop', 'Undo'])
    await expect(page.getByRole('button', { name: hidden, exact: true })).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});
