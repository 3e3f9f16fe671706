import { expect, type Page, test } from '@playwright/test';
import { addDays, localTime } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { accessibilityFaults, createSmallStudio, openEngine, openSignedIn, thisMonday } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

/** The steps of seed 004: an event of the booking calendar, and what can be done with it. */

let host: LaunchedBrowserHost;

/** Tuesday of next week, when nothing of it is over yet. */
const DAY = addDays(thisMonday(), 8);
const LATER = addDays(DAY, 1);

test.beforeAll(async () => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  const studio = await createSmallStudio(open);
  const { session, booking } = open.engine;
  const { id } = await session.create({
    serviceId: studio.piano.id,
    locationId: studio.location.id,
    roomId: studio.studio.id,
    practitionerId: studio.paul.id,
    title: 'Trial lesson',
    date: DAY,
    time: localTime('15:00'),
    durationMinutes: 45,
    capacity: 1,
    publicNote: 'Bring your own score.',
    privateNote: '',
    meetingLink: 'https://meet.example.org/paul',
  });
  await booking.create({
    sessionId: id,
    clientId: studio.ada.id,
    priceMinor: 4500,
    fundings: [{ kind: 'new_payment', method: 'cash', amountMinor: 4500 }],
  });
  open.close();
});
test.afterAll(() => host.close());

test('the event of the calendar shows the facts and the ways on', async ({ page }) => {
  const popup = await openPopup(page);
  await expect(popup).toContainText('1 of 1 places taken');
  await expect(popup).toContainText('Bring your own score.');
  for (const name of ['View', 'Reschedule', 'Cancel'])
    await expect(popup.getByRole('button', { name, exact: true })).toBeVisible();
  // It can be completed only once it has begun.
  await expect(popup.getByRole('button', { name: 'Complete' })).toHaveCount(0);
  const start = popup.getByRole('link', { name: 'Start now' });
  await expect(start).toHaveAttribute('href', 'https://meet.example.org/paul');
  await expect(start).toHaveAttribute('rel', /noopener/);
  await expect(popup).toContainText('It begins on');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('"Choose new time": date and time, what will happen, and back again by Undo', async ({ page }) => {
  const popup = await openPopup(page);
  await popup.getByRole('button', { name: 'Reschedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule this session' });
  await expect(dialog.getByRole('radio', { name: 'Choose new time' })).toBeChecked();
  await dialog.getByRole('textbox', { name: 'New date' }).fill(inBritain(LATER));
  await dialog.getByLabel('New start').fill('16:00');
  await expect(dialog).toContainText('Ada Lane keeps the place and gets an e-mail');
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  await expect(page.getByText(/Trial lesson moved to .*16:00/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('dialog', { name: 'Trial lesson' })).toContainText('15:00');
});

test('the time that it has already is no new time', async ({ page }) => {
  const popup = await openPopup(page);
  await popup.getByRole('button', { name: 'Reschedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule this session' });
  await dialog.getByLabel('New start').fill('15:00');
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  await expect(dialog).toContainText('The session has this time already');
});

test('"Let customer choose": the message, the times, the tray, and the answer entered there', async ({
  page,
}) => {
  const popup = await openPopup(page);
  await popup.getByRole('button', { name: 'Reschedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule this session' });
  await dialog.getByRole('radio', { name: 'Let customer choose' }).check();
  await dialog.getByLabel('Message to the customer').fill('Paul is away that afternoon.');
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  await expect(dialog).toContainText('Choose at least one time to offer.');
  const times = dialog.getByRole('group', { name: 'Times to offer' });
  await times.getByRole('checkbox').nth(0).press('Space');
  await times.getByRole('checkbox').nth(2).press('Space');
  await expect(dialog).toContainText('2 times to choose from until');
  await expect(dialog).toContainText('Without an answer nothing changes.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  await expect(page.getByText('Ada Lane is asked to choose a new time')).toBeVisible();

  // The seat is kept: the session is where it was, and the answer is waited for.
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Waiting choices' }).click();
  const tray = page.getByRole('table', { name: 'Offers that wait for an answer' });
  await expect(tray).toContainText('Trial lesson');
  expect(await accessibilityFaults(page)).toEqual([]);
  await tray.getByRole('button', { name: 'Enter choice' }).click();
  const answer = page.getByRole('dialog', { name: 'What did Ada Lane choose?' });
  await answer.getByRole('radio').nth(1).check();
  await answer.getByRole('button', { name: 'Move to this time' }).click();
  await expect(page.getByText(/Ada Lane comes on/)).toBeVisible();
  await expect(page.getByText('Nobody is choosing')).toBeVisible();
  await page.getByRole('alert').filter({ hasText: 'comes on' }).getByRole('button', { name: 'Undo' }).click();
  await expect(tray).toContainText('Trial lesson');
  await tray.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('Nobody is choosing')).toBeVisible();
});

test('"Cancel" asks for a reason, says to the cent what goes back, and runs as a job', async ({ page }) => {
  const popup = await openPopup(page);
  await popup.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel this session' });
  await expect(dialog).toContainText('€45.00');
  await dialog.getByRole('button', { name: 'Yes, cancel the session' }).click();
  await expect(dialog).toContainText('Say why the sessions are cancelled.');
  await dialog.getByLabel('Reason').fill('Paul is ill');
  expect(await accessibilityFaults(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Yes, cancel the session' }).click();
  await download;
  const panel = page.getByRole('dialog', { name: 'Trial lesson' });
  await expect(panel).toContainText('Reason: Paul is ill');
  await expect(panel).toContainText('Cancelled');
});

async function openPopup(page: Page) {
  await openSignedIn(page, host.url);
  await page.getByRole('button', { name: 'Later' }).click();
  await page
    .getByRole('button', { name: /Trial lesson/ })
    .first()
    .click();
  return page.getByRole('dialog', { name: 'Trial lesson' });
}

function inBritain(date: string): string {
  return date.split('-').toReversed().join('/');
}
