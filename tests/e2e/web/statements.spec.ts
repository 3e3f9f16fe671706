import { expect, test } from '@playwright/test';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { accessibilityFaults, deskForEachTest } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

const desk = deskForEachTest();

test('a balance is corrected, moved within a family and back, and both statements say so', async ({
  page,
}) => {
  const { studio } = desk;
  await goTo(page, `/clients?client=${studio.ben.id}`);
  const ben = page.getByRole('dialog', { name: 'Ben Moss' });
  await ben.getByRole('button', { name: 'Edit client' }).click();
  const form = page.getByRole('dialog', { name: 'Edit client' });
  await form.getByRole('combobox', { name: 'Paid for by' }).fill('ada');
  await page.getByRole('option', { name: /Ada Lane/ }).click();
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(ben.getByRole('region', { name: 'Family' })).toContainText('Ada Lane · pays');

  await goTo(page, `/clients?client=${studio.ada.id}`);
  const ada = page.getByRole('dialog', { name: 'Ada Lane' });
  await ada.getByRole('button', { name: 'Correct balance' }).click();
  const correct = page.getByRole('dialog', { name: 'Correct the balance of Ada Lane' });
  await correct.getByRole('button', { name: 'Save correction' }).click();
  await expect(correct.getByText('Fill this in.')).toHaveCount(2);
  await correct.getByLabel('Amount').fill('40');
  await correct.getByLabel('Reason').fill('Goodwill');
  await expect(correct.getByText(/^The balance of Ada Lane will be €40.00\./)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await correct.getByRole('button', { name: 'Save correction' }).click();
  await expect(ada.getByRole('region', { name: 'Corrections and transfers' })).toContainText('Goodwill');

  await ada.getByRole('button', { name: 'Move balance' }).click();
  const move = page.getByRole('dialog', { name: 'Move balance within the family' });
  await move.getByLabel('Amount').fill('400');
  await move.getByRole('button', { name: 'Move balance' }).click();
  await expect(move.getByText('There is only €40.00.')).toBeVisible();
  await move.getByLabel('Amount').fill('15');
  await expect(
    move.getByText('€15.00 moves from Ada Lane (then €25.00) to Ben Moss (then €15.00).'),
  ).toBeVisible();
  await move.getByRole('button', { name: 'Move balance' }).click();
  const family = ada.getByRole('region', { name: 'Family' });
  await expect(family.getByRole('row', { name: /Ben Moss/ })).toContainText('€15.00');

  await ada.getByRole('link', { name: 'Statement' }).click();
  const sheet = page.getByRole('article', { name: 'Statement of account' });
  await expect(sheet.getByRole('row', { name: /Correction/ }).first()).toContainText('€40.00');
  await expect(sheet.getByRole('row', { name: /Moved to Ben Moss/ })).toContainText('-€15.00');
  await page.getByRole('checkbox', { name: 'With the family’s balances' }).check();
  await expect(sheet.getByRole('row', { name: /Family total/ })).toContainText('€40.00');
  expect(await accessibilityFaults(page)).toEqual([]);

  await goTo(page, `/clients?client=${studio.ben.id}`);
  await ben.getByRole('button', { name: /^Reverse moved from ada lane/i }).click();
  const reverse = page.getByRole('dialog', { name: 'Reverse this entry?' });
  await reverse.getByLabel('Reason').fill('Meant for Ada');
  await reverse.getByRole('button', { name: 'Reverse' }).click();
  await expect(
    ben.getByRole('region', { name: 'Family' }).getByRole('row', { name: /Ada Lane/ }),
  ).toContainText('€40.00');
  await ben.getByRole('link', { name: 'Statement' }).click();
  await expect(sheet.getByRole('row', { name: /Moved back to Ada Lane/ })).toContainText('-€15.00');
});

test('a statement goes back to the beginning, ends on any day, is printed alone and sent', async ({
  page,
}) => {
  const { studio, engine } = desk;
  await engine.client.recordPayment({
    clientId: studio.ben.id,
    payment: { method: 'cash', amountMinor: 4200, note: '' },
  });
  await goTo(page, `/clients/statement?of=${studio.ben.id}`);
  const sheet = page.getByRole('article', { name: 'Statement of account' });
  await expect(sheet.getByRole('row', { name: /Payment, cash/ })).toContainText('€42.00');
  await expect(sheet.getByText('Period')).toBeVisible();
  await page.getByRole('checkbox', { name: 'From the beginning' }).check();
  await expect(sheet.getByText('As of')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'First day' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Last day' }).fill('01/02/2020');
  await expect(sheet.getByRole('row', { name: /Payment, cash/ })).toHaveCount(0);
  await expect(sheet.getByRole('row', { name: /Closing balance/ })).toContainText('€0.00');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Send by e-mail' })).toBeHidden();
  await expect(sheet).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Send by e-mail' }).click();
  const question = page.getByRole('dialog', { name: 'Send this statement?' });
  await question.getByRole('button', { name: 'Send by e-mail' }).click();
  await expect(page.getByText(/Statement on its way to/)).toBeVisible();
});

test('a correction is taken back from its toast, by the keyboard too', async ({ page }) => {
  const { studio } = desk;
  await goTo(page, `/clients?client=${studio.ben.id}`);
  const ben = page.getByRole('dialog', { name: 'Ben Moss' });
  await ben.getByRole('button', { name: 'Correct balance' }).click();
  const correct = page.getByRole('dialog', { name: 'Correct the balance of Ben Moss' });
  await correct.getByText('Take', { exact: true }).click();
  await correct.getByLabel('Amount').fill('7.50');
  await correct.getByLabel('Reason').fill('Mat not returned');
  await correct.getByRole('button', { name: 'Save correction' }).click();
  await expect(page.getByText('Balance corrected by -€7.50')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(ben.getByRole('button', { name: 'Correct balance' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Taken back')).toBeVisible();
  await expect(ben.getByText('Correction reversed')).toBeVisible();
});
