import { expect, test } from '@playwright/test';
import { addDays, daysBetween, instantToWall } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { drag, dragDownAnHour } from './drag.ts';
import {
  accessibilityFaults,
  createSmallStudio,
  type OpenEngine,
  openEngine,
  openSignedIn,
  STUDIO_ZONE,
  thisMonday,
} from './studio.ts';

// The PC stands in another zone than the studio: times have to be the studio's.
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

test('shows the week in the studio’s zone, and month, day and list by key', async ({ page }) => {
  await openSignedIn(page, host.url);
  await expect(page.getByRole('tab', { name: 'Week' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('button', { name: /Yoga.*09:00.*0\/12/ })).toHaveCount(3);
  await expect(page.getByRole('button', { name: /Piano lesson.*15:00.*0\/1/ })).toHaveCount(1);

  await page.keyboard.press('1');
  await expect(page.getByRole('tab', { name: 'Month' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('4');
  await expect(page.getByText('09:00 – 10:00').first()).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /Yoga/ })).toHaveCount(0);
  await page.keyboard.press('t');
  await expect(page.getByRole('button', { name: /Yoga/ })).toHaveCount(3);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('the pop-up tells what a session is and leads on', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.getByRole('button', { name: /Yoga/ }).first().click();
  const popup = page.getByRole('dialog', { name: 'Yoga' });
  await expect(popup).toContainText('Mira Stone');
  await expect(popup).toContainText('Hall, Main house');
  await expect(popup).toContainText('0 of 12 places taken');
  await expect(popup).toContainText('Bring a mat.');
  await expect(popup.getByRole('button', { name: 'Add booking' })).toBeVisible();
  await popup.getByRole('button', { name: 'View' }).click();
  await expect(page.getByRole('dialog', { name: 'Yoga' })).toContainText('Nobody is booked yet.');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/$/);
});

test('dragging moves a session, says so, and can be undone', async ({ page }) => {
  await openSignedIn(page, host.url);
  await dragDownAnHour(page, page.getByRole('button', { name: /Piano lesson/ }));
  await expect(page.getByText(/Piano lesson moved to/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Piano lesson.*16:00/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: /Piano lesson.*15:00/ })).toBeVisible();
});

test('moving a session with bookings asks first and says how many are concerned', async ({ page }) => {
  await open.engine.booking.create({
    sessionId: studio.pianoLesson.id,
    clientId: studio.ben.id,
    priceMinor: 4500,
    fundings: [{ kind: 'account', amountMinor: 4500 }],
  });
  await openSignedIn(page, host.url);
  await dragDownAnHour(page, page.getByRole('button', { name: /Piano lesson.*1\/1/ }));
  const dialog = page.getByRole('dialog', { name: 'Move this session?' });
  await expect(dialog).toContainText('1 person is booked');
  await expect(dialog.getByRole('button', { name: 'Keep as it is' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Piano lesson.*15:00/ })).toBeVisible();
});

test('dragging over empty time adds a session there, for as long', async ({ page }) => {
  await openSignedIn(page, host.url);
  const yoga = await page.getByRole('button', { name: /Yoga/ }).first().boundingBox();
  if (!yoga) throw new Error('no session on the screen');
  const x = yoga.x + yoga.width / 2;
  // A yoga session is an hour high: from just after 11:00 to just before 12:30.
  const at = (hours: number): number => yoga.y + yoga.height * (hours - 9);
  await drag(page, [x, at(11.1)], [x, at(12.4)]);
  const form = page.getByRole('dialog', { name: 'Add session' });
  await expect(form.getByLabel('Start')).toHaveValue('11:00');
  await expect(form.getByLabel('Minutes')).toHaveValue('90');
  await form.getByRole('button', { name: 'Add session' }).click();
  await expect(page.getByRole('button', { name: /11:00/ })).toHaveCount(1);
});

test('a click on a day of the month adds a session on that day', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.keyboard.press('1');
  const thursday = addDays(thisMonday(), 3);
  await page.locator(`[data-date="${thursday}"]`).last().click();
  const form = page.getByRole('dialog', { name: 'Add session' });
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue(
    thursday.split('-').toReversed().join('/'),
  );
  await form.getByRole('button', { name: 'Add session' }).click();
  await expect(form).toHaveCount(0);
  const { rows } = await open.engine.session.list({ from: thursday, to: addDays(thursday, 1) });
  expect(rows.map(({ date }) => date)).toEqual([thursday]);
});

test('the day is dragged in like the week: over empty time to add, a session to move it', async ({
  page,
}) => {
  await openSignedIn(page, host.url);
  const tuesday = addDays(thisMonday(), 1);
  await page.keyboard.press('3');
  const days = daysBetween(tuesday, instantToWall(Date.now(), STUDIO_ZONE).date);
  for (let day = 0; day < Math.abs(days); day += 1)
    await page.keyboard.press(days > 0 ? 'ArrowLeft' : 'ArrowRight');
  const lesson = page.getByRole('button', { name: /Piano lesson/ });
  await dragDownAnHour(page, lesson);
  await expect(page.getByRole('button', { name: /Piano lesson.*16:00/ })).toBeVisible();
  const box = await lesson.boundingBox();
  if (!box) throw new Error('the session is not on the screen');
  const x = box.x + box.width / 2;
  const at = (hours: number): number => box.y + (box.height / 0.75) * (hours - 16);
  await drag(page, [x, at(13.1)], [x, at(14.4)]);
  const form = page.getByRole('dialog', { name: 'Add session' });
  await expect(form.getByRole('textbox', { name: 'Date' })).toHaveValue(
    tuesday.split('-').toReversed().join('/'),
  );
  await expect(form.getByLabel('Start')).toHaveValue('13:00');
  await expect(form.getByLabel('Minutes')).toHaveValue('90');
});

test('the cog wheel leads to Bulk Cancel with the days that are shown', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.getByRole('button', { name: 'Schedule settings' }).click();
  await page.getByRole('menuitem', { name: 'Bulk Cancel Sessions' }).click();
  await expect(page).toHaveURL(
    new RegExp(`#/cancellations/bulk\\?from=${thisMonday()}&to=${addDays(thisMonday(), 7)}`),
  );
});

test('filters narrow the calendar and outlive a reload', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'Practitioner' }).click();
  await page.getByRole('option', { name: 'Paul Reed' }).click();
  await expect(page.getByRole('button', { name: /Yoga/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Piano lesson/ })).toBeVisible();
  await page.reload();
  await openSignedIn(page, `${new URL(host.url).origin}/`);
  await expect(page.getByRole('button', { name: '1 filter' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Yoga/ })).toHaveCount(0);
});
