import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright';
import { prepareLaunchDirectory } from '../../scripts/runtime/launch-directory.ts';
import {
  type ElectronRuntime,
  resolveElectronRuntime,
} from '../../scripts/runtime/resolve-electron-runtime.ts';
import { electronArguments, electronEnvironment, ROOT } from '#tests/e2e/fixtures/launch-electron.ts';
import { createTestFolder } from '#tests/support/database.ts';

export interface StartedApp {
  readonly page: Page;
  /** Epoch ms just before the process was started. */
  readonly spawnedAt: number;
  /** Proportional set size of the app and all its processes, in MB. Linux only. */
  readonly memoryMb: () => number;
  readonly close: () => Promise<void>;
}

export async function findRuntime(): Promise<ElectronRuntime> {
  const runtime = await resolveElectronRuntime();
  if (!runtime.ok) throw new Error(runtime.error.tried.join('\n'));
  return runtime.value;
}

/** Our app on a data folder. */
export function startOurs(runtime: ElectronRuntime, dataDir: string): Promise<StartedApp> {
  const env = electronEnvironment(runtime.engineNode ? { CALLBOARD_ENGINE_NODE: runtime.engineNode } : {});
  return start(runtime.executablePath, electronArguments(dataDir, createTestFolder()), env);
}

/** The plainest app; with `url`, on that page and with a Node child beside it. */
export async function startEmpty(runtime: ElectronRuntime, url: string | null): Promise<StartedApp> {
  const appDir = path.join(import.meta.dirname, 'empty-app');
  // An Electron without its default app opens what lies in its resources.
  const opensPaths = existsSync(path.join(runtime.distPath, 'resources/default_app.asar'));
  const executable = opensPaths
    ? runtime.executablePath
    : path.join(await prepareLaunchDirectory(runtime.distPath, appDir), 'electron');
  const args = electronArguments(createTestFolder(), createTestFolder()).map((arg) =>
    arg === ROOT ? appDir : arg,
  );
  const profile = `--user-data-dir=${createTestFolder()}`;
  return start(executable, [profile, ...args], {
    ...electronEnvironment(),
    ...(url !== null && { BENCH_PAGE: url, BENCH_CHILD: process.execPath }),
  });
}

async function start(
  executable: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<StartedApp> {
  const spawnedAt = Date.now();
  const child = spawn(executable, ['--remote-debugging-port=0', ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 8000);
    await exited;
    clearTimeout(timer);
  };
  try {
    const address = await debuggerOf(child.stderr);
    await windowOpen(address);
    const page = await windowOf(await chromium.connectOverCDP(address));
    return { page, spawnedAt, memoryMb: () => memoryOf(child.pid ?? 0), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function debuggerOf(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the app did not start')), 60_000);
    createInterface({ input: output }).on('line', (line) => {
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/** Electron does not answer a debugger that comes before its window. */
async function windowOpen(address: string): Promise<void> {
  const list = new URL('/json/list', address.replace('ws:', 'http:'));
  for (let tries = 0; tries < 600; tries += 1) {
    const targets = (await (await fetch(list)).json()) as { readonly type: string; readonly url: string }[];
    if (targets.some(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function windowOf(browser: Browser): Promise<Page> {
  for (let tries = 0; tries < 600; tries += 1) {
    const page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((each) => each.url() !== '' && each.url() !== 'about:blank');
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the app opened no window');
}

/** The whole tree: shared pages count once, divided among those that share them. */
function memoryOf(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readOrEmpty(`/proc/${name}/stat`) : '';
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const belongs = (pid: number): boolean => {
    const parent = parents.get(pid);
    return pid === root || (parent !== undefined && parent > 1 && belongs(parent));
  };
  const kilobytes = [...parents.keys()].filter(belongs).map((pid) => {
    const pss = /^Pss:\s+(\d+) kB/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`))?.[1];
    return Number(pss ?? 0);
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Epoch ms of the page's first paint. */
export const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const entry = list.getEntries().find(({ name }) => name === 'first-paint');
          if (entry) resolve(performance.timeOrigin + entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
