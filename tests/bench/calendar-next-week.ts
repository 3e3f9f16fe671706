import type { Page } from 'playwright';
import { buildCallboard } from '../../scripts/build.ts';
import { launchBrowserHost } from '#tests/e2e/fixtures/launch-browser-host.ts';
import { buildBarePage } from './bare-page.ts';
import { launchChromium, stepToWeek } from './chromium.ts';
import { type Benchmark, ratioRow } from './measure.ts';
import { lastTitleOf, signInAsOwner, WEEKS, writeWindowStudio } from './window-studio.ts';

const NAME = 'calendar-next-week';
const ROUNDS = 5;
/** A person looks at a week before going on; what is fetched ahead is there by then. */
const LOOK_MS = 1500;

export const calendarNextWeek: Benchmark = {
  name: NAME,
  about: 'From the click on "Later" to the next week’s 250 sessions painted, in Chromium',
  run: async ({ say }) => {
    await buildCallboard();
    const { dataDir, databasePath } = writeWindowStudio();
    const bare = await buildBarePage(databasePath);
    const host = await launchBrowserHost({ dataDir });
    const browser = await launchChromium();
    const samples = { ours: [] as number[], floor: [] as number[] };
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const ours = await context.newPage();
      const plain = await context.newPage();
      await ours.goto(host.url);
      for (let round = 0; round <= ROUNDS; round += 1) {
        const order = round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const);
        for (const which of order) {
          const page = which === 'ours' ? ours : plain;
          await page.bringToFront();
          await (which === 'ours' ? openOurs(page, round) : page.goto(bare.url));
          const took = await walkWeeks(page);
          if (round > 0) samples[which].push(...took);
        }
        say(`round ${round}`);
      }
    } finally {
      await browser.close();
      await host.close();
      bare.close();
    }
    return [ratioRow({ name: NAME, what: 'next week painted', unit: 'ms' }, samples, 1.3)];
  },
};

async function openOurs(page: Page, round: number): Promise<void> {
  if (round > 0) {
    // The calendar remembers its week; each round starts from today.
    await page.evaluate(() => localStorage.clear());
    await page.reload();
  }
  await signInAsOwner(page);
}

async function walkWeeks(page: Page): Promise<number[]> {
  await page.getByText(lastTitleOf(0)).first().waitFor();
  const took: number[] = [];
  for (let week = 1; week < WEEKS; week += 1) {
    await page.waitForTimeout(LOOK_MS);
    took.push(await page.evaluate(stepToWeek, lastTitleOf(week)));
  }
  return took;
}
