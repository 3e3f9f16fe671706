import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** The Chromium of the machine; without one, the browser that Playwright itself has installed. */
const executablePath =
  process.env['CALLBOARD_CHROMIUM_PATH'] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testDir: 'tests/e2e',
  timeout: 120_000,
  // A shared machine may be slow for a while; a page that is right gets there in the end.
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: false,
  // Again, and named in the summary: a window may miss its driver on a busy machine.
  retries: 2,
  forbidOnly: true,
  reporter: [
    ['list'],
    [
      'json',
      {
        outputFile: path.resolve(
          process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'test-results/reports/playwright.json',
        ),
      },
    ],
  ],
  use: { trace: 'off', video: 'off', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'web',
      testDir: 'tests/e2e/web',
      outputDir: 'test-results/web',
      use: {
        browserName: 'chromium',
        headless: true,
        launchOptions: { args: chromiumFlags, ...(executablePath ? { executablePath } : {}) },
      },
    },
    { name: 'electron', testDir: 'tests/e2e/electron', outputDir: 'test-results/electron' },
    { name: 'package', testDir: 'tests/e2e/package', outputDir: 'test-results/package' },
  ],
});
