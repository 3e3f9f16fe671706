import { expect, type Page, test } from '@playwright/test';
import type { ClientId } from '#domain/values/ids.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { visit } from './desk-studio.ts';
import {
  accessibilityFaults,
  createSmallStudio,
  type OpenEngine,
  openEngine,
  openSignedIn,
} from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
let open: OpenEngine;
let studio: Awaited<ReturnType<typeof createSmallStudio>>;
test.beforeEach(async () => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
  studio = await createSmallStudio(open);
});
test.afterEach(() => {
  open.close();
  return host.close();
});

const accounting = async (page: Page, tab: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Accounting' }).click();
  await page.getByRole('tab', { name: tab }).click();
};

/** The client leaves a card on a page of the simulator. */
async function leaveCard(clientId: ClientId): Promise<void> {
  const { id } = await open.engine.card.sendLink({
    requestUid: crypto.randomUUID(),
    clientId,
    kind: 'setup',
    title: 'Card',
    sendEmail: false,
  });
  const cards = () => open.engine.card.ofClient({ clientId });
  await expect.poll(async () => (await cards()).links[0]?.state).toBe('open');
  await open.engine.card.simulatePage({ id, card: 'works' });
  await expect.poll(async () => (await cards()).cards.length).toBe(1);
}

test('a place is paid in two ways with change, its receipt opens, and a part goes back', async ({ page }) => {
  const session = studio.yogas[0];
  if (!session) throw new Error('no session');
  await open.engine.booking.create({
    sessionId: session.id,
    clientId: studio.ben.id,
    priceMinor: 1500,
    fundings: [{ kind: 'account', amountMinor: 1500 }],
  });
  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ben Moss/ }).click();
  await page.getByRole('button', { name: 'Take payment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take payment' });
  // With the keyboard alone: tick the place, a part by card, the rest in cash, change from 20.
  await dialog.getByRole('checkbox', { name: /^Yoga/ }).check();
  const amount = dialog.getByLabel('Amount');
  await expect(amount).toHaveValue('15.00');
  await amount.fill('10');
  await dialog.getByLabel('Given').fill('20');
  await expect(dialog.getByText('Change: €10.00')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add another way' }).click();
  await expect(dialog.getByLabel('Amount').nth(1)).toHaveValue('5.00');
  await expect(dialog.getByRole('combobox', { name: 'Paid by' }).nth(1)).toBeFocused();
  await expect(dialog.getByText('Takes €10.00 in cash and €5.00 by card from Ben Moss.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take €15.00' }).click();
  await expect(dialog.getByText('Give €10.00 change')).toBeVisible();
  await dialog.getByRole('link', { name: 'Open receipt' }).click();
  const paper = page.getByRole('article', { name: /Receipt R-00000\d/ });
  await expect(paper.getByText('Given €20.00, change €10.00')).toBeVisible();

  await accounting(page, 'Payments');
  await page.getByRole('row', { name: /Ben Moss Cash €10.00/ }).click();
  const panel = page.getByRole('dialog', { name: '€10.00, cash' });
  await expect(panel.getByRole('region', { name: 'Pays for' })).toContainText('Yoga');
  await panel.getByRole('button', { name: 'Refund' }).click();
  const refund = page.getByRole('dialog', { name: 'Refund payment' });
  // Left with Escape, a dialog gives the focus back to the button that opened it.
  await refund.getByLabel('Amount').press('Escape');
  await expect(panel.getByRole('button', { name: 'Refund' })).toBeFocused();
  await panel.getByRole('button', { name: 'Refund' }).press('Enter');
  await refund.getByLabel('Amount').fill('4');
  await refund.getByLabel('Reason').fill('Came too late');
  await expect(refund.getByText(/€4.00 leaves the studio. Owed again: €4.00 for Yoga/)).toBeVisible();
  await refund.getByRole('button', { name: 'Refund €4.00' }).click();
  const back = page.getByRole('article', { name: 'Refund receipt RR-000001' });
  await expect(back.getByText('handed over in cash')).toBeVisible();
});

