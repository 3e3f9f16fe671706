import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { addDays, type LocalDate, localTime } from '#domain/values/time.ts';
import { openOrThrow } from '#tests/support/database.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createTemporaryFolder } from '../fixtures/temporary-folder.ts';
import {
  accessibilityFaults,
  createSmallStudio,
  type OpenEngine,
  openEngine,
  openSignedIn,
  thisMonday,
} from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

const WEEK_AGO: LocalDate = addDays(thisMonday(), -7);

let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
let dataDir: string;
let host: LaunchedBrowserHost;
test.beforeEach(async () => {
  folder = await createTemporaryFolder();
  dataDir = path.join(folder.path, 'data');
  host = await launchBrowserHost({ dataDir });
  const open = await openEngine(host.url);
  await aWeekAgo(open);
  open.close();
});
test.afterEach(async () => {
  await host.close();
  await folder.remove();
});

test('the seed’s steps: Auto setting says when it runs and rehearses it; Auto history shows what came of it', async ({
  page,
}) => {
  test.slow();
  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Accounting', exact: true }).click();
  await page.getByRole('tab', { name: 'Invoices', exact: true }).click();
  await page.getByRole('link', { name: 'Auto invoices', exact: true }).click();
  const menu = page.getByRole('navigation', { name: 'Auto invoices menu' });
  await expect(menu.getByRole('link', { name: 'Auto setting' })).toHaveAttribute('aria-current', 'page');

  await page.getByLabel('Invoice automatically').check({ force: true });
  const runs = page.getByRole('list', { name: 'The next runs' });
  await expect(runs.getByRole('listitem')).toHaveCount(6);
  await expect(
    page.getByText('Every Monday at 06:00: the completed sessions of the week just ended'),
  ).toBeVisible();
  await choose(page, 'What is invoiced', 'Scheduled sessions');
  await choose(page, 'How often', 'Monthly');
  await expect(
    page.getByText('On the last day of each month at 06:00: the scheduled sessions'),
  ).toBeVisible();
  await choose(page, 'What is invoiced', 'Completed sessions');
  await choose(page, 'How often', 'Weekly');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  await page.getByRole('button', { name: 'Rehearse the next run' }).click();
  await expect(page.getByText('Nobody would be invoiced')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  await menu.getByRole('link', { name: 'Auto history' }).click();
  await expect(page.getByText('No run yet')).toBeVisible();
  await host.close();
  savedTwoWeeksAgo(dataDir);
  host = await launchBrowserHost({ dataDir });
  await openSignedIn(page, host.url);
  await goTo(page, '#/accounting/auto-invoices/history');
  const history = page.getByRole('grid', { name: 'Auto history' });
  await expect(history.getByText('Done').first()).toBeVisible({ timeout: 30_000 });
  await expect(history.getByText('€60.00').first()).toBeVisible();
  await history.getByRole('row').nth(1).click();
  await expect(page.getByText('2 clients, €60.00')).toBeVisible();
  const ada = history.getByRole('row').filter({ hasText: 'Ada Lane' });
  await expect(ada).toContainText('€45.00');
  await expect(ada).toContainText('Sent');
  await page.getByText('Not paid', { exact: true }).click();
  await expect(history.getByRole('row')).toHaveCount(3);
  await page.getByText('Paid', { exact: true }).click();
  await expect(page.getByText('No client matches')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('what nothing will ever bill is listed with its reason, and leads to the session', async ({ page }) => {
  await openSignedIn(page, host.url);
  await goTo(page, '#/accounting/auto-invoices/unbilled');
  const list = page.getByRole('grid', { name: 'Never billed' });
  await expect(list.getByRole('row').filter({ hasText: 'Over, but not saved' })).toContainText('€15.00');
  await expect(list.getByText('Owed, and auto invoicing is off').first()).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await list.getByRole('row').filter({ hasText: 'Over, but not saved' }).click();
  await expect(page.getByRole('dialog')).toContainText('Yoga');
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Last week: piano with Ada and yoga with Ben are saved and owed; another yoga with Ben was never saved. */
async function aWeekAgo(open: OpenEngine): Promise<void> {
  const studio = await createSmallStudio(open);
  const { session, booking, completion } = open.engine;
  const types = await completion.types();
  const completed = types.find(({ builtIn }) => builtIn === 'completed');
  if (!completed) throw new Error('there is always a type for completed');
  const owe = async (like: number, day: number, client: number, amountMinor: number, isSaved: boolean) => {
    const { serviceId, locationId } = await session.get({ id: like as never });
    const { id } = await session.create({
      serviceId,
      locationId,
      roomId: null,
      practitionerId: null,
      title: '',
      date: addDays(WEEK_AGO, day),
      time: localTime('09:00'),
      durationMinutes: 60,
      capacity: 5,
      publicNote: '',
      privateNote: '',
      meetingLink: '',
    });
    const fundings = [{ kind: 'account' as const, amountMinor }];
    await booking.create({ sessionId: id, clientId: client as never, priceMinor: amountMinor, fundings });
    const { version } = await session.get({ id });
    if (isSaved) await completion.save({ sessionId: id, version, typeId: completed.id });
  };
  const [yoga] = studio.yogas;
  if (!yoga) throw new Error('the small studio has yoga');
  await owe(studio.pianoLesson.id, 0, studio.ada.id, 4500, true);
  await owe(yoga.id, 1, studio.ben.id, 1500, true);
  await owe(yoga.id, 2, studio.ben.id, 1500, false);
}

/** As if the setting of today had been saved then: the app was closed at the time of a run. */
function savedTwoWeeksAgo(dir: string): void {
  const db = openOrThrow({ path: path.join(dir, 'callboard.db') });
  db.write((tx) =>
    tx.run(
      `INSERT INTO auto_invoice_settings (enabled, interval, billed, run_time, anchor_day, since_day, due_days, send, auto_billing,
         include_earlier, retry_days, saved_by, saved_at)
       SELECT enabled, interval, billed, run_time, anchor_day, ?, due_days, send, auto_billing, include_earlier, retry_days, saved_by, ?
       FROM auto_invoice_settings ORDER BY id DESC LIMIT 1`,
      [WEEK_AGO, Date.now() - 14 * 86_400_000],
    ),
  );
  db.close();
}
