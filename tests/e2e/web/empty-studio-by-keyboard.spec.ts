import { expect, type Page, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { type Hands, keyboardOnly, pointersUsed } from './keyboard.ts';
import { OWNER } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
test.beforeEach(async () => {
  host = await launchBrowserHost();
});
test.afterEach(() => host.close());

test('a new person sets an empty studio up and is led to its first service, with the keyboard alone', async ({
  page,
}) => {
  const hands = await keyboardOnly(page);
  await page.goto(host.url);
  await setUp(page, hands);
  await addFirstService(page, hands);
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

async function addFirstService(page: Page, hands: Hands): Promise<void> {
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
