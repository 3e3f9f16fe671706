import { expect, test } from '@playwright/test';
import { accessibilityFaults, deskForEachTest } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

test('a session is added with the keyboard; a wrong time is told at its field and loses nothing', async ({
  page,
}) => {
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'Add session' });
  await form.getByLabel('Title').fill('Yoga for beginners');
  await form.getByLabel('Start').fill('25:00');
  await page.keyboard.press('Enter');
  await expect(form.getByText('Give a time as hours and minutes.')).toBeVisible();
  await expect(form.getByLabel('Title')).toHaveValue('Yoga for beginners');
  await form.getByLabel('Start').fill('6 pm');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Yoga for beginners added')).toBeVisible();
  await expect(page.getByRole('button', { name: /Yoga for beginners.*18:00/ })).toBeVisible();
});

test('a taken room is named, and can be taken all the same', async ({ page }) => {
  await page.getByRole('button', { name: /Piano lesson/ }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('dialog', { name: 'Edit session' });
  const monday = await desk.engine.session.get({ id: desk.studio.yogas[0]?.id as never });
  const [year, month, day] = monday.date.split('-');
  await form.getByRole('textbox', { name: 'Date' }).fill(`${day}/${month}/${year}`);
  await form.getByLabel('Start').fill('9:30');
  await form.getByRole('combobox', { name: 'Room' }).click();
  await page.getByRole('option', { name: 'Hall' }).click();
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(form.getByText('Room: Yoga')).toBeVisible();
  await form.getByRole('button', { name: 'Save anyway' }).click();
  await expect(page.getByText('Session saved')).toBeVisible();
});

test('a booking is paid with mixed tenders that have to add up', async ({ page }) => {
  await page.getByRole('button', { name: /Yoga/ }).first().click();
  await page.getByRole('button', { name: 'Add booking' }).click();
  const form = page.getByRole('dialog', { name: 'Add booking' });
  await form.getByRole('combobox', { name: 'Client' }).fill('moss');
  await page.getByRole('option', { name: /Ben Moss/ }).click();
  await form.getByLabel('Participant').fill('Tim Moss');
  await form.getByLabel('Amount').fill('5');
  await expect(form.getByText('€10.00 still to cover.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Book', exact: true })).toBeDisabled();
  await form.getByRole('button', { name: 'Pay part in another way' }).click();
  await expect(form.getByText('The payments add up to the price.')).toBeVisible();
  await expect(form.getByText(/€10.00 is recorded as received/)).toBeVisible();
  await form.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByText('Tim Moss is booked')).toBeVisible();
  const panel = page.getByRole('dialog', { name: 'Yoga' });
  await expect(panel).toContainText('Ben Moss for Tim Moss');
  await expect(panel).toContainText('€5.00 on account + €10.00 in cash');
  await expect(panel).toContainText(
    'If cancelled now: the charge of €5.00 is dropped and €10.00 becomes account credit.',
  );
});

test('a credit is offered first, and a full session wants a reason', async ({ page }) => {
  await desk.engine.booking.create({
    sessionId: desk.studio.pianoLesson.id,
    clientId: desk.studio.ben.id,
    priceMinor: 4500,
    fundings: [{ kind: 'free' }],
  });
  await page.getByRole('button', { name: /Yoga/ }).first().click();
  await page.getByRole('button', { name: 'Add booking' }).click();
  await page.getByRole('combobox', { name: 'Client' }).fill('ada');
  await page.getByRole('option', { name: /Ada Lane/ }).click();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'Credit lot' })).toHaveValue(/Five times yoga: 5 left/);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Yoga' })).toContainText(
    '1 credit goes back to Five times yoga',
  );
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /Piano lesson.*1\/1/ }).click();
  await page.getByRole('button', { name: 'Add booking' }).click();
  await page.getByRole('combobox', { name: 'Client' }).fill('ada');
  await page.getByRole('option', { name: /Ada Lane/ }).click();
  await expect(page.getByText('This session is full: 1 of 1 places are taken.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Book', exact: true })).toBeDisabled();
  await page.getByLabel('Reason to book over the limit').fill('Sister of the pupil');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByText('Overbooked: Sister of the pupil')).toBeVisible();
});

test('the list is searched and walked by keyboard, and axe finds nothing in it', async ({ page }) => {
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  const table = page.getByRole('grid', { name: 'Sessions' });
  await expect(table.getByRole('row')).toHaveCount(5);
  await page.getByLabel('Search', { exact: true }).fill('piano');
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByLabel('Search', { exact: true }).fill('');
  await expect(table.getByRole('row')).toHaveCount(5);
  expect(await accessibilityFaults(page)).toEqual([]);
  await table.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Piano lesson' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(table).toBeFocused();
});
