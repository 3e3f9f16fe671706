import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { pdfText } from '#tests/support/pdf-text.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { accessibilityFaults, createSmallStudio, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
test.beforeEach(async ({ page }) => {
  host = await launchBrowserHost();
  const open = await openEngine(host.url);
  await createSmallStudio(open);
  await open.engine.tax.create({ name: 'VAT', rateBp: 1900, inclusive: false, active: true });
  await open.engine.studio.updateBusinessDetails({
    address: '4 Quay Street\n20457 Hamburg',
    email: 'hello@nord.example',
    phone: '',
    taxNumber: 'DE 123',
    paymentInstructions: 'IBAN DE00 0000 0000',
    footer: 'Nord · 謝謝 · תודה',
    logo: null,
  });
  open.close();
  await openSignedIn(page, host.url);
});
test.afterEach(() => host.close());

/** A draft with one taxed line of its own, from the client's panel, by keyboard. */
async function draftForAda(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByRole('row', { name: /Ada Lane/ }).click();
  await page
    .getByRole('dialog', { name: 'Ada Lane' })
    .getByRole('link', { name: 'Invoice', exact: true })
    .press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New invoice' });
  await expect(dialog.getByText('Ada Lane')).toBeVisible();
  await dialog.getByRole('button', { name: 'Make draft' }).press('Enter');
  await expect(dialog.getByText('Tick a session or fill in a line.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add line' }).press('Enter');
  await expect(dialog.getByLabel('Description, line 1')).toBeFocused();
  await dialog.getByLabel('Description, line 1').fill('Sheet music');
  await dialog.getByLabel('Quantity, line 1').fill('1.5');
  await dialog.getByRole('button', { name: 'Make draft' }).press('Enter');
  await expect(dialog.getByLabel('Price, line 1')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByText('Some fields need another look.')).toBeVisible();
  await dialog.getByLabel('Price, line 1').fill('20');
  await dialog.getByLabel('Tax, line 1').click();
  await page.getByRole('option', { name: 'VAT' }).click();
  await expect(dialog.getByText(/A draft with 1 line is made/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Make draft' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Draft invoice' })).toBeVisible();
}

test('an invoice is written, issued, saved as a PDF, paid and listed', async ({ page }) => {
  await draftForAda(page);
  const paper = page.getByRole('article', { name: 'Invoice' });
  await expect(paper).toContainText('Sheet music');
  await expect(paper).toContainText('€35.70');
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Issue this invoice?' });
  await expect(question).toContainText('Ada Lane is billed €35.70.');
  await question.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Invoice INV-0001' })).toBeVisible();
  await expect(paper).toContainText('IBAN DE00 0000 0000');
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as PDF' }).click();
  const file = await (await download).path();
  expect((await download).suggestedFilename()).toBe('invoice-INV-0001.pdf');
  const text = pdfText(await readFile(file)).join(' ');
  for (const words of ['INV-0001', 'Ada Lane', 'VAT 19%', '€30.00', '€5.70', '€35.70'])
    expect(text).toContain(words);
  // The foot of the page, each script in its typeface and direction.
  for (const words of ['謝謝', 'הדות']) expect(text.replaceAll(' ', '')).toContain(words);

  await page.getByRole('button', { name: 'Take payment', exact: true }).click();
  const take = page.getByRole('dialog', { name: 'Take payment' });
  await expect(take.getByText(/INV-0001/)).toBeVisible();
  await take.getByRole('button', { name: /^Take/ }).click();
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Invoices' }).click();
  await expect(page.getByRole('row', { name: /INV-0001/ })).toContainText('Paid');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a draft is discarded and brought back, an issued one is credited in part and then refused to be voided when paid', async ({
  page,
}) => {
  await draftForAda(page);
  await page.getByRole('button', { name: 'Discard draft' }).click();
  const discarded = page.getByRole('alert').filter({ hasText: 'Draft discarded' });
  await discarded.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Issue', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Invoice INV-0001' })).toBeVisible();
  await page.getByRole('button', { name: 'Credit', exact: true }).click();
  const credit = page.getByRole('dialog', { name: 'Credit this invoice' });
  await credit.getByLabel(/Sheet music/).fill('5.70');
  await credit.getByLabel('Reason').fill('goodwill');
  await expect(credit.getByText(/A credit note for €5.70 is made/)).toBeVisible();
  await credit.getByRole('button', { name: 'Credit', exact: true }).click();
  await expect(page.getByRole('link', { name: /CN-0001 €5.70/ })).toBeVisible();
  await page.getByRole('button', { name: 'Void', exact: true }).click();
  const voiding = page.getByRole('dialog', { name: 'Void this invoice' });
  await expect(voiding.getByText(/INV-0001 for €30.00 becomes void/)).toBeVisible();
  await voiding.getByLabel('Reason').fill('wrong client');
  await voiding.getByRole('button', { name: 'Void', exact: true }).click();
  await expect(page.getByRole('article', { name: /INV-0001/ })).toContainText('Void');
});

test('a draft is changed: its line, its words and the last day to pay, with the total as it is typed', async ({
  page,
}) => {
  await draftForAda(page);
  await page.getByRole('button', { name: 'Edit draft' }).click();
  const dialog = page.getByRole('dialog', { name: 'Draft for Ada Lane' });
  await expect(dialog.getByText('Net €30.00 · tax €5.70 · total €35.70')).toBeVisible();
  await dialog.getByLabel('Quantity, line 1').fill('2');
  await dialog.getByRole('button', { name: 'Add line' }).click();
  await dialog.getByLabel('Description, line 2').fill('Tuning');
  await dialog.getByRole('button', { name: 'Save draft' }).click();
  await expect(dialog.getByLabel('Price, line 2')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Price, line 2').fill('10');
  await expect(dialog.getByText('Net €50.00 · tax €7.60 · total €57.60')).toBeVisible();
  await dialog.getByLabel('Note').fill('Thank you');
  await dialog.getByRole('textbox', { name: 'Due by' }).fill('31/12/2026');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save draft' }).click();
  const paper = page.getByRole('article', { name: 'Invoice' });
  await expect(paper).toContainText('€57.60');
  await expect(paper).toContainText('Thank you');
  await expect(paper).toContainText('Tuning');
  const saved = page.getByRole('alert').filter({ hasText: 'Draft changed' });
  await saved.getByRole('button', { name: 'Undo' }).click();
  await expect(paper).toContainText('€35.70');
  await expect(paper).not.toContainText('Thank you');
});

test('nothing but the paper is printed', async ({ page }) => {
  await draftForAda(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article', { name: 'Invoice' })).toBeVisible();
  for (const name of ['Issue', 'Print'])
    await expect(page.getByRole('button', { name, exact: true })).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Invoices' })).toBeHidden();
});
