import { expect, test } from '@playwright/test';
import { accessibilityFaults, createPianoClub, deskForEachTest } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

const aSeries = () => createPianoClub(desk);

test('recurring sessions are created as the guide says: days, how many, type, enabled', async ({ page }) => {
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'Create recurring sessions' }).click();
  const form = page.getByRole('dialog', { name: 'Create recurring sessions' });
  await form.getByLabel('Title').fill('Evening yoga');
  await form.getByLabel('Start').fill('20:00');
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) {
    const chip = form.getByRole('checkbox', { name: day });
    if ((await chip.isChecked()) !== (day === 'Tuesday' || day === 'Thursday')) await chip.press('Space');
  }
  await form.getByLabel('How many sessions').fill('10');
  await expect(form.getByText('Every week on Tuesday and Thursday at 20:00, 10 sessions')).toBeVisible();
  await expect(form.getByRole('list', { name: 'Dates' }).getByRole('listitem')).toHaveCount(10);
  await form.getByRole('textbox', { name: 'or last date' }).fill('01/01/2090');
  await form.getByRole('button', { name: /Create/ }).click();
  await expect(form.getByText('Give the number of sessions or the last date: one of the two.')).toBeVisible();
  await form.getByRole('textbox', { name: 'or last date' }).fill('');
  await form.getByRole('button', { name: 'Create 10 sessions' }).click();
  await expect(page.getByText('10 sessions created')).toBeVisible();
  const panel = page.getByRole('dialog', { name: 'Evening yoga' });
  await expect(panel.getByText('Sessions (10)')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back')).toBeVisible();
  expect((await desk.engine.series.list({})).total).toBe(0);
});

test('a date that is taken asks for a choice before anything is created', async ({ page }) => {
  const series = await aSeries();
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'Create recurring sessions' }).click();
  const form = page.getByRole('dialog', { name: 'Create recurring sessions' });
  const [year, month, day] = series.firstDate.split('-');
  await form.getByRole('textbox', { name: 'From' }).fill(`${day}/${month}/${year}`);
  await form.getByLabel('Start').fill('9:15');
  await form.getByRole('combobox', { name: 'Room' }).click();
  await page.getByRole('option', { name: 'Studio' }).click();
  await form.getByLabel('How many sessions').fill('5');
  await expect(form.getByText('4 dates are taken.')).toBeVisible();
  await form.getByRole('button', { name: 'Create 5 sessions' }).click();
  await expect(form.getByText('4 dates are already taken. Choose what to do about each.')).toBeVisible();
  await form.getByRole('button', { name: 'Leave all out' }).click();
  await form.getByRole('button', { name: 'Create 1 session' }).click();
  await expect(page.getByText('1 session created')).toBeVisible();
});

test('a draft shows nothing until it is enabled', async ({ page }) => {
  await page.goto(`${page.url().split('#')[0]}#/sessions/series?form=series`);
  const form = page.getByRole('dialog', { name: 'Create recurring sessions' });
  await form.getByLabel('Title').fill('Summer course');
  await form.getByRole('checkbox', { name: 'Enabled' }).uncheck();
  await form.getByRole('button', { name: 'Save draft' }).click();
  const panel = page.getByRole('dialog', { name: 'Summer course' });
  await expect(panel.getByText('No sessions yet: this is a draft.')).toBeVisible();
  await panel.getByRole('button', { name: 'Enable' }).click();
  await page
    .getByRole('dialog', { name: 'Enable these sessions?' })
    .getByRole('button', { name: 'Enable' })
    .click();
  await expect(page.getByText('10 sessions are on the calendar')).toBeVisible();
  await expect(page.getByText('Sessions (10)')).toBeVisible();
});

test('editing one session of a series asks which are meant, shows what changes, and tells who is booked', async ({
  page,
}) => {
  const series = await aSeries();
  const [first, second, third] = series.sessions;
  await desk.engine.booking.create({
    sessionId: third?.id as never,
    clientId: desk.studio.ada.id,
    priceMinor: 0,
    fundings: [{ kind: 'free' }],
  });
  await page.goto(`${page.url().split('#')[0]}#/sessions?session=${second?.id}&edit=true`);
  const form = page.getByRole('dialog', { name: 'Edit session' });
  await form.getByLabel('Start').fill('10:00');
  await form.getByRole('button', { name: 'Save changes' }).click();
  const asked = page.getByRole('dialog', { name: 'This is one of recurring sessions' });
  await asked.getByRole('radio', { name: 'This and following' }).check();
  await asked.getByRole('button', { name: 'Go on' }).click();
  await expect(asked.getByText('3 sessions change.')).toBeVisible();
  await expect(asked.getByText('Booked: Ada Lane.')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('3 sessions changed, 1 person will be told')).toBeVisible();
  const times = async () =>
    (await desk.engine.session.list({ from: series.firstDate, to: null })).rows
      .filter(({ title }) => title === 'Piano club')
      .map(({ time }) => time);
  expect(await times()).toEqual(['09:00', '10:00', '10:00', '10:00']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back')).toBeVisible();
  expect(await times()).toEqual(['09:00', '09:00', '09:00', '09:00']);
  expect((await desk.engine.session.get({ id: first?.id as never })).isException).toBe(false);
});

test('a series is ended; what is booked stays until it is cancelled', async ({ page }) => {
  const series = await aSeries();
  await desk.engine.booking.create({
    sessionId: series.sessions[1]?.id as never,
    clientId: desk.studio.ada.id,
    priceMinor: 0,
    fundings: [{ kind: 'free' }],
  });
  await page.goto(`${page.url().split('#')[0]}#/sessions/series`);
  await page.getByText('Piano club').click();
  const panel = page.getByRole('dialog', { name: 'Piano club' });
  await expect(panel.getByText(/Every week on Tuesday at 09:00, 4 sessions/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await panel.getByRole('button', { name: 'End series' }).click();
  const asked = page.getByRole('dialog', { name: 'End this series?' });
  await expect(asked.getByText('3 sessions are taken off the calendar.')).toBeVisible();
  await expect(asked.getByText(/1 session with bookings/)).toBeVisible();
  await asked.getByRole('button', { name: 'End series', exact: true }).click();
  await expect(page.getByText('Series ended, 3 sessions taken off the calendar')).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Piano club' }).getByText('Sessions (1)')).toBeVisible();
});
