import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { addDays } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createSmallStudio, openEngine, openSignedIn, thisMonday, accessibilityFaults } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
test.beforeEach(async ({ page }) => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  await createSmallStudio(open);
  open.close();
  await openSignedIn(page, host.url);
  await page.goto(`${new URL(host.url).origin}/#/settings/import`);
});
test.afterEach(() => host.close());

const day = addDays(thisMonday(), 14);

/** A weekly series, one event that is cancelled, and two closed days. */
const CALENDAR = calendar(
  event('series@mail.example', 'Pottery', day, 'RRULE:FREQ=WEEKLY;COUNT=3'),
  event('off@mail.example', 'Yoga', addDays(day, 1), 'STATUS:CANCELLED'),
  `BEGIN:VEVENT\r\nUID:closed@mail.example\r\nDTSTART;VALUE=DATE:${compact(addDays(day, 2))}\r\nDTEND;VALUE=DATE:${compact(addDays(day, 4))}\r\nSUMMARY:Works\r\nEND:VEVENT`,
);

test('a calendar is looked at first, then imported, and undone as a whole', async ({ page }) => {
  await page.getByLabel('File', { exact: true }).setInputFiles(fileOf('timetable.ics', CALENDAR));
  const dryRun = page.getByRole('region', { name: 'What will happen' });
  await expect(dryRun.getByText('3 sessions', { exact: true })).toBeVisible();
  await expect(dryRun.getByText('1 closure', { exact: true })).toBeVisible();
  await expect(dryRun.getByText(/New service “Pottery”/)).toBeVisible();
  await expect(dryRun.getByText(/Cancelled in the file \(.*\); not made\./)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dryRun.getByRole('button', { name: 'Import' }).click();
  const history = page.getByRole('region', { name: 'Imports' });
  await expect(history.getByRole('row', { name: /timetable\.ics.*3 sessions, 1 closure/ })).toBeVisible();
  await expect(dryRun).toBeHidden();

  await page.getByLabel('File', { exact: true }).setInputFiles(fileOf('again.ics', CALENDAR));
  await expect(dryRun.getByText('Nothing new: this file makes no new rows.')).toBeVisible();
  await expect(dryRun.getByRole('button', { name: 'Import' })).toBeDisabled();

  await history.getByRole('button', { name: 'Undo import' }).click();
  const question = page.getByRole('dialog', { name: 'Undo this import?' });
  await expect(question).toContainText('3 sessions, 1 closure');
  await expect(question.getByRole('button', { name: 'Keep as it is' })).toBeFocused();
  await question.getByRole('button', { name: 'Undo import' }).click();
  await expect(history.getByRole('row', { name: /timetable\.ics.*Undone/ })).toBeVisible();
});

test('a table with odd headers is mapped by hand, with the keyboard', async ({ page }) => {
  await page.getByRole('radiogroup', { name: 'What is in the file' }).getByText('Clients').click();
  const table = 'Who,Where\r\nCleo Cole,cleo@mail.example\r\nDora Dean,dora at mail\r\n';
  await page.getByLabel('File', { exact: true }).setInputFiles(fileOf('people.csv', table));
  await expect(page.getByText(/Nothing can be imported yet/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Full name (needed)' }).focus();
  await page.keyboard.type('Who');
  await expect(readyForEnter(page)).toHaveText('Who');
  await page.keyboard.press('Enter');
  const dryRun = page.getByRole('region', { name: 'What will happen' });
  await expect(dryRun.getByText('2 clients', { exact: true })).toBeVisible();
  await page.getByRole('combobox', { name: 'E-mail', exact: true }).focus();
  await page.keyboard.type('Where');
  await expect(readyForEnter(page)).toHaveText('Where');
  await page.keyboard.press('Enter');
  await expect(dryRun.getByText('1 client', { exact: true })).toBeVisible();
  await expect(dryRun.getByText('E-mail: “dora at mail” is not an e-mail address.')).toBeVisible();
  await dryRun.getByRole('button', { name: 'Import' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /people\.csv.*1 client/ })).toBeVisible();
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await expect(page.getByRole('row', { name: /Cleo Cole/ })).toBeVisible();
});

test('a file that is none is refused in words, and nothing is kept', async ({ page }) => {
  await page.getByLabel('File', { exact: true }).setInputFiles(fileOf('picture.ics', '\u0089PNG\0\0\0'));
  await expect(page.getByRole('alert')).toContainText('This is not a text file.');
  await page.getByLabel('File', { exact: true }).setInputFiles(fileOf('timetable.ics', 'Hello'));
  await expect(page.getByRole('alert')).toContainText('This is not a calendar file.');
  await expect(page.getByText('No imports yet')).toBeVisible();
});

test('a template is downloaded and can be imported as it is', async ({ page }) => {
  await page.getByRole('radiogroup', { name: 'What is in the file' }).getByText('Clients').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download template' }).click();
  const file = path.join(host.dataDir, 'template.csv');
  await (await download).saveAs(file);
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await expect(page.getByText('1 client', { exact: true })).toBeVisible();
});

function fileOf(name: string, text: string) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) };
}

function event(uid: string, title: string, date: string, ...lines: readonly string[]): string {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART;TZID=Europe/Berlin:${compact(date)}T170000`,
    `DTEND;TZID=Europe/Berlin:${compact(date)}T180000`,
    `SUMMARY:${title}`,
    ...lines,
    'END:VEVENT',
  ].join('\r\n');
}

function calendar(...events: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}

/** The choice of the open list that Enter would take. */
const readyForEnter = (page: Page): Locator => page.locator('[role="option"][data-combobox-selected]');
