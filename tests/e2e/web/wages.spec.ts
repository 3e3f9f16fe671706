import { expect, test } from '@playwright/test';
import type { CompletionTypeId } from '#domain/values/ids.ts';
import { addDays, localTime } from '#domain/values/time.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { accessibilityFaults, deskForEachTest, openEngine, thisMonday } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

/** A yoga session of Mira last week with Ada and Ben in it, saved as completed. */
async function earn(daysBefore: number): Promise<void> {
  const { engine, studio } = desk;
  const { id } = await engine.session.create({
    serviceId: studio.yoga.id,
    locationId: studio.location.id,
    roomId: studio.hall.id,
    practitionerId: studio.mira.id,
    title: '',
    date: addDays(thisMonday(), -daysBefore),
    time: localTime('09:00'),
    durationMinutes: 60,
    capacity: 12,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  for (const { id: clientId } of [studio.ada, studio.ben])
    await engine.booking.create({
      sessionId: id,
      clientId,
      priceMinor: 1500,
      fundings: [{ kind: 'account', amountMinor: 1500 }],
    });
  const { types } = await engine.completion.options({ sessionId: id });
  const typeId = types.find(({ builtIn }) => builtIn === 'completed')?.id as CompletionTypeId;
  const { version } = await engine.session.get({ id });
  await engine.completion.save({ sessionId: id, version, typeId });
}

test('last week’s wages are adjusted, marked as paid line by line, and the payout is undone', async ({
  page,
}) => {
  const { engine, studio } = desk;
  await engine.wage.setRate({
    practitionerId: studio.mira.id,
    serviceId: null,
    fromDate: addDays(thisMonday(), -30),
    wageType: 'hourly',
    wageMinor: 3000,
    wageBasis: 'session',
  });
  await earn(3);
  await earn(5);
  await goTo(page, '/accounting/wages');
  const totals = page.getByRole('table', { name: 'Totals' });
  await expect(totals.getByRole('row', { name: /Mira Stone/ })).toContainText('€60.00');
  const lines = page.getByRole('grid', { name: 'Lines of Mira Stone' });
  await expect(lines.getByText(/^Own wage since .*: €30.00 an hour × 1 h$/)).toHaveCount(2);
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Add adjustment' }).click();
  const adjust = page.getByRole('dialog', { name: 'Adjust wages of Mira Stone' });
  await adjust.getByRole('button', { name: 'Save adjustment' }).click();
  await expect(adjust.getByText('Fill this in.')).toHaveCount(2);
  await adjust.getByLabel('Amount').fill('5');
  await adjust.getByText('Take off').click();
  await adjust.getByLabel('Reason').fill('Key lost');
  await expect(adjust.getByText('€5.00 is taken off what is due to Mira Stone.')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await adjust.getByRole('button', { name: 'Save adjustment' }).click();
  await expect(lines.getByText('Key lost')).toBeVisible();
  await expect(totals.getByRole('row', { name: /Mira Stone/ })).toContainText('€55.00');

  await page.getByRole('button', { name: 'Mark as paid' }).click();
  const pay = page.getByRole('dialog', { name: 'Mark wages of Mira Stone as paid' });
  await expect(pay.getByText(/^€55.00 for 3 lines is recorded as paid by bank transfer today/)).toBeVisible();
  await pay.getByLabel('Note').fill('SEPA 4711');
  await pay.getByRole('button', { name: 'Mark as paid' }).click();
  await expect(page.getByText('€55.00 for Mira Stone marked as paid')).toBeVisible();
  await expect(pay).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Mark as paid' })).toBeDisabled();

  await page.getByText('Payouts', { exact: true }).click();
  const payouts = page.getByRole('table', { name: 'Payouts' });
  await expect(payouts.getByRole('row', { name: /Olga Owner/ })).toContainText('€55.00');
  await payouts.getByRole('link', { name: 'Open payout 1' }).click();
  const sheet = page.getByRole('article', { name: 'Wage payout 1' });
  await expect(sheet).toContainText('Mira Stone');
  await expect(sheet).toContainText('SEPA 4711');
  await page.getByRole('button', { name: 'Back' }).click();

  await page.getByText('Payouts', { exact: true }).click();
  await payouts.getByRole('button', { name: 'Undo' }).click();
  const question = page.getByRole('dialog', { name: 'Undo payout 1?' });
  await question.getByRole('button', { name: 'Undo payout' }).click();
  await expect(question.getByText('Fill this in.')).toBeVisible();
  await question.getByLabel('Reason').fill('Wrong account');
  await question.getByRole('button', { name: 'Undo payout' }).click();
  await expect(payouts.getByText(/^Undone/)).toBeVisible();
  await expect(totals.getByRole('row', { name: /Mira Stone/ })).toContainText('€55.00');
});

test('a practitioner sees their own wages and nothing to press but the statement and the CSV', async ({
  page,
  browser,
}) => {
  const { engine, studio, host } = desk;
  await engine.catalog.updateService({
    ...(await engine.catalog.all(undefined)).services.find(({ id }) => id === studio.yoga.id),
    wageMinor: 2000,
  } as never);
  await earn(4);
  await engine.staff.create({
    name: 'Mira Stone',
    role: 'practitioner',
    practitionerId: studio.mira.id,
    pin: '246802',
  } as never);
  await engine.staff.create({
    name: 'Paul Reed',
    role: 'practitioner',
    practitionerId: studio.paul.id,
    pin: '246803',
  } as never);
  const seenBy = async (name: string, pin: string) => {
    const open = await openEngine(host.url);
    const context = await browser.newContext({ locale: 'en-GB' });
    const own = await context.newPage();
    await own.goto(host.url);
    await own.getByRole('button', { name }).click();
    await own.getByLabel(`PIN of ${name}`).fill(pin);
    await own.keyboard.press('Enter');
    await own.getByRole('link', { name: 'Accounting' }).click();
    return { own, done: () => (open.close(), context.close()) };
  };
  await page.goto('about:blank');
  const mira = await seenBy('Mira Stone', '246802');
  await expect(mira.own.getByRole('heading', { name: 'Wages' })).toBeVisible();
  await expect(mira.own.getByRole('table', { name: 'Totals' })).toContainText('€20.00');
  await expect(mira.own.getByRole('button', { name: 'Mark as paid' })).toHaveCount(0);
  await expect(mira.own.getByRole('button', { name: 'Add adjustment' })).toHaveCount(0);
  await mira.own.getByRole('link', { name: 'Statement' }).click();
  await expect(mira.own.getByRole('article', { name: 'Wage statement' })).toContainText('€20.00');
  expect(await accessibilityFaults(mira.own)).toEqual([]);
  await mira.done();
  const paul = await seenBy('Paul Reed', '246803');
  await expect(paul.own.getByText('Nothing was earned on these days')).toBeVisible();
  await paul.done();
});
