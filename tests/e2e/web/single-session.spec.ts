import { expect, type Page, test } from '@playwright/test';
import { addDays } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { accessibilityFaults, type OpenEngine, openEngine } from './studio.ts';
import { addLesson, createTrialLesson, LESSON_DAY, openTrialLesson } from './trial-lesson.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

/** The steps of seed 004: an event of the booking calendar, and what can be done with it. */

let host: LaunchedBrowserHost;
let open: OpenEngine;

const LATER = addDays(LESSON_DAY, 1);

test.beforeAll(async () => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
  const studio = await createTrialLesson(open);
  await addLesson(open, studio, { title: 'Scales', date: LATER, time: '10:00' });
});
test.afterAll(async () => {
  open.close();
  await host.close();
});

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

test('a time that is taken is said so, and "Move anyway" overrules it', async ({ page }) => {
  const popup = await openPopup(page);
  await popup.getByRole('button', { name: 'Reschedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule this session' });
  await dialog.getByRole('textbox', { name: 'New date' }).fill(inBritain(LATER));
  await dialog.getByLabel('New start').fill('10:15');
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  const conflict = dialog.getByRole('alert');
  await expect(conflict).toContainText('Scales');
  await expect(conflict).toContainText('10:00');
  // Nothing has happened yet.
  await expect(popup).toContainText('15:00');
  await conflict.getByRole('button', { name: 'Move anyway' }).click();
  await expect(page.getByText(/Trial lesson moved to .*10:15/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(popup).toContainText('15:00');
});

test('after the cut-off an owner goes on, is told so before, and the history calls it an override', async ({
  page,
}) => {
  const usual = await open.engine.studio.cutOffs();
  await open.engine.studio.updateCutOffs({ ...usual, rescheduleCutOffHours: 8760, cancelCutOffHours: 8760 });
  const popup = await openPopup(page);
  await popup.getByRole('button', { name: 'Cancel', exact: true }).click();
  const cancel = page.getByRole('dialog', { name: 'Cancel this session' });
  await expect(cancel.getByRole('note')).toContainText('The cut-off for cancelling was');
  await expect(cancel.getByRole('note')).toContainText('the history will call it an override');
  // Escape closes the dialog alone; the panel below stays.
  await page.keyboard.press('Escape');
  const panel = page.getByRole('dialog', { name: 'Trial lesson' });
  await panel.getByRole('button', { name: 'Reschedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule this session' });
  await expect(dialog.getByRole('note')).toContainText('The cut-off for rescheduling was');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('textbox', { name: 'New date' }).fill(inBritain(LATER));
  await dialog.getByLabel('New start').fill('16:00');
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  await expect(page.getByText(/Trial lesson moved to .*16:00/)).toBeVisible();
  await expect(panel).toContainText('Moved or offered after the cut-off: override');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel).toContainText('15:00');
  await open.engine.studio.updateCutOffs(usual);
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

const openPopup = (page: Page) => openTrialLesson(page, host.url);

function inBritain(date: string): string {
  return date.split('-').toReversed().join('/');
}
