import { expect, test } from '@playwright/test';
import { launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createSmallStudio, openEngine, openSignedIn } from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

const NOTE = `<img src=x onerror="document.title='ran'"><script>document.title='ran'</script><a href="javascript:alert(1)">x</a>`;
const NAME = '<svg onload=alert(1)>';

/** Reliability E1, in the window itself; that the policy stops what got in all the same is shown in the desktop shell's tests. */
test('markup in a client’s name and note is shown as the text that it is', async ({ page }) => {
  const host = await launchBrowserHost();
  try {
    const open = await openEngine(host.url);
    await createSmallStudio(open);
    await open.engine.client.create({ firstName: NAME, lastName: 'Crane', email: '', phone: '', note: NOTE });
    open.close();
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    await openSignedIn(page, host.url);
    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await page.getByRole('row', { name: /Crane/ }).click();
    const panel = page.getByRole('dialog', { name: `${NAME} Crane` });
    await expect(panel.getByText(NOTE, { exact: true })).toBeVisible();
    await expect(page.locator('img[src="x"], svg[onload], a[href^="javascript:"]')).toHaveCount(0);
    expect(await page.title()).not.toBe('ran');
    expect(dialogs).toBe(0);
  } finally {
    await host.close();
  }
});
