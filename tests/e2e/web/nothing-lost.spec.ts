import { expect, type Page, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { accessibilityFaults, createSmallStudio, openEngine, openPalette, OWNER } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const SECOND = { name: 'Sam Desk', pin: '246802' } as const;

let host: LaunchedBrowserHost;
test.beforeEach(async () => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  const studio = await createSmallStudio(open);
  await open.engine.staff.create({ name: SECOND.name, role: 'staff', practitionerId: null, pin: SECOND.pin });
  await open.engine.booking.create({
    sessionId: studio.pianoLesson.id,
    clientId: studio.ben.id,
    priceMinor: 4500,
    fundings: [{ kind: 'free' }],
  });
  open.close();
});
test.afterEach(() => host.close());

test('locking keeps a half-typed form for the one who typed it, and drops it for anybody else', async ({
  page,
}) => {
  test.slow();
  await openAs(page, OWNER);
  await typeClient(page);

  await lock(page);
  const screen = page.getByRole('dialog', { name: 'Locked: sign in' });
  const pin = screen.getByLabel(`PIN of ${OWNER.name}`);
  await expect(pin).toBeFocused();
  await expect(page.getByRole('dialog', { name: 'New client' })).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press('Tab');
    // The browser's own frame may have the focus in between; nothing below ever has.
    const isBelow = await screen.evaluate(
      (node) => document.activeElement !== document.body && !node.contains(document.activeElement),
    );
    expect(isBelow).toBe(false);
  }
  await pin.fill('999999');
  await page.keyboard.press('Enter');
  await expect(screen.getByText('That PIN is not right. 4 tries are left.')).toBeVisible();
  await pin.fill(OWNER.pin);
  await page.keyboard.press('Enter');

  const form = page.getByRole('dialog', { name: 'New client' });
  await expect(screen).toHaveCount(0);
  await expect(form.getByLabel('First name')).toHaveValue('Cleo');
  await expect(form.getByLabel('E-mail')).toHaveValue('cleo@');

  await lock(page);
  await page.getByRole('button', { name: 'Someone else' }).click();
  await page.getByRole('button', { name: SECOND.name }).click();
  await page.getByLabel(`PIN of ${SECOND.name}`).fill(SECOND.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Signed in as ${SECOND.name}` })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'New client' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('');
});

test('a lost line asks for the PIN again and keeps what was typed', async ({ page }) => {
  const lines: { close: () => Promise<void> }[] = [];
  await page.routeWebSocket(/\/ws$/, (socket) => {
    socket.connectToServer();
    lines.push(socket);
  });
  await openAs(page, OWNER);
  await typeClient(page);
  await lines.at(-1)?.close();
  await page.getByLabel(`PIN of ${OWNER.name}`).fill(OWNER.pin);
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'New client' });
  await form.getByLabel('E-mail').fill('cleo@example.org');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Cleo' })).toContainText('cleo@example.org');
});

test('closing a half-typed form asks once, with keeping as the default', async ({ page }) => {
  await openAs(page, OWNER);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('button', { name: 'New client' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await typeClient(page);
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Discard what you typed?' });
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(page.getByLabel('First name')).toHaveValue('Cleo');

  await page.goBack();
  await expect(question).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(page.getByLabel('First name')).toHaveValue('Cleo');

  await page.getByRole('button', { name: 'Close' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the browser asks before it closes the page over something typed, and only then', async ({ page }) => {
  await openAs(page, OWNER);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await typeClient(page);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(page.getByLabel('First name')).toHaveValue('Cleo');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toHaveLength(1);
});

test('a client who is not found is added in place and chosen, and who comes can be changed later', async ({
  page,
}) => {
  await openAs(page, OWNER);
  await page.getByRole('button', { name: /Yoga/ }).first().click();
  await page.getByRole('button', { name: 'Add booking' }).click();
  await page.getByRole('combobox', { name: 'Client' }).fill('Dora Vale');
  await page.getByRole('option', { name: 'New client “Dora Vale”' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Dora');
  await expect(page.getByLabel('First name')).toBeFocused();
  await expect(page.getByLabel('Last name')).toHaveValue('Vale');
  await page.getByLabel('Phone').fill('030 123456');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Client' })).toHaveValue(/Dora Vale/);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Yoga' });
  await expect(panel).toContainText('Dora Vale');

  await panel.getByRole('button', { name: 'Change who comes: Dora Vale' }).click();
  await expect(panel.getByLabel('Participant')).toBeFocused();
  await page.keyboard.type('Nina Vale');
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('Dora Vale for Nina Vale');
});

test("a client's messages open without the client's panel over them", async ({ page }) => {
  await openAs(page, OWNER);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ada Lane/ }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Messages' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Messages of all clients' }).click();
  await expect(page).toHaveURL(/outbox$/);
});

async function openAs(page: Page, person: { readonly name: string; readonly pin: string }): Promise<void> {
  await page.addInitScript(() => localStorage.removeItem('callboard.last-person'));
  await page.goto(host.url);
  await page.getByRole('button', { name: person.name }).click();
  await page.getByLabel(`PIN of ${person.name}`).fill(person.pin);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Week' }).waitFor();
}

async function typeClient(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('button', { name: 'New client' }).click();
  const form = page.getByRole('dialog', { name: 'New client' });
  await form.getByLabel('First name').fill('Cleo');
  await form.getByLabel('E-mail').fill('cleo@');
}

async function lock(page: Page): Promise<void> {
  await openPalette(page);
  await page.keyboard.type('lock the');
  await page.getByRole('option', { name: 'Lock the screen' }).click();
}
