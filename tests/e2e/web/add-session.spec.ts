import { expect, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { downloadedText } from './cancellation-studio.ts';
import { dragDownAnHour } from './drag.ts';
import {
  accessibilityFaults,
  createSmallStudio,
  type OpenEngine,
  openEngine,
  openPalette,
  openSignedIn,
} from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
let open: OpenEngine;
let studio: Awaited<ReturnType<typeof createSmallStudio>>;
test.beforeEach(async () => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
  studio = await createSmallStudio(open);
});
test.afterEach(async () => {
  open.close();
  await host.close();
});

test('one form adds a single or a group session; which it is follows from the places', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'Add session' });
  await expect(form.getByText('Group session, up to 12')).toHaveCount(0);
  await form.getByLabel('Places').fill('8');
  await expect(form.getByText('Group session, up to 8')).toBeVisible();
  await form.getByLabel('Places').fill('1');
  await expect(form.getByText('Single session')).toBeVisible();
  await form.getByLabel('Public note').fill('Bring a towel.');
  await form.getByLabel('Private note').fill('Pays at the door.');
  await form.getByLabel('Meeting link').fill('https://meet.example.org/yoga');
  await form.getByRole('button', { name: 'Add session' }).click();
  await expect(form).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back')).toBeVisible();
});

test('a line typed into the search fills the form in, and the client it names is booked next', async ({
  page,
}) => {
  await openSignedIn(page, host.url);
  await openPalette(page);
  await page.keyboard.type('Ada piano tomorrow 18:30 30m Studio zzz');
  const found = page.getByRole('option', { name: /Add session.*Ada Lane.*Piano lesson/ });
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Add session' });
  await expect(form.getByLabel('Start')).toHaveValue('18:30');
  await expect(form.getByLabel('Minutes')).toHaveValue('30');
  await expect(form.getByRole('combobox', { name: 'Service' })).toHaveValue('Piano lesson');
  await expect(form.getByRole('combobox', { name: 'Room' })).toHaveValue('Studio');
  await expect(form.getByText('Not understood: zzz')).toBeVisible();
  await expect(form.getByText('Next: the booking of Ada Lane.')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Add session' }).click();
  const booking = page.getByRole('dialog', { name: 'Add booking' });
  await expect(booking.getByRole('combobox', { name: 'Client' })).toHaveValue(/Ada Lane/);
  await booking.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByText('Ada Lane is booked')).toBeVisible();
});

test('words that fit two names are asked about in the form, with the keyboard alone', async ({ page }) => {
  const { engine } = open;
  const note = { email: '', phone: '', note: '' };
  await engine.client.create({ firstName: 'Ada', lastName: 'Moor', ...note });
  await openSignedIn(page, host.url);
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'Add session' });
  await expect(form.getByLabel('Type it in one line')).toBeFocused();
  await page.keyboard.type('Ada yoga 7am');
  await page.keyboard.press('Enter');
  const question = form.getByRole('group', { name: 'Which one is “Ada”?' });
  await expect(question.getByRole('button')).toHaveCount(2);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(question.getByRole('button', { name: 'Ada Moor (client)' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.getByText('Next: the booking of Ada Moor.')).toBeVisible();
  await expect(form.getByLabel('Start')).toHaveValue('07:00');
});

test('moving a booked session shows who is affected and tells them if wanted; Undo withdraws it', async ({
  page,
}) => {
  await open.engine.booking.create({
    sessionId: studio.pianoLesson.id,
    clientId: studio.ben.id,
    priceMinor: 4500,
    fundings: [{ kind: 'account', amountMinor: 4500 }],
  });
  await openSignedIn(page, host.url);
  const lesson = page.getByRole('button', { name: /Piano lesson.*1\/1/ });
  await dragDownAnHour(page, lesson);
  const dialog = page.getByRole('dialog', { name: 'Move this session?' });
  await expect(dialog.getByRole('list', { name: 'Booked' })).toContainText('Ben Moss');
  await expect(dialog.getByRole('checkbox', { name: 'Tell them by e-mail' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByText(/moved to .*1 client is told/)).toBeVisible();
  const states = async () => (await open.engine.message.list({})).rows.map(({ state }) => state);
  expect(await states()).toEqual(['queued']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(states).toEqual(['withdrawn']);
});

test('the timetable is saved as a calendar file that leaves cancelled sessions out or keeps them', async ({
  page,
}) => {
  await openSignedIn(page, host.url);
  await openPalette(page);
  await page.keyboard.type('Calendar feeds');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Whose timetable' }).fill('Paul');
  await page.getByRole('option', { name: 'Paul Reed' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save calendar file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Paul Reed - Studio Nord.ics');
  const file = await downloadedText(download);
  expect(file).toContain('SUMMARY:Piano lesson');
  expect(file).not.toContain('SUMMARY:Yoga');
});
