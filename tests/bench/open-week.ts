import type { Page } from 'playwright';
import { DEMO_PIN } from '#main/demo/demo-pin.ts';
import { lastTitleOf, OWNER_NAME } from './window-studio.ts';

/** Epoch ms at which the bare page had its week painted; it marks that itself. */
export const bareWeekPainted = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const entry = list.getEntries().find(({ name }) => name === 'week-painted');
          if (entry) resolve(performance.timeOrigin + entry.startTime);
        }).observe({ type: 'mark', buffered: true });
      }),
  );

/**
 * Ours, in two parts without the person's time at the keys between them: epoch ms at which the sign-in was painted, and ms
 * from Enter to the week painted.
 */
export async function signInToWeek(
  page: Page,
): Promise<{ readonly readyAt: number; readonly weekMs: number }> {
  const pin = page.getByLabel(`PIN of ${OWNER_NAME}`);
  await pin.waitFor();
  await page.waitForTimeout(300);
  const readyAt = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          if (last) resolve(performance.timeOrigin + last.startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await pin.fill(DEMO_PIN);
  const weekMs = await page.evaluate((title) => {
    const form = document.querySelector('form');
    return new Promise<number>((resolve) => {
      const startedAt = performance.now();
      form?.requestSubmit();
      const look = (): void => {
        if (!document.body.textContent?.includes(title)) return void requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)));
      };
      requestAnimationFrame(look);
    });
  }, lastTitleOf(0));
  return { readyAt, weekMs };
}
