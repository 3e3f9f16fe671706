import { expect, type Page, test } from '@playwright/test';
import { addDays, localTime } from '#domain/values/time.ts';
import { accessibilityFaults, deskForEachTest, thisMonday } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

async function openPackages(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Accounting', exact: true }).click();
  await page.getByRole('tab', { name: 'Packages' }).click();
  await expect(page.getByRole('grid', { name: 'Packages that clients have bought' })).toBeVisible();
}

test('sessions move to another client by keyboard, and back', async ({ page }) => {
  await openPackages(page);
  const grid = page.getByRole('grid', { name: 'Packages that clients have bought' });
  await expect(grid.getByRole('row', { name: /Ada Lane/ })).toContainText('5 of 5');
  await grid.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Five times yoga' });
  await expect(panel.getByText('5 of 5 left, 0 used')).toBeVisible();
  await panel.getByRole('button', { name: 'Transfer…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Transfer sessions to another client' });
  await dialog.getByLabel('To', { exact: true }).fill('Ben');
  await page.getByRole('option', { name: /Ben Moss/ }).click();
  await dialog.getByLabel('Sessions').fill('2');
  await expect(
    dialog.getByText(/2 sessions of Five times yoga worth €24.00 move from Ada Lane to Ben Moss/),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Transfer sessions' }).click();
  await expect(dialog.getByText('Fill this in.')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Gift');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 sessions transferred to Ben Moss')).toBeVisible();
  await expect(panel.getByText('3 of 3 left, 0 used')).toBeVisible();
  await expect(panel.getByText(/Given away −2 to Ben Moss/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByText('5 of 5 left, 0 used')).toBeVisible();
});

test('all of a package last longer after a sentence that says whom it concerns', async ({ page }) => {
  await openPackages(page);
  await page.getByRole('button', { name: 'Extend…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Extend packages' });
  await dialog.getByLabel('Which packages').click();
  await page.getByRole('option', { name: 'All of one package' }).click();
  await dialog.getByLabel('Days').fill('30');
  await expect(dialog.getByText(/1 package of 1 client will end on/)).toBeVisible();
  await dialog.getByLabel('Reason').fill('Illness of the teacher');
  await dialog.getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByText('1 package extended')).toBeVisible();
});

test('a package is put on hold by keyboard: the booked place is named and cancelled by choice; released, it pays again', async ({
  page,
}) => {
  const { engine, studio } = desk;
  const day = addDays(thisMonday(), 9);
  const { id: sessionId } = await engine.session.create({
    serviceId: studio.yoga.id,
    locationId: studio.location.id,
    roomId: studio.hall.id,
    practitionerId: null,
    title: 'Yoga with Ada',
    date: day,
    time: localTime('12:00'),
    durationMinutes: 60,
    capacity: 4,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  const { lots } = await engine.client.get({ id: studio.ada.id });
  const lotId = lots[0]?.id;
  if (lotId === undefined) throw new Error('no package');
  await engine.booking.create({
    sessionId,
    clientId: studio.ada.id,
    participant: '',
    priceMinor: 1500,
    fundings: [{ kind: 'package', lotId }],
    overbookReason: '',
    dropInReason: '',
  });
  await openPackages(page);
  const grid = page.getByRole('grid', { name: 'Packages that clients have bought' });
  await grid.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Five times yoga' });
  await panel.getByRole('button', { name: 'Hold…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Put packages on hold' });
  await expect(dialog.getByText(/pays for no session from .* until released/)).toBeVisible();
  await expect(dialog.getByText(/Ada Lane: Yoga with Ada, .* 12:00/)).toBeVisible();
  await expect(dialog.getByText('1 booked place stays.')).toBeVisible();
  await dialog.getByLabel('Keep them: they stay paid by the package').focus();
  await page.keyboard.press('ArrowDown');
  await expect(
    dialog.getByText('1 booked place is cancelled, and 1 session goes back to the package.'),
  ).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByLabel('Reason').fill('Knee');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 package on hold, 1 place cancelled')).toBeVisible();
  await expect(panel.getByText('On hold until released', { exact: true })).toBeVisible();
  await expect(panel.getByText('5 of 5 left, 0 used')).toBeVisible();
  await expect(grid.getByRole('row', { name: /Ada Lane/ })).toContainText('until released');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByText('4 of 5 left, 1 used')).toBeVisible();
  await expect(panel.getByText('Hold taken back')).toBeVisible();

  await panel.getByRole('button', { name: 'Hold…' }).click();
  await dialog.getByLabel('Reason').fill('Knee');
  await dialog.getByRole('button', { name: 'Hold', exact: true }).click();
  await expect(panel.getByText('On hold until released', { exact: true })).toBeVisible();
  await panel.getByRole('button', { name: 'Release…' }).click();
  const release = page.getByRole('dialog', { name: 'Release packages from hold' });
  await expect(release.getByText(/1 package of 1 client pays again from today/)).toBeVisible();
  await release.getByLabel('Reason').fill('Well again');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 package released')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Hold…' })).toBeVisible();
});

