import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type FakeStripe, startFakeStripe } from '#tests/support/fake-stripe/start-fake-stripe.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createTemporaryFolder } from '../fixtures/temporary-folder.ts';
import { createSmallStudio, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
let stripe: FakeStripe;
let host: LaunchedBrowserHost;
test.beforeEach(async () => {
  folder = await createTemporaryFolder();
  stripe = await startFakeStripe();
  host = await launch();
  const open = await openEngine(host.url);
  await createSmallStudio(open);
  open.close();
});
test.afterEach(async () => {
  await host.close();
  await stripe.close();
  await folder.remove();
});

const launch = () =>
  launchBrowserHost({
    dataDir: path.join(folder.path, 'data'),
    env: { CALLBOARD_STRIPE_API: stripe.url.href },
  });

test('Stripe from the key to the dispute: a card left, charged, a link paid, a late failure, and what needs a person', async ({
  page,
}) => {
  test.slow();
  await openSignedIn(page, host.url);
  await enterKey(page);
  const panel = await openAda(page);

  await panel.getByRole('button', { name: 'Send link to leave a card' }).click();
  await page.getByRole('button', { name: 'Make link' }).click();
  await clientIsOnPage(page, panel, 1);
  await expect(panel.getByText(/^Visa ending in 4242, valid to/)).toBeVisible();

  await charge(page, panel, '45', '€45.00 is paid and on the balance.');
  await expect(panel.getByText('Paid: Payment')).toBeVisible();
  const [paid] = stripe.cards.charges();
  expect(paid).toMatchObject({ status: 'succeeded', amountMinor: 4500 });

  await panel.getByRole('button', { name: 'Send payment link' }).click();
  const link = page.getByRole('dialog', { name: 'Send payment link' });
  await link.getByLabel('Amount').fill('12');
  await link.getByRole('button', { name: 'Make link' }).click();
  await clientIsOnPage(page, panel, 2);
  await expect.poll(() => stripe.cards.charges().map(({ amountMinor }) => amountMinor)).toEqual([4500, 1200]);
  await expect(panel.getByText('€57.00').first()).toBeVisible();

  stripe.faults.when(
    ({ path: at, method }) => method === 'POST' && at === '/v1/payment_intents',
    'processing-fails',
  );
  await charge(page, panel, '20', /The bank has not decided yet/);
  stripe.settle();
  await panel.getByRole('button', { name: 'Check now' }).click();
  await expect(panel.getByText('Declined: Payment')).toBeVisible();

  // What happens there meanwhile is heard of when Callboard is started again.
  stripe.cards.dispute(paid?.id ?? '');
  await host.close();
  host = await launch();
  await openSignedIn(page, host.url);
  await enterKey(page);
  await goTo(page, '#/accounting/card-problems');
  const problems = page.getByRole('table', { name: 'Card problems' });
  await expect(problems).toContainText('The client disputes this payment');
  await expect(problems).toContainText('The card was not charged: the bank declined the card.');
  await expect(problems.getByRole('row').filter({ hasText: 'disputes' })).toContainText('€45.00');
});

async function enterKey(page: Page): Promise<void> {
  await goTo(page, '#/settings/payments');
  await page.getByLabel('Stripe restricted key').fill('rk_test_0123456789');
  await page.getByRole('button', { name: 'Check and keep key' }).click();
  await expect(page.getByText('The key works and is kept')).toBeVisible();
}

async function openAda(page: Page): Promise<Locator> {
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
  await page
    .getByRole('grid', { name: 'Clients' })
    .getByRole('row', { name: /Ada Lane/ })
    .click();
  const panel = page.getByRole('dialog', { name: 'Ada Lane' });
  await expect(panel.getByRole('heading', { name: 'Card on file' })).toBeVisible();
  return panel;
}

/** The client does what the n-th page is for; the desk does not wait for the next look. */
async function clientIsOnPage(page: Page, panel: Locator, n: number): Promise<void> {
  await expect.poll(() => stripe.cards.sessions().length).toBe(n);
  await expect(panel.getByText(/^Open/).first()).toBeVisible();
  stripe.cards.complete(stripe.cards.sessions()[n - 1]?.id ?? '');
  await panel.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Used').first()).toBeVisible();
}

async function charge(page: Page, panel: Locator, amount: string, end: string | RegExp): Promise<void> {
  await panel.getByRole('button', { name: 'Charge card on file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Charge card on file' });
  await dialog.getByLabel('Amount').fill(amount);
  await dialog.getByRole('button', { name: `Charge €${amount}.00` }).click();
  await expect(dialog.getByText(end)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}
