import { expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import path from 'node:path';
import { localTime } from '#domain/values/time.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn } from './studio.ts';
import { createTrialLesson, LESSON_DAY, openTrialLesson } from './trial-lesson.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

/** What becomes of a choice that nobody makes: the deadline, its fallback, and what the desk can still do. */

let folder: TemporaryFolder;
let host: LaunchedBrowserHost;
let open: OpenEngine;
let studio: Awaited<ReturnType<typeof createTrialLesson>>;

test.beforeEach(async () => {
  folder = await createTemporaryFolder();
  host = await launchBrowserHost({ dataDir: folder.path });
  open = await openEngine(host.url);
  studio = await createTrialLesson(open);
});
test.afterEach(async () => {
  open.close();
  await host.close();
  await folder.remove();
});

/** Ada is asked for another time; without an answer the session is cancelled. */
async function offer({ engine }: OpenEngine): Promise<void> {
  const { version } = await engine.session.get({ id: studio.sessionId });
  await engine.offer.make({
    sessionId: studio.sessionId,
    version,
    message: '',
    choices: [{ date: LESSON_DAY, time: localTime('17:00') }],
    deadlineDate: LESSON_DAY,
    deadlineTime: localTime('09:00'),
    fallback: 'cancel',
  });
}

/** The app is closed, and opened again after the deadline. */
async function sleepOverTheDeadline(): Promise<void> {
  open.close();
  await host.close();
  const raw = new Database(path.join(folder.path, 'callboard.db'));
  raw.prepare('UPDATE reschedule_offers SET deadline_at = ?').run(Date.now() - 60_000);
  raw.close();
  host = await launchBrowserHost({ dataDir: folder.path });
  open = await openEngine(host.url);
}

const tray = (page: Page) => page.getByRole('table', { name: 'Offers that wait for an answer' });

test('without an answer the session is cancelled at the deadline, once, and the money goes back', async ({
  page,
}) => {
  const popup = await openTrialLesson(page, host.url);
  await popup.getByRole('button', { name: 'Reschedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule this session' });
  await dialog.getByRole('radio', { name: 'Let customer choose' }).check();
  await dialog.getByRole('group', { name: 'Times to offer' }).getByRole('checkbox').first().press('Space');
  await dialog.getByRole('radio', { name: /Cancel the session and give back/ }).check();
  await expect(dialog).toContainText('Without an answer the session is cancelled on your behalf');
  await expect(dialog).toContainText('€45.00');
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  await expect(page.getByText('Ada Lane is asked to choose a new time')).toBeVisible();

  await sleepOverTheDeadline();
  await openSignedIn(page, host.url);
  await goTo(page, '/sessions/offers');
  await expect(page.getByText('Nobody is choosing')).toBeVisible();
  await goTo(page, `/sessions?session=${studio.sessionId}`);
  const panel = page.getByRole('dialog', { name: 'Trial lesson' });
  await expect(panel).toContainText('Reason: No new time was chosen until');
  await expect(panel).toContainText('Cancelled');
  await page.keyboard.press('Escape');
  await goTo(page, `/clients?client=${studio.ada.id}`);
  await expect(page.getByRole('dialog', { name: 'Ada Lane' })).toContainText('€45.00');
  await goTo(page, '/cancellations');
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
});

test('"Extend" gives the client longer, and can be undone', async ({ page }) => {
  await offer(open);
  await openSignedIn(page, host.url);
  await goTo(page, '/sessions/offers');
  await expect(tray(page)).toContainText('09:00');
  await tray(page).getByRole('button', { name: 'Extend' }).click();
  const dialog = page.getByRole('dialog', { name: 'A later deadline' });
  await expect(dialog).toContainText('Ada Lane is not told of it by Callboard.');
  await dialog.getByLabel('Time', { exact: true }).fill('16:00');
  await dialog.getByRole('button', { name: 'Extend' }).click();
  await expect(dialog).toContainText('The session begins before that. Choose an earlier time.');
  await dialog.getByLabel('Time', { exact: true }).fill('14:30');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByText('Deadline changed')).toBeVisible();
  await expect(tray(page)).toContainText('14:30');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tray(page)).toContainText('09:00');
});

test('a fallback that cannot run says why, is counted as a problem, and is done by hand', async ({
  page,
}) => {
  const anna = { name: 'Anna Admin', pin: '246802' };
  const made = await open.engine.staff.create({ ...anna, role: 'admin', practitionerId: null });
  const hers = await openEngine(host.url);
  await hers.engine.auth.signIn({ staffId: made.id, pin: anna.pin });
  await offer(hers);
  hers.close();
  const row = (await open.engine.staff.list()).find(({ id }) => id === made.id);
  await open.engine.staff.update({
    id: made.id,
    name: anna.name,
    role: 'admin',
    practitionerId: null,
    version: row?.version ?? 0,
    active: false,
  });

  await sleepOverTheDeadline();
  await openSignedIn(page, host.url);
  await page.getByRole('button', { name: '1 problem to solve' }).click();
  await page.getByRole('link', { name: '1 choice is over and could not be ended as agreed' }).click();
  await expect(tray(page)).toContainText(
    'Over, but not cancelled: Anna Admin may not cancel sessions any more.',
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  await tray(page).getByRole('button', { name: 'Cancel session' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel this session' });
  await expect(dialog).toContainText('Ada Lane has been asked to choose a new time. That is withdrawn.');
  await dialog.getByLabel('Reason').fill('Nobody answered');
  await dialog.getByRole('button', { name: 'Yes, cancel the session' }).click();
  await expect(page.getByRole('dialog', { name: 'Trial lesson' })).toContainText('Reason: Nobody answered');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nobody is choosing')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nothing to solve' })).toBeVisible();
});
