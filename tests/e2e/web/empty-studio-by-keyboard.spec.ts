import { expect, type Page, test } from '@playwright/test';
import { addDays, instantToWall, weekStartOf } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { downloadedText } from './cancellation-studio.ts';
import { type Hands, keyboardOnly, pointersUsed } from './keyboard.ts';
import { OWNER, STUDIO_ZONE } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
test.beforeEach(async () => {
  host = await launchBrowserHost();
});
test.afterEach(() => host.close());

test('a new person goes from the first start to the report of a cancelled week, with the keyboard alone', async ({
  page,
}) => {
  test.slow();
  const hands = await keyboardOnly(page);
  await page.goto(host.url);
  await setUp(page, hands);
  await fillCatalog(page, hands);
  await addClientWithPackage(page, hands);
  await addSessions(page, hands);
  await bookEveryKind(page, hands);
  await cancelTheWeek(page, hands);
  await readTheJob(page, hands);
  expect(await pointersUsed(page)).toBe(0);
});

async function setUp(page: Page, hands: Hands): Promise<void> {
  await hands.tabTo(page.getByRole('button', { name: 'Set up an empty studio' }));
  await hands.press('Enter');
  await expect(page.getByLabel('Studio name')).toBeFocused();
  await hands.type('Studio Nord');
  await hands.choose(page.getByRole('combobox', { name: 'Currency' }), 'EUR');
  await hands.choose(page.getByRole('combobox', { name: 'Time zone' }), 'Europe/Berlin');
  await hands.fill(page.getByLabel('Your name'), OWNER.name);
  await hands.fill(page.getByLabel('PIN', { exact: true }), OWNER.pin);
  await hands.fill(page.getByLabel('PIN again'), OWNER.pin);
  await hands.press('Enter');
  await expect(page.getByLabel(`PIN of ${OWNER.name}`)).toBeFocused();
  await hands.type(OWNER.pin);
  await hands.press('Enter');
  await expect(page.getByRole('tab', { name: 'Week' })).toBeVisible();
}

async function fillCatalog(page: Page, hands: Hands): Promise<void> {
  // What a new person tries first says what is missing and leads there.
  await hands.press('n');
  const missing = page.getByRole('dialog', { name: 'Add session' });
  await expect(missing.getByRole('link', { name: 'Add a service' })).toBeFocused();
  await hands.press('Enter');
  await addRecord(page, hands, 'Add service', async (form) => {
    await hands.type('Yoga');
    await hands.fill(form.getByLabel('Price', { exact: true }), '15');
    await hands.fill(form.getByLabel('Places'), '12');
  });
  await hands.find('Locations and rooms');
  await addRecord(page, hands, 'Add location', () => hands.type('Main house'));
  await addRecord(page, hands, 'Add room', () => hands.type('Hall'));
  await hands.find('Practitioners');
  await addRecord(page, hands, 'Add practitioner', () => hands.type('Mira Stone'));
  await hands.find('Packages', 'settings packages');
  await addRecord(page, hands, 'Add package', async (form) => {
    await hands.type('Five times yoga');
    await hands.fill(form.getByLabel('Sessions', { exact: true }), '5');
    await hands.fill(form.getByLabel('Price', { exact: true }), '60');
    await hands.choose(form.getByRole('combobox', { name: 'Pays for' }), 'Yoga');
  });
}

/** Opens the form of a new record, fills it in from its name on and sends it with Enter. */
async function addRecord(
  page: Page,
  hands: Hands,
  button: string,
  fill: (form: ReturnType<Page['getByRole']>) => Promise<void>,
): Promise<void> {
  const add = page.getByRole('button', { name: button }).first();
  await hands.tabTo(add);
  await hands.press('Enter');
  const form = page.getByRole('dialog', { name: button });
  await expect(form.getByLabel('Name', { exact: true })).toBeFocused();
  await fill(form);
  await hands.tabTo(form.getByRole('button', { name: button }));
  await hands.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(add).toBeFocused();
}

async function addClientWithPackage(page: Page, hands: Hands): Promise<void> {
  await hands.find('New client');
  const form = page.getByRole('dialog', { name: 'New client' });
  await expect(form.getByLabel('First name')).toBeFocused();
  await hands.type('Ada');
  await hands.fill(form.getByLabel('Last name'), 'Lane');
  await hands.fill(form.getByLabel('E-mail'), 'ada@example.org');
  await hands.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Ada Lane' });
  await hands.tabTo(panel.getByRole('button', { name: 'Sell package' }));
  await hands.press('Enter');
  const sale = page.getByRole('dialog', { name: 'Sell package' });
  await expect(sale.getByRole('combobox', { name: 'Package' })).toBeFocused();
  await pick(page, hands, 'Paid by', 'Cash');
  await hands.tabTo(sale.getByRole('button', { name: 'Sell package' }));
  await hands.press('Enter');
  await expect(panel.getByText('5 of 5 left')).toBeVisible();
  await hands.press('Escape');
  await expect(panel).toHaveCount(0);
}

/** Takes a choice of a list that is not typed into. A list forgets a key that came before it had settled; who sees that tries again. */
async function pick(page: Page, hands: Hands, name: string, choice: string): Promise<void> {
  const list = page.getByRole('combobox', { name });
  await hands.tabTo(list);
  const wanted = page.getByRole('option', { name: choice, exact: true });
  await expect(async () => {
    if (!(await wanted.isVisible())) await hands.press('Enter');
    await expect(wanted).toBeVisible({ timeout: 2_000 });
    for (let presses = 0; presses < 12; presses += 1) {
      await hands.press('ArrowDown');
      if ((await wanted.getAttribute('data-combobox-selected', { timeout: 1_000 })) !== null) break;
    }
    await hands.press('Enter');
    await expect(wanted).toHaveCount(0, { timeout: 2_000 });
    await expect(list).toHaveValue(choice, { timeout: 1_000 });
  }).toPass();
}

