import { buildCallboard } from '../../scripts/build.ts';
import { launchBrowserHost } from '#tests/e2e/fixtures/launch-browser-host.ts';
import { openEngine } from '#tests/e2e/web/studio.ts';
import { DEMO_PIN } from '#main/demo/demo-pin.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { launchChromium } from './chromium.ts';
import { absoluteRow, type BenchRow } from './measure.ts';
import { lastTitleOf, OWNER_NAME, signInAsOwner, writeWindowStudio } from './window-studio.ts';

/** Tasks over 50 ms of a window that shows the jobs' progress while 1,000 sessions are canceled from elsewhere. */
export async function windowRows(name: string, say: (line: string) => void): Promise<BenchRow[]> {
  await buildCallboard();
  const rows: BenchRow[] = [];
  for (const place of ['#/', '#/cancellations'] as const) {
    say(`window at ${place}`);
    const tasks = await longTasks(place);
    const longest = Math.max(0, ...tasks);
    rows.push(
      absoluteRow(
        {
          name,
          what: `window at ${place}: longest task (${tasks.length} over 50 ms)`,
          unit: 'ms',
          goal: 'none over 50 ms',
        },
        longest,
        tasks.length === 0,
      ),
    );
  }
  return rows;
}

declare global {
  interface Window {
    benchTasks: number[];
  }
}

async function longTasks(place: string): Promise<number[]> {
  const { dataDir } = writeWindowStudio();
  const host = await launchBrowserHost({ dataDir });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(host.url);
    await signInAsOwner(page);
    await page.getByText(lastTitleOf(0)).first().waitFor();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, place);
    await page.waitForTimeout(3000);
    await page.evaluate(() => {
      window.benchTasks = [];
      new PerformanceObserver((list) =>
        window.benchTasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({ type: 'longtask' });
    });
    await cancelEverything(host.url);
    await page.waitForTimeout(1000);
    return await page.evaluate(() => window.benchTasks);
  } finally {
    await browser.close();
    await host.close();
  }
}

/** Through the engine's own door, as another desk would; waits for the end of the job. */
async function cancelEverything(url: string): Promise<void> {
  const { engine, close } = await openEngine(url);
  const { people } = await engine.auth.people();
  const owner = people.find(({ name }) => name === OWNER_NAME);
  if (!owner) throw new Error('no owner');
  await engine.auth.signIn({ staffId: owner.staffId, pin: DEMO_PIN });
  const sessionIds = Array.from({ length: 1000 }, (_, index) => (index + 1) as SessionId);
  const plan = await engine.cancellation.preview({ sessionIds });
  const { jobId } = await engine.cancellation.submit({
    sessionIds,
    requestUid: crypto.randomUUID(),
    planHash: plan.planHash,
    reason: 'Storm',
    message: { channel: 'none', subject: '', body: '' },
    typedTotalMinor: plan.refundTotalMinor,
  });
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await engine.job.get({ id: jobId })).state === 'done') break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  close();
}
