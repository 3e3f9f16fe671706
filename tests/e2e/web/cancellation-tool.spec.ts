import { expect, type Page, test } from '@playwright/test';
import { addDays } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { cancelButton, goTo, tabTo } from '../fixtures/bulk-cancel-steps.ts';
import { createBookedStudio, jobIsDone } from './cancellation-studio.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn, thisMonday } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
let open: OpenEngine;
test.beforeEach(async () => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
  await createBookedStudio(open);
});
test.afterEach(async () => {
  open.close();
  await host.close();
});

/** The tool with a whole week chosen, this one if no other: four sessions, all affected at once. */
async function openTool(page: Page, monday = thisMonday()): Promise<void> {
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/tool');
  await expect(page.getByRole('heading', { name: 'Cancellation tool' })).toBeVisible();
  await page.getByText('Several days', { exact: true }).click();
  await page.getByRole('textbox', { name: 'First day' }).fill(monday);
  await page.getByRole('textbox', { name: 'Last day' }).fill(addDays(monday, 6));
  await expect(page.getByText('4 of 4 sessions ticked')).toBeVisible();
}

/** The tool with next week chosen, to which the four sessions were moved: on a Sunday nothing of this week is to be decided any more. */
async function openToolOnNextWeek(page: Page): Promise<void> {
  const monday = addDays(thisMonday(), 7);
  const { sessions } = await open.engine.session.inRange({ from: thisMonday(), to: monday });
  for (const { id, version, date, time, durationMinutes } of sessions)
    await open.engine.session.move({ id, version, date: addDays(date, 7), time, durationMinutes });
  await openTool(page, monday);
}

const outbox = async () => (await open.engine.message.list({})).rows;

test('one day shows its sessions ticked at once, and another day those of the other', async ({ page }) => {
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/tool');
  for (const [offset, count] of [
    [0, 1],
    [1, 1],
    [3, 0],
  ] as const) {
    const [year, month, day] = addDays(thisMonday(), offset).split('-');
    await page.getByLabel('Day', { exact: true }).fill(`${day}/${month}/${year}`);
    await expect(
      page.getByText(count === 0 ? 'No sessions in these days' : '1 of 1 session ticked'),
    ).toBeVisible();
  }
});

test('notify only: each client gets one message, nothing is cancelled, and Undo takes it back', async ({
  page,
}) => {
  await openTool(page);
  await page.getByLabel('Notify only').check();
  await page.getByLabel('News or reason').fill('New door code 4711');
  await expect(page.getByText(/Tells 2 clients with 4 bookings in 4 sessions/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send the notice' }).press('Enter');
  await expect(page.getByText('2 messages written')).toBeVisible();
  expect((await outbox()).map(({ state }) => state)).toHaveLength(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(async () => (await outbox()).map(({ state }) => state))
    .toEqual(['withdrawn', 'withdrawn']);
  const { sessions } = await open.engine.session.inRange({
    from: thisMonday(),
    to: addDays(thisMonday(), 7),
  });
  expect(sessions.map(({ state }) => state)).toEqual(['open', 'open', 'open', 'open']);
});

test('cancel without notice goes through the same plan and job, and tells nobody', async ({ page }) => {
  await openTool(page);
  await page.getByLabel('Cancel without notice').check();
  await page.getByLabel('Reason', { exact: true }).fill('Burst pipe');
  await expect(page.getByText(/Cancels 4 sessions; 2 clients get back €30.00/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await cancelButton(page).press('Enter');
  await downloading;
  await jobIsDone(open, 1);
  expect(await outbox()).toEqual([]);
});

test('warn now, decide later, with the keyboard: warned, a clock in the header, one key and Enter cancels', async ({
  page,
}) => {
  await openToolOnNextWeek(page);
  await page.getByLabel('Warn now, decide later').check();
  await tabTo(page, 'News or reason');
  await page.keyboard.type('Storm warning');
  await tabTo(page, 'Send the warning');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'To decide' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Decide by \d\d:\d\d/ })).toBeVisible();
  await expect(page.getByText(/4 sessions, 4 bookings, 2 clients/)).toBeVisible();
  expect((await outbox()).every(({ subject }) => /may have to be cancelled/.test(subject))).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Cancel these sessions?' });
  await expect(dialog).toContainText('€30.00');
  await expect(dialog.getByRole('button', { name: 'Leave it open' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^Job 1/ })).toBeVisible();
  await jobIsDone(open, 1);
  expect((await open.engine.decision.list({})).decisions).toEqual([]);
});

test('what takes place after all is said with one key', async ({ page }) => {
  await openToolOnNextWeek(page);
  await page.getByLabel('Warn now, decide later').check();
  await page.getByLabel('News or reason').fill('Storm warning');
  await page.getByRole('button', { name: 'Send the warning' }).click();
  await expect(page.getByText(/4 sessions, 4 bookings, 2 clients/)).toBeVisible();
  await page.keyboard.press('k');
  await page.getByRole('dialog').getByRole('button', { name: 'They take place' }).press('Enter');
  await expect(page.getByText('Nothing waits to be decided')).toBeVisible();
  expect((await outbox()).filter(({ subject }) => /takes place/.test(subject))).toHaveLength(2);
});