const SESSION_DAYS = [1, 3];

async function addSessions(page: Page, hands: Hands): Promise<void> {
  await hands.find('Calendar');
  for (const offset of SESSION_DAYS) {
    await hands.press('n');
    const form = page.getByRole('dialog', { name: 'Add session' });
    await pick(page, hands, 'Room', 'Hall');
    await hands.choose(form.getByRole('combobox', { name: 'Practitioner' }), 'Mira Stone');
    await hands.fill(form.getByRole('textbox', { name: 'Date' }), day(offset));
    await hands.fill(form.getByLabel('Start'), '9:00');
    await hands.press('Enter');
    await expect(form).toHaveCount(0);
  }
  await expect(page.getByRole('button', { name: /Yoga.*9:00/ })).toHaveCount(SESSION_DAYS.length);
}

/** A day of the week that is shown, which begins on a Sunday where nobody has said otherwise. */
function day(offset: number): string {
  return addDays(weekStartOf(instantToWall(Date.now(), STUDIO_ZONE).date, 7), offset);
}

async function bookEveryKind(page: Page, hands: Hands): Promise<void> {
  await openFromCalendar(page, hands, 0);
  await book(page, hands, 'Ada Lane', 'Package credit');
  await book(page, hands, 'Ben Moss', 'Cash, now');
  await hands.press('Escape');
  await openFromCalendar(page, hands, 1);
  await book(page, hands, 'Ada Lane', 'On account');
  await book(page, hands, 'Ben Moss', 'Free');
  await book(page, hands, 'Cleo Vale', 'Card, now');
  await hands.press('Escape');
}

async function openFromCalendar(page: Page, hands: Hands, index: number): Promise<void> {
  await hands.tabTo(page.getByRole('button', { name: /Yoga.*9:00/ }).nth(index));
  await hands.press('Enter');
  await hands.tabTo(page.getByRole('button', { name: 'View' }));
  await hands.press('Enter');
}

async function book(page: Page, hands: Hands, name: string, way: string): Promise<void> {
  await hands.tabTo(page.getByRole('dialog', { name: 'Yoga' }).getByRole('button', { name: 'Add booking' }));
  await hands.press('Enter');
  const form = page.getByRole('dialog', { name: 'Add booking' });
  await expect(form.getByRole('combobox', { name: 'Client' })).toBeFocused();
  await hands.type(name);
  const choice = page.getByRole('option', { name });
  await expect(choice).toHaveCount(1);
  const isNew = ((await choice.textContent()) ?? '').startsWith('New client');
  await hands.press('Enter');
  if (isNew) {
    await hands.tabTo(page.getByRole('button', { name: 'Add client' }));
    await hands.press('Enter');
  }
  await pick(page, hands, 'Way to pay', way);
  await hands.tabTo(form.getByRole('button', { name: 'Book', exact: true }));
  await hands.press('Enter');
  await expect(page.getByText(`${name} is booked`).last()).toBeVisible();
  await expect(form).toHaveCount(0);
}

async function cancelTheWeek(page: Page, hands: Hands): Promise<void> {
  await hands.tabTo(page.getByRole('button', { name: 'Schedule settings' }));
  await hands.press('Enter');
  await hands.arrowTo(page.getByRole('menuitem', { name: 'Bulk Cancel Sessions' }));
  await hands.press('Enter');
  const sessions = page.getByRole('grid', { name: 'Sessions to cancel' });
  await expect(sessions.getByRole('row')).toHaveCount(SESSION_DAYS.length + 1);
  await hands.tabTo(sessions);
  await hands.press('Control+a');
  await expect(page.getByText('2 of 2 sessions ticked')).toBeVisible();
  const plan = page.getByRole('region', { name: 'Refund plan' });
  for (const line of [
    '1 credit goes back to its lot',
    '1 cash payment → account credit',
    '1 card refund',
    '1 open charge dropped',
    '€30.00',
  ])
    await expect(plan).toContainText(line);
  await hands.fill(page.getByLabel('Reason'), 'Burst pipe');
  await hands.tabTo(page.getByRole('button', { name: 'Cancel Selected & download CSV' }));
  const downloading = page.waitForEvent('download');
  await hands.press('Enter');
  const csv = await downloadedText(await downloading);
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  const rows = csv.trim().split('\r\n');
  expect(rows).toHaveLength(6);
  for (const words of [
    ['Ada Lane', 'credit'],
    ['Ben Moss', '15.00'],
    ['Cleo Vale', '15.00'],
  ])
    expect(rows.some((row) => words.every((word) => row.includes(word)))).toBe(true);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('The cancellation is being processed');
}

async function readTheJob(page: Page, hands: Hands): Promise<void> {
  await hands.tabTo(page.getByRole('link', { name: 'Go to job' }));
  await hands.press('Enter');
  await expect(page.getByRole('heading', { name: /^Job \d+/ })).toBeVisible();
  await expect(page.getByText('2 of 2 sessions cancelled')).toBeVisible();
  await expect(page.getByText('1 of 1 refunded')).toBeVisible();
  await hands.tabTo(page.getByRole('link', { name: 'Print report' }));
  await hands.press('Enter');
  const report = page.getByRole('article', { name: 'Cancellation report' });
  for (const words of ['Studio Nord', 'Burst pipe', 'Sessions (2)', 'Clients (3)', 'Ada Lane'])
    await expect(report).toContainText(words);
}