test('what another desk has collected meanwhile is not collected again, and the window says so', async ({
  page,
}) => {
  const clientId = studio.ben.id;
  const correction = { clientId, amountMinor: -3000, reason: 'Lost mat' };
  await open.engine.balance.correct({ requestUid: crypto.randomUUID(), ...correction });
  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ben Moss/ }).click();
  await page.getByRole('button', { name: 'Take payment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take payment' });
  await expect(dialog.getByLabel('Amount')).toHaveValue('30.00');
  await open.engine.payment.take({
    requestUid: crypto.randomUUID(),
    clientId,
    dues: [],
    dueMinor: 0,
    owedMinor: 3000,
    takesMore: true,
    tenders: [{ kind: 'payment', method: 'cash', amountMinor: 2000, note: '' }],
  });
  await dialog.getByRole('button', { name: 'Take €30.00' }).click();
  await expect(
    dialog.getByText(/Another sum is owed on the balance meanwhile. Nothing was taken/),
  ).toBeVisible();
  await expect(dialog.getByLabel('Amount')).toHaveValue('10.00');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Take €10.00' }).click();
  await expect(dialog.getByText('€10.00 taken')).toBeVisible();
});

test('two payments go back in one step, and what was moved to a relative only when somebody agrees', async ({
  page,
}) => {
  const clientId = studio.ben.id;
  for (const amountMinor of [3000, 2000])
    await open.engine.payment.take({
      requestUid: crypto.randomUUID(),
      clientId,
      dues: [],
      dueMinor: 0,
      takesMore: true,
      tenders: [{ kind: 'payment', method: 'cash', amountMinor, note: '' }],
    });
  const child = { firstName: 'Bea', lastName: 'Moss', email: '', phone: '', note: '', payerId: clientId };
  const { id: to } = await open.engine.client.create(child);
  await open.engine.balance.transfer({
    requestUid: crypto.randomUUID(),
    from: clientId,
    to,
    amountMinor: 1000,
    reason: '',
  });
  await openSignedIn(page, host.url);
  await accounting(page, 'Payments');
  await page.getByRole('row', { name: /Ben Moss Cash €20.00/ }).click();
  await page.getByRole('dialog', { name: '€20.00, cash' }).getByRole('button', { name: 'Refund' }).click();
  const dialog = page.getByRole('dialog', { name: 'Refund payment' });
  await dialog.getByRole('combobox', { name: 'Another payment of this client' }).click();
  await page.getByRole('option', { name: /Cash €30.00/ }).click();
  await dialog.getByLabel('Reason').fill('Moved away');
  const submit = dialog.getByRole('button', { name: 'Refund €50.00' });
  const agree = dialog.getByRole('checkbox', { name: /Give back €10.00 that Ben Moss does not have/ });
  await expect(agree).toBeVisible();
  await expect(submit).toBeDisabled();
  expect(await accessibilityFaults(page)).toEqual([]);
  await agree.check();
  await expect(dialog.getByText(/Afterwards Ben Moss owes €10.00/)).toBeVisible();
  await submit.click();
  const paper = page.getByRole('article', { name: 'Refund receipt RR-000001' });
  await expect(paper).toContainText('€30.00');
  await expect(paper).toContainText('€20.00');
});

test('a mistake of the day is voided with a reason, and its receipt says so', async ({ page }) => {
  await open.engine.payment.take({
    requestUid: crypto.randomUUID(),
    clientId: studio.ben.id,
    dues: [],
    dueMinor: 0,
    takesMore: true,
    tenders: [{ kind: 'payment', method: 'cash', amountMinor: 9000, note: '' }],
  });
  await openSignedIn(page, host.url);
  await accounting(page, 'Payments');
  await page.getByRole('row', { name: /Ben Moss/ }).click();
  const panel = page.getByRole('dialog', { name: '€90.00, cash' });
  await panel.getByRole('button', { name: 'Void' }).click();
  const dialog = page.getByRole('dialog', { name: 'Void payment' });
  await dialog.getByLabel('Reason').fill('One zero too many');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Void: One zero too many')).toBeVisible();
  await panel.getByRole('link', { name: 'Open receipt' }).click();
  await expect(
    page
      .getByRole('article', { name: /Receipt R-/ })
      .getByText('Void', { exact: true })
      .first(),
  ).toBeVisible();
});

