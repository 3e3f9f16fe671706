import { expect, type Page, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { askBooks } from '../fixtures/studio-books.ts';
import { createDeskStudio, DAY, type DeskStudio, visit } from './desk-studio.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

/** Settings, Session control (seed 001): what must be paid in advance, and what canceling late costs a client. */

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
const form = (page: Page) => page.getByRole('dialog', { name: 'Add booking' });
const yoga = (page: Page) => page.getByRole('dialog', { name: 'Yoga' });

async function startBooking(page: Page, typed: string) {
  const id = await studio.yogaAt(DAY, '15:00', 5);
  await visit(page, host, `/sessions?session=${id}`);
  await yoga(page).getByRole('button', { name: 'Add booking' }).click();
  await form(page).getByRole('combobox', { name: 'Client' }).fill(typed);
}

test('a minimum is set, greys who is below it, and is paid on the spot without losing the form', async ({
  page,
}) => {
  await visit(page, host, '/settings/session-control');
  await page.getByRole('radio', { name: 'Use thresholds' }).check();
  await page.getByRole('textbox', { name: 'Minimum balance' }).fill('200');
  expect(await accessibilityFaults(page)).toEqual([]);
  const settings = page.locator('form').filter({ has: page.getByRole('heading', { name: 'Prepayment' }) });
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await startBooking(page, 'dora');
  const option = page.getByRole('option', { name: /Dora Quill/ });
  await expect(option).toContainText('€200.00 below the minimum balance');
  await option.click();
  await expect(form(page)).toContainText(
    'The balance of Dora Quill is €0.00. Session control asks for at least €200.00, so €200.00 is missing.',
  );
  await expect(form(page).getByText('How it is paid')).toBeHidden();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form(page).getByRole('button', { name: 'Take payment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take payment' });
  // What is missing is what is asked for.
  await expect(dialog.getByLabel('Amount')).toHaveValue('200.00');
  await expect(dialog.getByLabel('Amount')).toBeFocused();
  await dialog.getByRole('button', { name: 'Take €200.00' }).click();
  await expect(dialog.getByText('No change to give.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toBeHidden();
  await expect(form(page).getByRole('combobox', { name: 'Client' })).toHaveValue(/Dora Quill/);
  await form(page).getByRole('button', { name: 'Book', exact: true }).click();
  await expect(yoga(page).getByRole('button', { name: 'Dora Quill', exact: true })).toBeVisible();
});

test('who waits for a place pays what is missing in the form of the waitlist', async ({ page }) => {
  await open.engine.prepayment.updateRule({ mode: 'threshold', thresholdMinor: 20_000 });
  await visit(page, host, `/sessions?session=${studio.full}`);
  const panel = yoga(page);
  await panel.getByRole('button', { name: 'Add to waitlist' }).click();
  await panel.getByRole('combobox', { name: 'Client' }).fill('dora');
  await page.getByRole('option', { name: /Dora Quill/ }).click();
  await panel.getByRole('button', { name: 'Add to waitlist' }).click();
  await expect(panel).toContainText('so €200.00 is missing.');
  await panel.getByRole('button', { name: 'Take payment', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Take payment' });
  await expect(dialog.getByLabel('Amount')).toHaveValue('200.00');
  await dialog.getByRole('button', { name: 'Take €200.00' }).click();
  await expect(dialog.getByText('No change to give.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  // What stood in the form is still there.
  await expect(panel.getByRole('combobox', { name: 'Client' })).toHaveValue(/Dora Quill/);
  await panel.getByRole('button', { name: 'Add to waitlist' }).click();
  await expect(page.getByText('Dora Quill is on the waitlist')).toBeVisible();
});

test('the available credit filter warns the desk, who goes on with a name', async ({ page }) => {
  await open.engine.prepayment.updateRule({ mode: 'available_credit', thresholdMinor: 0 });
  await startBooking(page, 'dora');
  await page.getByRole('option', { name: /Dora Quill/ }).click();
  await form(page).getByRole('button', { name: 'Book', exact: true }).click();
  await expect(form(page)).toContainText(
    'The available credit of Dora Quill is €0.00, and this costs €15.00: €15.00 is missing.',
  );
  await form(page).getByRole('checkbox', { name: 'Go on without prepayment' }).check();
  await form(page).getByRole('button', { name: 'Book', exact: true }).click();
  await expect(yoga(page)).toContainText('Without prepayment, by Olga Owner: €15.00 was missing.');
  expect(ask('SELECT COUNT(*) AS n FROM bookings WHERE prepayment_waived_by IS NOT NULL')).toEqual([
    { n: 1 },
  ]);
});

test('in the package mode a package is sold on the spot and pays', async ({ page }) => {
  await open.engine.prepayment.updateRule({ mode: 'package', thresholdMinor: 0 });
  await startBooking(page, 'dora');
  const option = page.getByRole('option', { name: /Dora Quill/ });
  await expect(option).toContainText('no package credit for this');
  await option.click();
  await form(page).getByRole('button', { name: 'Sell package' }).click();
  const dialog = page.getByRole('dialog', { name: 'Package for Dora Quill' });
  await dialog.getByRole('button', { name: 'Sell package' }).click();
  await expect(dialog).toBeHidden();
  await form(page).getByRole('button', { name: 'Book', exact: true }).click();
  await expect(yoga(page)).toContainText('1 credit of Five times yoga');
});

test('a policy is set, stays as it was on the booking, and charges the client who cancels late', async ({
  page,
}) => {
  await visit(page, host, '/settings/session-control');
  const settings = page
    .locator('form')
    .filter({ has: page.getByRole('heading', { name: 'Client cancellation policy' }) });
  await settings.getByRole('button', { name: 'Add a level' }).click();
  await settings.getByRole('textbox', { name: 'Before in hours' }).fill('400');
  await expect(settings).toContainText('Less than 400 hours before the start: Missed. Earlier: no charge.');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const id = await studio.yogaAt(DAY, '15:00', 5);
  await studio.book(id, studio.dora.id);
  await open.engine.prepayment.updatePolicy({ levels: [] });

  await visit(page, host, `/sessions?session=${id}`);
  await expect(yoga(page)).toContainText(
    'If cancelled by the client now: €15.00 stays charged (Missed), by the policy of the booking; a new booking: no charge.',
  );
  await yoga(page).getByRole('button', { name: 'Cancel the booking of Dora Quill' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel the booking of Dora Quill' });
  await expect(dialog).toContainText('The policy of this booking asks for: Missed.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ill');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(page.getByText('The booking of Dora Quill is cancelled')).toBeVisible();
  const { balance } = await open.engine.client.get({ id: studio.dora.id });
  expect(balance.balanceMinor).toBe(-1500);
});
