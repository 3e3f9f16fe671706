import { expect, type Page, test } from '@playwright/test';
import type { ClientId, SessionId } from '#domain/values/ids.ts';
import { addDays } from '#domain/values/time.ts';
import { cancelButton, expectAccepted, goTo, refundPlan } from '../fixtures/bulk-cancel-steps.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { askBooks, checkStudio, refundedAtProcessor } from '../fixtures/studio-books.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts';
import { cancelSessions, jobIsDone } from './cancellation-studio.ts';
import {
  accessibilityFaults,
  createSmallStudio,
  type OpenEngine,
  openEngine,
  openSignedIn,
  thisMonday,
} from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

let folder: TemporaryFolder;
let host: LaunchedBrowserHost;
let open: OpenEngine;
let studio: Awaited<ReturnType<typeof createSmallStudio>>;
test.beforeEach(async () => {
  folder = await createTemporaryFolder();
  host = await launchBrowserHost({ dataDir: folder.path });
  open = await openEngine(host.url);
  studio = await createSmallStudio(open);
});
test.afterEach(async () => {
  open.close();
  await host.close();
  await folder.remove();
});

/** Yoga on these days, counted from this Monday: those of next week are not over whatever the day is. */
async function addSessions(days: readonly number[], title = ''): Promise<SessionId[]> {
  const ids: SessionId[] = [];
  for (const day of days) {
    const { id } = await open.engine.session.create({
      serviceId: studio.yoga.id,
      locationId: studio.location.id,
      roomId: studio.hall.id,
      practitionerId: studio.mira.id,
      title,
      date: addDays(thisMonday(), day),
      time: '10:00' as never,
      durationMinutes: 60,
      capacity: 12,
      publicNote: '',
      privateNote: '',
      meetingLink: '',
    });
    ids.push(id);
  }
  return ids;
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
  await addSessions([7, 9]);
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

/** All that money is in: what each client owes and has, and what is left of each package. */
const booksOf = () => ({
  accounts: askBooks(
    host.dataDir,
    `SELECT a.kind, a.client_id, SUM(p.amount_minor) AS minor FROM ledger_postings p JOIN ledger_accounts a ON a.id = p.account_id
     GROUP BY a.id HAVING minor <> 0 ORDER BY 1, 2`,
  ),
  lots: askBooks(host.dataDir, 'SELECT id, bought, used, expired FROM credit_lots ORDER BY id'),
  bookings: askBooks(host.dataDir, 'SELECT id, session_id, state, price_minor FROM bookings ORDER BY id'),
});

test('a closure cancels places paid by package, cash and card, and removing it restores exactly these', async ({
  page,
}) => {
  const { engine } = open;
  const [inside = 0 as SessionId, alone = 0 as SessionId] = await addSessions([7, 8]);
  const [outside = 0 as SessionId] = await addSessions([9]);
  const book = (sessionId: SessionId, clientId: ClientId, fundings: Funding) =>
    engine.booking.create({ sessionId, clientId, priceMinor: 1500, fundings: [fundings] });
  const { lots } = await engine.booking.options({ sessionId: inside, clientId: studio.ada.id });
  const cash = { kind: 'new_payment', method: 'cash', amountMinor: 1500 } as const;
  await book(inside, studio.ada.id, { kind: 'package', lotId: lots[0]?.id ?? (0 as never) });
  await book(inside, studio.ben.id, cash);
  await book(outside, studio.ben.id, cash);
  // Cancelled for another reason, before: it lies inside too and has to stay as it is.
  await jobIsDone(open, await cancelSessions(open, [alone]));
  const before = booksOf();
  const cleo = await engine.client.create({
    firstName: 'Cleo',
    lastName: 'Park',
    email: '',
    phone: '',
    note: '',
  });
  await book(inside, cleo.id, { ...cash, method: 'card' });

  await openSignedIn(page, host.url);
  await page.getByRole('button', { name: 'Schedule settings' }).click();
  await page.getByRole('menuitem', { name: 'Add closure' }).click();
  await fillClosure(page, 'Burst pipe');
  const form = page.getByRole('dialog', { name: 'Add closure' });
  await expect(form).toContainText('1 session with 3 bookings of 3 clients lies inside.');
  await form.getByRole('button', { name: 'Add closure' }).click();
  const panel = page.getByRole('dialog', { name: 'Burst pipe' });
  await panel.getByRole('link', { name: 'Cancel the session inside' }).click();
  await expect(refundPlan(page)).toContainText('€15.00');
  await cancelButton(page).click();
  await expectAccepted(page);
  const [closure] = (await engine.closure.list({})).rows;
  await jobIsDone(open, closure?.jobs[0]?.jobId ?? 0);
  const card = askBooks<{ reference: string }>(
    host.dataDir,
    "SELECT provider_ref AS reference FROM payments WHERE method = 'card'",
  );
  expect(refundedAtProcessor(host.dataDir).get(card[0]?.reference ?? '')).toEqual([1500]);

  await goTo(page, '/cancellations/closures');
  await page.getByRole('row', { name: /Burst pipe/ }).click();
  await panel.getByRole('button', { name: 'Remove' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Burst pipe?' });
  await expect(question).toContainText('1 session open again');
  // The card has its money back; that alone cannot be taken back.
  await expect(question.getByRole('region', { name: 'What can’t be undone (1)' })).toContainText('Cleo Park');
  expect(await accessibilityFaults(page)).toEqual([]);
  await question.getByRole('button', { name: 'Remove and bring back' }).click();
  await expect
    .poll(async () => (await engine.session.get({ id: inside })).state, { timeout: 20_000 })
    .toBe('open');
  await expect
    .poll(async () => (await engine.session.get({ id: inside })).booked, { timeout: 20_000 })
    .toBe(3);
  expect((await engine.session.get({ id: alone })).state).toBe('canceled');
  expect((await engine.session.get({ id: outside })).state).toBe('open');
  const after = booksOf();
  expect(after.lots).toEqual(before.lots);
  expect(after.bookings.slice(0, -1)).toEqual(before.bookings);
  expect(after.accounts).toEqual(before.accounts);
  open.close();
  await host.close();
  expect(checkStudio(folder.path)).toContain('Everything is in order.');
});

type Funding = Parameters<OpenEngine['engine']['booking']['create']>[0]['fundings'][number];

test('school holidays come from a calendar file; sessions that lie inside are marked on calendar and list', async ({
  page,
}) => {
  await addSessions([8], 'Holiday yoga');
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations/closures');
  await page.getByRole('button', { name: 'Import holidays' }).click();
  const panel = page.getByRole('dialog', { name: 'Import holidays' });
  await panel.getByText('Import holidays (ICS)').click();
  const choosing = page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: 'Calendar file' }).click();
  await (await choosing).setFiles({
    name: 'school.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from(schoolCalendar()),
  });
  await expect(panel.getByRole('table')).toContainText('Autumn break');
  await expect(panel.getByRole('status')).toContainText('1 closure');
  expect(await accessibilityFaults(page)).toEqual([]);
  await panel.getByRole('button', { name: /^Import 1/ }).click();
  await expect(page.getByRole('row', { name: /Autumn break/ })).toBeVisible();

  await goTo(page, '/sessions');
  const row = page.getByRole('grid', { name: 'Sessions' }).getByRole('row', { name: /Holiday yoga/ });
  await expect(row).toContainText('Closed');
  await expect(row.getByTitle('Inside a closure: Autumn break')).toBeVisible();
  await goTo(page, '/');
  await page.getByRole('button', { name: 'Later' }).click();
  await page
    .getByRole('button', { name: /Holiday yoga/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Holiday yoga' })).toContainText('Autumn break');
});

/** One whole-day entry over Monday to Wednesday of next week. */
const schoolCalendar = (): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//example//school//EN',
    'BEGIN:VEVENT',
    'UID:autumn@school.example',
    'DTSTAMP:20260101T000000Z',
    `DTSTART;VALUE=DATE:${addDays(thisMonday(), 7).replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(thisMonday(), 10).replaceAll('-', '')}`,
    'SUMMARY:Autumn break',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