test('a day of the till: float, cash in, to the bank, counted with a difference, report', async ({
  page,
}) => {
  await openSignedIn(page, host.url);
  await accounting(page, 'Till');
  await page.getByLabel('Float').fill('100');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Open since/)).toBeVisible();
  // The form that had the focus is gone: the next Tab goes on in the page.
  await expect(page.getByRole('main')).toBeFocused();
  await open.engine.payment.take({
    requestUid: crypto.randomUUID(),
    clientId: studio.ben.id,
    dues: [],
    dueMinor: 0,
    takesMore: true,
    tenders: [{ kind: 'payment', method: 'cash', amountMinor: 2500, note: '' }],
  });
  const drawer = page.getByRole('region', { name: 'Cash in the till' });
  await expect(drawer.getByRole('row', { name: 'Should be there €125.00' })).toBeVisible();
  await page.getByRole('button', { name: 'Cash in or out' }).click();
  const move = page.getByRole('dialog', { name: 'Cash in or out' });
  await move.getByLabel('Amount').fill('50');
  await move.getByLabel('Reason').fill('Evening deposit');
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('row', { name: 'Should be there €75.00' })).toBeVisible();
  // Petty cash above the amount of one person: refused in words, then with another's PIN.
  const { studio: settings, staff } = open.engine;
  await staff.create({ name: 'Alma Admin', role: 'admin', practitionerId: null, pin: '246801' });
  const limits = await settings.cancellationSettings();
  await settings.updateCancellationSettings({ ...limits, secondPersonAboveMinor: 50 });
  await page.getByRole('button', { name: 'Cash in or out' }).click();
  await move.getByRole('combobox', { name: 'What' }).click();
  await page.getByRole('option', { name: 'Petty cash' }).click();
  await move.getByLabel('Amount').fill('1');
  await move.getByLabel('Reason').fill('Stamps');
  await page.keyboard.press('Enter');
  await expect(move.getByText(/needs a second owner or admin/)).toBeVisible();
  await move.getByRole('combobox', { name: 'Second person' }).click();
  await page.getByRole('option', { name: 'Alma Admin' }).click();
  await move.getByLabel('PIN of the second person').fill('246801');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Stamps · .* · agreed to by Alma Admin/)).toBeVisible();
  await page.getByRole('button', { name: 'Count and close' }).click();
  const close = page.getByRole('dialog', { name: 'Count and close the till' });
  await close.getByText('Notes and coins').first().click();
  await close.getByLabel('Pieces of €50.00').fill('1');
  await close.getByLabel('Pieces of €10.00').fill('2');
  await close.getByLabel('Pieces of €1.00').fill('3');
  await expect(close.getByText('€1.00 is missing.')).toBeVisible();
  await close.getByLabel('Reason of the difference').fill('Change given twice');
  await close.getByRole('button', { name: 'Close till' }).click();
  const report = page.getByRole('article', { name: /Day close/ });
  await expect(report.getByText('Change given twice')).toBeVisible();
  await accounting(page, 'Till');
  await expect(
    page.getByRole('table', { name: 'Closed tills' }).getByRole('row', { name: /-€1.00/ }),
  ).toBeVisible();
});

