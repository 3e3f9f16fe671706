import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

const run = promisify(execFile);

/** Debian packages for what the tests start: a browser, an unseen screen, and the libraries that Electron loads. */
const PACKAGES = [
  'chromium',
  'fonts-liberation',
  'xvfb',
  'x11-utils',
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxkbcommon0',
];

/**
 * Makes sure that the machine has a browser, an unseen screen and Electron's libraries; `electronPath` is null when
 * there is no Electron. As root on a machine with apt it installs what is missing. Returns the path of the browser
 * and a sentence for everything that is still missing; changes nothing when nothing is.
 */
export async function prepareMachine(
  electronPath: string | null,
): Promise<{ readonly chromiumPath: string | null; readonly problems: readonly string[] }> {
  if ((await missingParts(electronPath)).length > 0 && canInstall()) installPackages();
  const missing = await missingParts(electronPath);
  const problems = missing.length === 0 ? [] : [`Missing: ${missing.join(', ')}. ${howToInstall()}`];
  return { chromiumPath: findChromium(), problems };
}

async function missingParts(electronPath: string | null): Promise<readonly string[]> {
  const missing: string[] = [];
  if (findChromium() === null) missing.push('Chromium');
  if (process.platform !== 'linux') return missing;
  if (findOnPath('Xvfb') === null) missing.push('Xvfb');
  if (findOnPath('xwininfo') === null) missing.push('xwininfo');
  if (electronPath !== null) missing.push(...(await missingLibraries(electronPath)));
  return missing;
}

/** The browser to test in: a named one, the machine's own, or one that Playwright has installed. */
function findChromium(): string | null {
  const named = process.env.CALLBOARD_CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  const own = ['chromium', 'chromium-browser', 'google-chrome']
    .map(findOnPath)
    .find((found) => found !== null);
  if (own) return own;
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function findOnPath(program: string): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? null;
}

async function missingLibraries(executable: string): Promise<readonly string[]> {
  const { stdout } = await run('ldd', [executable]);
  return stdout
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0] ?? line);
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && findOnPath('apt-get') !== null;
}

function installPackages(): void {
  console.log(`Installing ${PACKAGES.join(' ')} …`);
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], options);
}

function howToInstall(): string {
  if (process.platform === 'linux') return `Install them: sudo apt-get install ${PACKAGES.join(' ')}`;
  return 'Install it: npx playwright install chromium';
}
