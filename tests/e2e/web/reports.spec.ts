import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { addDays, localTime } from '#domain/values/time.ts';
import { accessibilityFaults, deskForEachTest, thisMonday } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

/** Ada has come to yoga last Monday and paid 15.00 in cash; Ben was there too and owes it. */
test.beforeEach(async () => {
  const { session, booking, completion } = desk.engine;
  const { yoga, location, hall, mira, ada, ben } = desk.studio;
  const { id } = await session.create({
    serviceId: yoga.id,
    locationId: location.id,
    roomId: hall.id,
    practitionerId: mira.id,
    title: '',
    date: addDays(thisMonday(), -7),
    time: localTime('10:00'),
    durationMinutes: 60,
    capacity: 4,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  await booking.create({
    sessionId: id,
    clientId: ada.id,
    priceMinor: 1500,
    fundings: [{ kind: 'new_payment', method: 'cash', amountMinor: 1500 }],
  });
  await booking.create({
    sessionId: id,
    clientId: ben.id,
    priceMinor: 1500,
    fundings: [{ kind: 'account', amountMinor: 1500 }],
  });
  const [type] = (await completion.types()).filter(({ builtIn }) => builtIn === 'completed');
  if (!type) throw new Error('no type');
  const { version } = await session.get({ id });
  await completion.save({ sessionId: id, typeId: type.id, version });
});

/** The figure in this column of the line. */
const figure = (page: Page, grid: string, line: RegExp, column: number) =>
  page
    .getByRole('grid', { name: grid, exact: true })
    .getByRole('row', { name: line })
    .getByRole('gridcell')
    .nth(column);

async function lastThirtyDays(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name: 'Last 30 days' }).click();
}

test('each report opens with its chart, and what stands in one stands in the others', async ({ page }) => {
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Revenue', level: 1 })).toBeVisible();
  await lastThirtyDays(page);
  const net = 5;
  await expect(figure(page, 'Revenue', /^Total/, net)).toContainText('30.00');
  await expect(page.getByRole('figure', { name: /Revenue by day/ })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const [tab, line, column, text] of [
    ['Payments', /^Cash/, 1, '75.00'],
    ['Outstanding balances', /^Ben/, 0, '15.00'],
    ['Attendance', /^Total/, 3, '2'],
    ['Practitioners', /^Mira/, 3, '30.00'],
    ['Trial balance', /^Clients/, 3, '€15.00'],
    ['Package liability', /^Total/, 5, '60.00'],
  ] as const) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expect(figure(page, tab, line, column)).toContainText(text);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  await page.getByRole('tab', { name: 'Refunds', exact: true }).click();
  await expect(page.getByText('Nothing in these days')).toBeVisible();
  await page.getByRole('tab', { name: 'Journal', exact: true }).click();
  const journal = page.getByRole('grid', { name: 'Journal' });
  await expect(journal.getByRole('row', { name: /Payment.*Cash.*Ada/ })).toHaveCount(2);
  await page.getByRole('tab', { name: 'Never billed', exact: true }).click();
  const orphans = page.getByRole('grid', { name: 'Never billed' });
  await expect(orphans.getByRole('row', { name: /No automatic invoicing.*Ben/ })).toContainText('15.00');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a figure opens its rows by the keyboard, and a row its session; going back loses nothing', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  await lastThirtyDays(page);
  await page.getByRole('combobox', { name: 'Rows' }).click();
  await page.getByRole('option', { name: 'Service' }).click();
  await page.getByRole('checkbox', { name: 'Compare with before' }).check();
  const grid = page.getByRole('grid', { name: 'Revenue', exact: true });
  await expect(grid.getByRole('row', { name: /^Yoga/ })).toContainText('30.00');
  await grid.focus();
  for (const key of ['Home', ...Array.from({ length: 5 }, () => 'ArrowRight')])
    await page.keyboard.press(key);
  const opened = await grid.locator('[data-active]').innerText();
  await page.keyboard.press('Enter');
  const rows = page.getByRole('grid', { name: 'Rows of this figure' });
  await expect(rows.getByRole('row')).toHaveCount(3);
  await expect(page.getByText(/30\.00 · 2 rows/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await expect(rows).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Yoga');
  await page.keyboard.press('Escape');
  await expect(rows).toBeFocused();
  await page.getByRole('button', { name: 'Back to the report' }).press('Enter');
  // At the figure that was open.
  await expect(grid).toBeFocused();
  await expect(grid.locator('[data-active]')).toHaveText(opened);
  await expect(page.getByRole('checkbox', { name: 'Compare with before' })).toBeChecked();
});

test('a bar opens its figure, and a payment among the rows the payment itself', async ({ page }) => {
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  await page.getByRole('tab', { name: 'Payments', exact: true }).click();
  await lastThirtyDays(page);
  await page
    .getByRole('figure', { name: /^Payments by/ })
    .locator('.recharts-bar-rectangle path')
    .first()
    .click();
  const rows = page.getByRole('grid', { name: 'Rows of this figure' });
  await expect(rows.getByRole('row')).toHaveCount(3);
  await rows
    .getByRole('button', { name: /^No\. / })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: '€60.00, cash' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Never billed', exact: true }).click();
  const orphans = page.getByRole('grid', { name: 'Never billed' });
  await expect(orphans.getByRole('row', { name: /Ben/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Practitioner' }).click();
  await page.getByRole('option', { name: /Paul/ }).click();
  await expect(page.getByText('Nothing in these days')).toBeVisible();
});

test('a report is saved as a file and printed on paper', async ({ page }) => {
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  await page.getByRole('tab', { name: 'Payments', exact: true }).click();
  await lastThirtyDays(page);
  await expect(figure(page, 'Payments', /^Cash/, 1)).toContainText('75.00');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text.startsWith('\uFEFFmethod,Payments,Taken')).toBe(true);
  expect(text).toContain('cash,2,75.00,0.00,0.00,0.00,0.00,75.00\r\n');

  await page.getByRole('link', { name: 'Print' }).click();
  const sheet = page.getByRole('article', { name: 'Payments' });
  await expect(sheet).toContainText('Studio Nord');
  await expect(sheet.getByRole('row', { name: /^Cash/ })).toContainText('75.00');
  await expect(sheet.getByRole('figure', { name: /^Payments by/ })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main menu' })).toBeHidden();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