test('a part is charged to the card on file and pays the same place, told as the bank answers', async ({
  page,
}) => {
  const session = studio.yogas[0];
  if (!session) throw new Error('no session');
  const clientId = studio.ben.id;
  await open.engine.booking.create({
    sessionId: session.id,
    clientId,
    priceMinor: 1500,
    fundings: [{ kind: 'account', amountMinor: 1500 }],
  });
  await leaveCard(clientId);

  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ben Moss/ }).click();
  await page.getByRole('button', { name: 'Take payment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take payment' });
  await dialog.getByRole('checkbox', { name: /^Yoga/ }).check();
  await dialog.getByLabel('Amount').fill('5');
  await dialog.getByRole('button', { name: 'Add another way' }).click();
  await dialog.getByRole('combobox', { name: 'Paid by' }).nth(1).click();
  await page.getByRole('option', { name: 'Card on file' }).click();
  await expect(
    dialog.getByText(/Visa ending in 4242 of Ben Moss is charged in the background/),
  ).toBeVisible();
  await expect(dialog.getByText(/Charges €10.00 to the card on file of Ben Moss/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Take €5.00, charge €10.00' }).click();
  await expect(dialog.getByText('€5.00 taken')).toBeVisible();
  await expect(dialog.getByText('€10.00 is paid by card.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect((await open.engine.payment.options({ clientId })).dues).toEqual([]);
});

test('the card of who pays for the family is named as theirs', async ({ page }) => {
  const payerId = studio.ben.id;
  await leaveCard(payerId);
  const child = { firstName: 'Bea', lastName: 'Moss', email: '', phone: '', note: '', payerId };
  await open.engine.client.create(child);
  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Bea Moss/ }).click();
  await page.getByRole('button', { name: 'Take payment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take payment' });
  await dialog.getByLabel('Amount').fill('8');
  await dialog.getByRole('combobox', { name: 'Paid by' }).click();
  await page.getByRole('option', { name: 'Card on file' }).click();
  await expect(dialog.getByText(/Charges €8.00 to the card on file of Ben Moss/)).toBeVisible();
});

test('a payment link is sent from where the money is taken, and its page is shown', async ({ page }) => {
  await openSignedIn(page, host.url);
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ben Moss/ }).click();
  await page.getByRole('button', { name: 'Take payment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take payment' });
  await dialog.getByRole('button', { name: 'Send payment link instead' }).click();
  await dialog.getByLabel('Amount').fill('12');
  await expect(dialog.getByText(/Ben Moss gets a page of the card processor.* to pay €12.00/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await expect(dialog.getByText(/The page is open until/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeVisible();
});

test('a booking is paid by the card on file and by account credit from where it is made', async ({
  page,
}) => {
  const session = studio.yogas[0];
  if (!session) throw new Error('no session');
  const clientId = studio.ben.id;
  await leaveCard(clientId);
  await open.engine.payment.take({
    requestUid: crypto.randomUUID(),
    clientId,
    dues: [],
    dueMinor: 0,
    takesMore: true,
    tenders: [{ kind: 'payment', method: 'cash', amountMinor: 500, note: '' }],
  });
  await openSignedIn(page, host.url);
  await visit(page, host, `/sessions?session=${session.id}`);
  await page.getByRole('dialog', { name: 'Yoga' }).getByRole('button', { name: 'Add booking' }).click();
  const form = page.getByRole('dialog', { name: 'Add booking' });
  await form.getByRole('combobox', { name: 'Client' }).fill('ben');
  await page.getByRole('option', { name: /Ben Moss/ }).click();
  await form.getByRole('combobox', { name: 'Way to pay' }).click();
  await page.getByRole('option', { name: 'Account credit' }).click();
  await form.getByRole('textbox', { name: 'Amount' }).fill('5');
  await form.getByRole('button', { name: 'Pay part in another way' }).click();
  await form.getByRole('combobox', { name: 'Way to pay' }).nth(1).click();
  await page.getByRole('option', { name: 'Card on file' }).click();
  await expect(form.getByText('Visa ending in 4242 of Ben Moss')).toBeVisible();
  await expect(form).toContainText(
    '€5.00 of the account credit is used and €10.00 is charged to the card on file',
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(form.getByText('€10.00 is paid by card.')).toBeVisible();
  await form.getByRole('button', { name: 'Done' }).click();
  await expect(form).toBeHidden();
  expect(await open.engine.payment.options({ clientId })).toMatchObject({ dues: [], creditMinor: 0 });
});
