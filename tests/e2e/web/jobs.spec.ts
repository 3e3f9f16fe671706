import { expect, test } from '@playwright/test';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { cancelSessions, createBookedStudio, downloadedText, jobIsDone } from './cancellation-studio.ts';
import { accessibilityFaults, type OpenEngine, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
let open: OpenEngine;
let studio: Awaited<ReturnType<typeof createBookedStudio>>;
test.beforeEach(async () => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
  studio = await createBookedStudio(open);
});
test.afterEach(async () => {
  open.close();
  await host.close();
});

const allSessions = () => [...studio.yogas.map(({ id }) => id), studio.pianoLesson.id];

test('a job shows every row with its outcome, its steps on demand, and both CSV files', async ({ page }) => {
  const jobId = await cancelSessions(open, allSessions(), 'cash_due');
  await jobIsDone(open, jobId);
  await openSignedIn(page, host.url);
  await goTo(page, '/cancellations');
  await page.getByRole('grid', { name: 'Jobs' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Job ${jobId}` })).toContainText('Done');
  await expect(page.getByText('4 of 4 sessions cancelled')).toBeVisible();
  await expect(page.getByText('1 to hand out, €15.00')).toBeVisible();
  for (const hidden of ['Pause', 'Resume', 'Stop', 'Retry failed'])
    await expect(page.getByRole('button', { name: hidden, exact: true })).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);

  const items = page.getByRole('grid', { name: 'Bookings and tenders' });
  await page.getByLabel('Search client or session').fill('ben');
  await expect(items.getByRole('row').filter({ hasText: 'Ada Lane' })).toHaveCount(0);
  await items.getByRole('button', { name: 'Steps of the refund for Ben Moss' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Steps of the refund for Ben Moss' })).toContainText(
    'Refunded',
  );
  await page.keyboard.press('Escape');

  for (const which of ['Request CSV', 'Outcome CSV']) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: which }).click();
    expect(await downloadedText(await downloading)).toContain('Ben Moss');
  }
});

test('a job can be paused, resumed and stopped; what is done stays done', async ({ page }) => {
  const payments = await open.engine.studio.payments();
  await open.engine.studio.updateSimulator({ ...payments.simulator, delayMs: 20_000 });
  const jobId = await cancelSessions(open, allSessions());
  await openSignedIn(page, host.url);
  await goTo(page, `/cancellations/jobs/${jobId}`);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Stop this job?' });
  await expect(dialog).toContainText('What is done stays done');
  await expect(dialog.getByRole('button', { name: 'Let it go on' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Stop the job' }).click();
  await expect(page.getByText('The job stops after the step in hand.')).toBeVisible();
});

test('an undo says what comes back and what cannot, then brings the sessions back', async ({ page }) => {
  const future = await open.engine.session.create({
    serviceId: studio.yoga.id,
    locationId: studio.location.id,
    roomId: null,
    practitionerId: null,
    title: 'Workshop',
    date: '2099-05-04' as never,
    time: '09:00' as never,
    durationMinutes: 60,
    capacity: 5,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
  });
  await open.engine.booking.create({
    sessionId: future.id,
    clientId: studio.ben.id,
    priceMinor: 1500,
    fundings: [{ kind: 'new_payment', method: 'card', amountMinor: 1500 }],
  });
  const jobId = await cancelSessions(open, [future.id]);
  await jobIsDone(open, jobId);
  await openSignedIn(page, host.url);
  await goTo(page, `/cancellations/jobs/${jobId}`);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Undo job ${jobId}?` });
  await expect(dialog).toContainText('1 session open again');
  await expect(dialog).toContainText('The card refund has been sent.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Undo the cancellation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Job ${jobId}` })).toContainText('Undone');
  expect((await open.engine.session.get({ id: future.id })).state).toBe('open');

  await goTo(page, '/cancellations/leftovers');
  const leftovers = page.getByRole('table', { name: 'Undo leftovers' });
  await expect(leftovers).toContainText('The card refund has been sent.');
  await leftovers.getByRole('button', { name: 'Done' }).first().click();
  await page.getByRole('dialog', { name: 'Done' }).getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(/^Solved:/)).toBeVisible();
});
