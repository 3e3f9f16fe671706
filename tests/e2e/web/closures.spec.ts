import { expect, type Page, test } from '@playwright/test';
import { addDays } from '#domain/values/time.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import {
  accessibilityFaults,
  createSmallStudio,
  type OpenEngine,
  openEngine,
  openSignedIn,
  thisMonday,
} from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

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

/** A Monday and Wednesday of next week, so that nothing is over whatever the day is. */
async function addSessionsOfNextWeek(): Promise<void> {
  for (const day of [7, 9])
    await open.engine.session.create({
      serviceId: studio.yoga.id,
      locationId: studio.location.id,
      roomId: studio.hall.id,
      practitionerId: studio.mira.id,
      title: '',
      date: addDays(thisMonday(), day),
      time: '10:00' as never,
      durationMinutes: 60,
      capacity: 12,
      publicNote: '',
      privateNote: '',
      meetingLink: '',
    });
}

const typedDay = (days: number): string => {
  const [year, month, day] = addDays(thisMonday(), days).split('-');
  return `${day}/${month}/${year}`;
};

async function fillClosure(page: Page, name: string): Promise<void> {
  const form = page.getByRole('dialog', { name: 'Add closure' });
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByRole('textbox', { name: 'First day' }).fill(typedDay(7));
  await form.getByRole('textbox', { name: 'Last day' }).fill(typedDay(8));
  await page.keyboard.press('Tab');
}

test('a closure is added on the calendar, cancels what lies inside, and brings it back when it is removed', async ({
  page,
}) => {
  await addSessionsOfNextWeek();
  await openSignedIn(page, host.url);
  await page.getByRole('button', { name: 'Schedule settings' }).click();
  await page.getByRole('menuitem', { name: 'Add closure' }).click();
  await fillClosure(page, 'Burst pipe');
  const form = page.getByRole('dialog', { name: 'Add closure' });
  await expect(form.getByText('1 session that nobody has booked lies inside.')).toBeVisible();
  await form.getByRole('button', { name: 'Add closure' }).click();

  const panel = page.getByRole('dialog', { name: 'Burst pipe' });
  await expect(panel.getByRole('heading', { name: 'Sessions inside (1)' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await panel.getByRole('link', { name: 'Cancel the session inside' }).click();
  await expect(page.getByText('1 of 1 session ticked')).toBeVisible();
  await expect(page.getByLabel('Reason')).toHaveValue('Burst pipe');
  await page.getByRole('button', { name: 'Cancel Selected & download CSV' }).click();
  await expect(page.getByRole('heading', { name: 'The cancellation is being processed' })).toBeVisible();

  await goTo(page, '/cancellations/closures');
  const row = page.getByRole('row', { name: /Burst pipe/ });
  await expect(row).toContainText('Job 1');
  await expect
    .poll(async () => (await open.engine.closure.list({})).rows[0]?.jobs[0]?.state, { timeout: 20_000 })
    .toBe('done');
  await row.click();
  await page.getByRole('dialog', { name: 'Burst pipe' }).getByRole('button', { name: 'Remove' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Burst pipe?' });
  await expect(question).toContainText('1 session open again');
  await question.getByRole('button', { name: 'Remove and bring back' }).click();
  await expect(page.getByText('Burst pipe removed. Its sessions are being brought back.')).toBeVisible();
  await expect
    .poll(
      async () => {
        const range = { from: addDays(thisMonday(), 7), to: addDays(thisMonday(), 14) };
        return (await open.engine.session.inRange(range)).sessions.map(({ state }) => state);
      },
      { timeout: 20_000 },
    )
    .toEqual(['open', 'open']);
});

test('a closure stands at the head of its days, opens from there, and can be taken back', async ({
  page,
}) => {
  await openSignedIn(page, host.url);
  await page.getByRole('button', { name: 'Schedule settings' }).click();
  await page.getByRole('menuitem', { name: 'Add closure' }).click();
  await fillClosure(page, 'Floor sanded');
  const form = page.getByRole('dialog', { name: 'Add closure' });
  await form.getByText('Room', { exact: true }).click();
  await form.getByRole('button', { name: 'Add closure' }).click();
  await expect(form.getByText('Choose one from the list.')).toBeVisible();
  await form.getByRole('combobox', { name: 'Room' }).click();
  await page.getByRole('option', { name: 'Hall' }).click();
  await form.getByRole('button', { name: 'Add closure' }).click();
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByRole('button', { name: /Floor sanded · Hall/ }).click();
  const panel = page.getByRole('dialog', { name: 'Floor sanded' });
  await expect(panel).toContainText('Hall');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /Floor sanded/ })).toHaveCount(0);
});

test('public holidays are ticked, imported once and marked the next time', async ({ page }) => {
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/closures');
  await page.getByRole('button', { name: 'Import holidays' }).click();
  const panel = page.getByRole('dialog', { name: 'Import holidays' });
  const year = Number(thisMonday().slice(0, 4)) + 1;
  await panel.getByRole('combobox', { name: 'Year' }).click();
  await page.getByRole('option', { name: String(year) }).click();
  await expect(panel.getByRole('checkbox', { name: /Christmas Day/ }).first()).toBeChecked();
  expect(await accessibilityFaults(page)).toEqual([]);
  await panel.getByRole('button', { name: /^Import \d+ holidays$/ }).click();
  await expect(page.getByRole('row', { name: /Christmas Day/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Import holidays' }).click();
  await panel.getByRole('combobox', { name: 'Year' }).click();
  await page.getByRole('option', { name: String(year) }).click();
  await expect(panel.getByText('Imported before').first()).toBeVisible();
});
