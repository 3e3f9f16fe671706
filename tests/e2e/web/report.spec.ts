import { expect, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { cancelSessions, createBookedStudio, jobIsDone } from './cancellation-studio.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
let open: OpenEngine;
test.beforeEach(async () => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
});
test.afterEach(async () => {
  open.close();
  await host.close();
});

test('the report prints alone, on numbered sheets, with totals, sessions, clients and problems', async ({
  page,
}) => {
  const studio = await createBookedStudio(open);
  const jobId = await cancelSessions(
    open,
    [...studio.yogas.map(({ id }) => id), studio.pianoLesson.id],
    'cash_due',
  );
  await jobIsDone(open, jobId);
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-printed', 'true');
  });
  await openSignedIn(page, host.url);
  await goTo(page, `/cancellations/jobs/${jobId}`);
  await page.getByRole('link', { name: 'Print report' }).click();
  const report = page.getByRole('article', { name: 'Cancellation report' });
  await expect(report).toContainText('Studio Nord');
  await expect(report).toContainText('Burst pipe');
  await expect(report).toContainText('Sessions (4)');
  await expect(report).toContainText('Clients (2)');
  await expect(report).toContainText('1 card refund');
  await expect(report).toContainText('Checked by');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Print' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'true');

  await page.emulateMedia({ media: 'print' });
  await expect(report).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main menu' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][\d.]* 84[12][\d.]*\]/);
});
