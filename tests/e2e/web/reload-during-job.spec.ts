import { expect, test } from '@playwright/test';
import { launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import { cancelSessions, createBookedStudio, jobIsDone } from './cancellation-studio.ts';
import { openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'America/New_York', viewport: { width: 1366, height: 768 } });

/** Reliability E5: a job belongs to the engine, not to the window. */
test('a window that is loaded anew, or closed, leaves its job alone and finds it again', async ({
  page,
  context,
}) => {
  const host = await launchBrowserHost();
  try {
    const open = await openEngine(host.url);
    const studio = await createBookedStudio(open);
    const { simulator } = await open.engine.studio.payments();
    await open.engine.studio.updateSimulator({ ...simulator, delayMs: 12_000 });
    const jobId = await cancelSessions(open, [...studio.yogas.map(({ id }) => id), studio.pianoLesson.id]);
    await openSignedIn(page, host.url);
    await goTo(page, `/cancellations/jobs/${jobId}`);
    await expect(page.getByRole('heading', { level: 1, name: `Job ${jobId}` })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    await page.reload();
    await page.close();
    await jobIsDone(open, jobId);
    const { progress } = await open.engine.job.get({ id: jobId as never });
    expect(progress.refunds.problems).toBe(0);

    const another = await context.newPage();
    await openSignedIn(another, host.url);
    await goTo(another, `/cancellations/jobs/${jobId}`);
    await expect(another.getByRole('heading', { level: 1, name: `Job ${jobId}` })).toContainText('Done');
    open.close();
  } finally {
    await host.close();
  }
});
