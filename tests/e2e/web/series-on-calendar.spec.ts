import { expect, type Page, test } from '@playwright/test';
import { dragDownAnHour } from './drag.ts';
import { accessibilityFaults, createPianoClub, deskForEachTest, openPalette } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

type Club = Awaited<ReturnType<typeof createPianoClub>>;

const bookAda = (club: Club, nth: number, paid = false) =>
  desk.engine.booking.create({
    sessionId: club.sessions[nth]?.id as never,
    clientId: desk.studio.ada.id,
    priceMinor: paid ? 4500 : 0,
    fundings: paid ? [{ kind: 'new_payment', method: 'cash', amountMinor: 4500 }] : [{ kind: 'free' }],
  });

const timesOf = async (club: Club): Promise<readonly string[]> =>
  (await desk.engine.session.list({ from: club.firstDate, to: null })).rows
    .filter(({ title }) => title === 'Piano club')
    .map(({ time }) => time);

/** Drags the club's session of the week after `weeks` arrows down by an hour. */
async function dragInWeek(page: Page, weeks: number) {
  for (let week = 0; week < weeks; week += 1) await page.keyboard.press('ArrowRight');
  const lesson = page.getByRole('button', { name: /Piano club.*09:00/ });
  await expect(lesson).toBeVisible();
  await dragDownAnHour(page, lesson);
  const asked = page.getByRole('dialog', { name: 'This is one of recurring sessions' });
  await expect(asked.getByRole('radio', { name: 'This session' })).toBeChecked();
  return asked;
}

test('a session of a series dragged alone says who is booked, moves, and becomes an exception', async ({
  page,
}) => {
  const club = await createPianoClub(desk);
  await bookAda(club, 1);
  const asked = await dragInWeek(page, 2);
  await asked.getByRole('button', { name: 'Go on' }).click();
  const move = page.getByRole('dialog', { name: 'Move this session?' });
  await expect(move.getByRole('list', { name: 'Booked' })).toContainText('Ada Lane');
  await move.getByRole('checkbox', { name: 'Tell them by e-mail' }).uncheck();
  await move.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByText(/Piano club moved to/)).toBeVisible();
  expect(await timesOf(club)).toEqual(['09:00', '10:00', '09:00', '09:00']);
  expect((await desk.engine.message.list({})).total).toBe(0);
  expect((await desk.engine.series.get({ id: club.id })).sessions[1]?.isException).toBe(true);
});

test('dragged with those that follow, the series is split there and the booked are told', async ({
  page,
}) => {
  const club = await createPianoClub(desk);
  await bookAda(club, 3);
  const asked = await dragInWeek(page, 2);
  await asked.getByRole('radio', { name: 'This and following' }).check();
  await asked.getByRole('button', { name: 'Go on' }).click();
  await expect(asked.getByText('3 sessions change.')).toBeVisible();
  await expect(asked.getByText('Booked: Ada Lane.')).toBeVisible();
  await expect(asked.getByRole('checkbox', { name: 'Tell them by e-mail' })).toBeChecked();
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('3 sessions changed, 1 person will be told')).toBeVisible();
  expect(await timesOf(club)).toEqual(['09:00', '10:00', '10:00', '10:00']);
});

test('dragged with all, every session to come moves; keeping it as it is moves none', async ({ page }) => {
  const club = await createPianoClub(desk);
  const first = await dragInWeek(page, 2);
  await first.getByRole('button', { name: 'Keep as it is' }).click();
  await expect(page.getByRole('button', { name: /Piano club.*09:00/ })).toBeVisible();
  expect(await timesOf(club)).toEqual(['09:00', '09:00', '09:00', '09:00']);
  const asked = await dragInWeek(page, 0);
  await asked.getByRole('radio', { name: 'All' }).check();
  await asked.getByRole('button', { name: 'Go on' }).click();
  await expect(asked.getByText('4 sessions change.')).toBeVisible();
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('4 sessions changed')).toBeVisible();
  await expect(page.getByRole('button', { name: /Piano club.*10:00/ })).toBeVisible();
  expect(await timesOf(club)).toEqual(['10:00', '10:00', '10:00', '10:00']);
});

test('a typed line with a count fills in the series, and the client it names is enrolled next', async ({
  page,
}) => {
  await openPalette(page);
  await page.keyboard.type('Ada piano tue 16:30 x10');
  await expect(page.getByRole('option', { name: /Create recurring sessions.*10 times/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Create recurring sessions' });
  await expect(form.getByRole('combobox', { name: 'Service' })).toHaveValue('Piano lesson');
  await expect(form.getByLabel('Start')).toHaveValue('16:30');
  await expect(form.getByLabel('Minutes')).toHaveValue('45');
  await expect(form.getByLabel('How many sessions')).toHaveValue('10');
  await expect(form.getByText('Every week on Tuesday at 16:30, 10 sessions')).toBeVisible();
  await expect(form.getByRole('switch', { name: 'This is a class' })).toBeChecked();
  await expect(form.getByText(/Next: enrolling Ada Lane in all of them/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Create 10 sessions' }).click();
  const enrolment = page.getByRole('dialog', { name: 'Enrol in the class' });
  await expect(enrolment.getByRole('combobox', { name: 'Client' })).toHaveValue(/Ada Lane/);
});

test('a series is ended from a day on, its booked sessions ticked for the bulk cancellation', async ({
  page,
}) => {
  const club = await createPianoClub(desk);
  await bookAda(club, 2, true);
  await bookAda(club, 3);
  await page.goto(`${page.url().split('#')[0]}#/sessions/series?series=${club.id}`);
  await page.getByRole('dialog', { name: 'Piano club' }).getByRole('button', { name: 'End series' }).click();
  const asked = page.getByRole('dialog', { name: 'End this series?' });
  await expect(asked.getByText('2 sessions are taken off the calendar.')).toBeVisible();
  await asked.getByRole('radio', { name: 'From a day on' }).check();
  const day = asked.getByRole('textbox', { name: 'First day without sessions' });
  await day.fill(club.sessions[1]?.date.split('-').toReversed().join('/') ?? '');
  await expect(asked.getByText('1 session is taken off the calendar.')).toBeVisible();
  await expect(asked.getByText(/2 sessions with bookings are on no date any more/)).toBeVisible();
  await expect(asked.getByText(/stay as they are\. While some of them/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await asked.getByRole('button', { name: 'End series, then cancel the booked ones' }).click();
  await expect(page.getByRole('heading', { name: 'Bulk Cancel Sessions' })).toBeVisible();
  await expect(page.getByText('2 of 2 sessions ticked')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Refund plan' })).toContainText('€45.00');
  expect((await desk.engine.series.get({ id: club.id })).sessions).toHaveLength(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back')).toBeVisible();
  expect((await desk.engine.series.get({ id: club.id })).sessions).toHaveLength(4);
});