test('a package is sold for a part of its price, and what is owed in sessions agrees with the ledger', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ben Moss/ }).click();
  const panel = page.getByRole('dialog', { name: 'Ben Moss' });
  await panel.getByRole('button', { name: 'Sell package' }).click();
  const sale = page.getByRole('dialog', { name: 'Sell package' });
  await sale.getByLabel('Amount').fill('40.00');
  await expect(
    sale.getByText('Ben Moss gets 5 credits now; €40.00 is recorded as received, and €20.00 is owed'),
  ).toBeVisible();
  await sale.getByRole('button', { name: 'Sell package' }).click();
  await expect(panel.getByText('5 of 5 left')).toBeVisible();
  await page.keyboard.press('Escape');
  await openPackages(page);
  await page.getByRole('link', { name: 'What is owed' }).click();
  const owed = page.getByRole('table', { name: 'What is owed, by package' });
  await expect(owed.getByRole('row', { name: /Five times yoga/ })).toContainText('€120.00');
  await expect(page.getByText('The ledger says €120.00: the same.')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Print', exact: true }).click();
  await expect(page.locator('.report')).toContainText('Package liability');
  await expect(page.locator('.report').getByRole('row', { name: /Five times yoga/ })).toContainText('120.00');
});

test('an offer that was sold says why it stays', async ({ page }) => {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Packages', exact: true }).click();
  await page.getByRole('row', { name: /Five times yoga/ }).click();
  const form = page.getByRole('dialog', { name: 'Edit package' });
  await form.getByLabel('Price').fill('10.00');
  await form.getByLabel('Sessions').fill('3');
  await expect(form.getByText('Each session is worth 1 × €3.34, 2 × €3.33.')).toBeVisible();
  await form.getByRole('button', { name: 'Delete this offer' }).click();
  await expect(form.getByText(/still used by 1 sold package/)).toBeVisible();
});

test('moving a session at the client’s wish charges the share of the fee, after saying so, and Undo gives it back', async ({
  page,
}) => {
  const { engine, studio } = desk;
  const [offer] = (await engine.catalog.all()).packages;
  if (!offer) throw new Error('no offer');
  await engine.catalog.updatePackage({ ...offer, rescheduleFeeMinor: 1001 });
  const clientId = studio.ben.id;
  const payment = { method: 'cash' } as const;
  const { id: lotId } = await engine.client.sellPackage({ clientId, packageId: offer.id, payment });
  const { id: sessionId } = await engine.session.create({
    serviceId: studio.yoga.id,
    locationId: studio.location.id,
    roomId: studio.hall.id,
    practitionerId: studio.mira.id,
    title: 'Yoga with Ben',
    date: addDays(thisMonday(), 9),
    time: localTime('12:00'),
    durationMinutes: 60,
    capacity: 4,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  const fundings = [{ kind: 'package', lotId }] as const;
  await engine.booking.create({
    sessionId,
    clientId,
    participant: '',
    priceMinor: 1500,
    fundings: [...fundings],
  });
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ben Moss/ }).click();
  await page.getByRole('button', { name: 'Yoga with Ben' }).click();
  await page
    .getByRole('dialog', { name: 'Yoga with Ben' })
    .getByRole('button', { name: 'Reschedule' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule this session' });
  await expect(dialog.getByRole('radio', { name: 'The studio moves it: no fee' })).toBeChecked();
  await expect(dialog.getByText('Ben Moss: €2.01 (Five times yoga)')).toBeVisible();
  await dialog.getByRole('radio', { name: 'At the client’s wish: waive the fee' }).check();
  await dialog.getByLabel('New start').fill('13:00');
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  await expect(dialog.getByText('Fill this in.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'At the client’s wish: charge €2.01' }).check();
  await dialog.getByRole('button', { name: 'Yes, reschedule this session' }).click();
  await expect(page.getByText(/Yoga with Ben moved to .*13:00/)).toBeVisible();
  const balance = async () => (await engine.client.get({ id: clientId })).balance.balanceMinor;
  expect(await balance()).toBe(-201);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(balance).toBe(0);
});
