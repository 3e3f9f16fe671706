import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

/** The machine's Chromium, or the one that Playwright has installed. */
export function launchChromium(): Promise<Browser> {
  const file =
    process.env['CALLBOARD_CHROMIUM_PATH'] ??
    (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined);
  return chromium.launch({
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-sync',
      '--no-first-run',
    ],
    ...(file && { executablePath: file }),
  });
}

/** Runs in the page: clicks "Later" and answers with the ms until `title` is in the page and painted. */
export function stepToWeek(title: string): Promise<number> {
  const shown = (): boolean => document.body.textContent?.includes(title) ?? false;
  const button = document.querySelector<HTMLElement>('button[aria-label="Later"]');
  if (!button || shown()) throw new Error('nowhere to go');
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const look = (): void => {
      if (performance.now() - startedAt > 20_000) return reject(new Error(`${title} does not come`));
      if (!shown()) return void requestAnimationFrame(look);
      // After this frame's own paint.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)));
    };
    button.click();
    requestAnimationFrame(look);
  });
}
