import { expect, test } from '@playwright/test';
import { launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createSmallStudio, OWNER, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

/** Reliability A2. The page's clock is turned on instead of waiting for it. */
test('a window that nobody uses locks after the studio’s idle time', async ({ page }) => {
  const host = await launchBrowserHost();
  try {
    const open = await openEngine(host.url);
    await createSmallStudio(open);
    const { lockAfterSeconds } = await open.engine.studio.get();
    open.close();
    await page.clock.install();
    await openSignedIn(page, host.url);
    await page.clock.runFor((lockAfterSeconds + 60) * 1000);
    await expect(page.getByLabel(`PIN of ${OWNER.name}`)).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Week' })).toHaveCount(0);
  } finally {
    await host.close();
  }
});
