import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type {} from '#contract/shell/shell-api.ts';
import { type LaunchedElectron, launchElectron, STAND_IN } from '../fixtures/launch-electron.ts';

/** What the test page keeps (tests/e2e/fixtures/test-page/page.js). */
type Seen = {
  readonly ports: readonly {
    readonly port: MessagePort;
    readonly received: unknown[];
    readonly isClosed: boolean;
  }[];
  readonly states: readonly { readonly state: string }[];
  readonly locks: number;
};

for (const mode of ['node', 'utility'] as const) {
  test.describe(`the engine as a ${mode} process`, () => {
    let desktop: LaunchedElectron;
    test.beforeEach(async () => {
      desktop = await launchElectron({ env: { ...STAND_IN, CALLBOARD_ENGINE_MODE: mode } });
      await waitForPorts(desktop.page, 1);
    });
    test.afterEach(() => desktop.close());

    test('answers through the port, texts and byte arrays alike', async () => {
      expect(await ask(desktop.page, 'about')).toMatchObject({
        kind: mode,
        args: ['--data', desktop.dataDir, '--downloads', desktop.downloadsDir],
      });
      const echoed = await desktop.page.evaluate(async () => {
        const link = (Reflect.get(window, 'seen') as Seen).ports.at(-1);
        if (!link) return null;
        link.port.postMessage({ text: 'Ä 🎼', bytes: new Uint8Array([1, 2, 255]), at: new Date(5) });
        while (link.received.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
        const last = link.received[1] as { text: string; bytes: Uint8Array; at: Date };
        return { text: last.text, bytes: [...last.bytes], at: last.at.getTime() };
      });
      expect(echoed).toEqual({ text: 'Ä 🎼', bytes: [1, 2, 255], at: 5 });
    });

    test('is started again after it was killed, and the window gets a fresh port', async () => {
      const { page } = desktop;
      const before = await pidOf(page);
      process.kill(before, 'SIGKILL');
      await waitForPorts(page, 2);
      expect(await pidOf(page)).not.toBe(before);
      const seen = await page.evaluate(() => {
        const { ports, states } = Reflect.get(window, 'seen') as Seen;
        return { closed: ports.map((link) => link.isClosed), states: states.map((state) => state.state) };
      });
      expect(seen.closed).toEqual([true, false]);
      expect(seen.states.slice(-2)).toEqual(['restarting', 'ready']);
    });

    test('is asked to finish when the app quits', async () => {
      await desktop.app.close();
      expect(desktop.errorOutput()).toContain('stand-in engine: shutting down');
    });
  });
}

test.describe('a window and its engine', () => {
  let desktop: LaunchedElectron;
  test.beforeEach(async () => {
    desktop = await launchElectron({ env: STAND_IN });
    await waitForPorts(desktop.page, 1);
  });
  test.afterEach(() => desktop.close());

  for (const [what, size] of [
    ['a text of 9 MB', 'text'],
    ['9 MB of bytes', 'bytes'],
    ['many texts of 9 MB together', 'list'],
  ] as const) {
    test(`${what} closes the port, and the window asks for another`, async () => {
      const { page, dataDir } = desktop;
      await page.evaluate((kind) => {
        const bytes = 9 * 1024 * 1024;
        const data = {
          text: () => 'x'.repeat(bytes),
          bytes: () => ({ deep: [new Uint8Array(bytes)] }),
          list: () => Array.from({ length: 9 * 1024 }, () => 'x'.repeat(1024)),
        };
        (Reflect.get(window, 'seen') as Seen).ports[0]?.port.postMessage(data[kind]());
      }, size);
      await expectPortClosed(page, 0);
      await page.evaluate(() => window.callboard?.requestEnginePort());
      await waitForPorts(page, 2);
      expect(await ask(page, 'about')).toMatchObject({ kind: 'node' });
      expect(shellLog(dataDir)).toContain('"event":"port-closed","reason":"MESSAGE_TOO_LARGE"');
    });
  }

  test('a flood of messages closes the port and the window stays alive', async () => {
    const { page, dataDir } = desktop;
    await page.evaluate(() => {
      const port = (Reflect.get(window, 'seen') as Seen).ports[0]?.port;
      for (let sent = 0; sent < 10_000; sent += 1) port?.postMessage(sent);
    });
    await expectPortClosed(page, 0);
    expect(shellLog(dataDir)).toContain('"reason":"TOO_MANY_MESSAGES"');
    const received = await page.evaluate(
      () => (Reflect.get(window, 'seen') as Seen).ports[0]?.received.length,
    );
    expect(received).toBeLessThanOrEqual(2000);
    await page.evaluate(() => window.callboard?.requestEnginePort());
    await waitForPorts(page, 2);
    expect(await ask(page, 'about')).toMatchObject({ kind: 'node' });
  });

  test('a reloaded page and a crashed page attach again while the engine runs on', async () => {
    const { app, page } = desktop;
    const pid = await pidOf(page);
    await page.reload();
    await waitForPorts(page, 1);
    expect(await pidOf(page)).toBe(pid);

    // The test's own connection to a crashed page is gone: look from the shell's side.
    const afterCrash = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const loadedAgain = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
      contents?.forcefullyCrashRenderer();
      await loadedAgain;
      return contents?.executeJavaScript(`(async () => {
        while (window.seen.ports.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        const { port } = window.seen.ports[0];
        port.postMessage({ ask: 'about' });
        return new Promise((resolve) => port.addEventListener('message', (event) => resolve(event.data.answer.pid)));
      })()`);
    });
    expect(afterCrash).toBe(pid);
  });

  test('an engine that says why it cannot run is not started again until asked', async () => {
    const { page } = desktop;
    await tell(page, 'fatal');
    await expectPortClosed(page, 0);
    const state = await page.evaluate(() => window.callboard?.requestEnginePort());
    expect(state).toEqual({
      ok: true,
      value: { state: 'failed', code: 'DATABASE_IS_NEWER', message: 'made by a later version' },
    });
    await page.evaluate(() => window.callboard?.restartEngine());
    await waitForPorts(page, 2);
    expect(await ask(page, 'about')).toMatchObject({ kind: 'node' });
  });

  test('an engine that keeps crashing is given up after the fifth time', async () => {
    test.setTimeout(60_000);
    const { page } = desktop;
    for (let crash = 1; crash <= 5; crash += 1) {
      await waitForPorts(page, crash);
      await tell(page, 'crash');
    }
    await expect
      .poll(() => page.evaluate(() => (Reflect.get(window, 'seen') as Seen).states.at(-1)), {
        timeout: 20_000,
      })
      .toEqual({ state: 'failed', code: 'ENGINE_KEEPS_STOPPING', message: '' });
  });

  test('a message the engine should not send is dropped', async () => {
    const { page, dataDir } = desktop;
    await ask(page, 'nonsense');
    expect(await ask(page, 'about')).toMatchObject({ kind: 'node' });
    expect(shellLog(dataDir)).toContain('"event":"engine-message-refused"');
  });

  test('a secret is refused, not faked, where the system keeps none; no call of the page reaches it', async () => {
    const { app, page, dataDir } = desktop;
    const backend = await app.evaluate(({ safeStorage }) =>
      process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system',
    );
    const stored = await ask(page, 'storeSecret', { name: 'stripe.key', value: 'rk_test_1' });
    if (backend === 'basic_text' || backend === 'unknown') {
      expect(stored).toBe('refused');
      expect(existsSync(path.join(dataDir, 'keys.json'))).toBe(false);
      expect(await ask(page, 'readSecret', { name: 'stripe.key' })).toBeNull();
    } else {
      expect(stored).toBe('stored');
      expect(readFileSync(path.join(dataDir, 'keys.json'), 'utf8')).not.toContain('rk_test_1');
      expect(await ask(page, 'readSecret', { name: 'stripe.key' })).toBe('rk_test_1');
    }
  });

  test('a locked or sleeping computer locks the screen', async () => {
    const { app, page } = desktop;
    await app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('lock-screen');
      powerMonitor.emit('suspend');
    });
    await expect.poll(() => page.evaluate(() => (Reflect.get(window, 'seen') as Seen).locks)).toBe(2);
  });
});

/** Asks the stand-in engine through the page's newest port. */
async function ask(page: Page, what: string, more: Record<string, unknown> = {}): Promise<unknown> {
  return page.evaluate(
    ({ message }) =>
      new Promise((resolve) => {
        const link = (Reflect.get(window, 'seen') as Seen).ports.at(-1);
        link?.port.addEventListener('message', ({ data }) => resolve(data.answer), { once: true });
        link?.port.postMessage(message);
      }),
    { message: { ask: what, ...more } },
  );
}

/** The process the engine runs in. */
async function pidOf(page: Page): Promise<number> {
  return ((await ask(page, 'about')) as { readonly pid: number }).pid;
}

/** Tells the stand-in engine something it will not live to answer. */
async function tell(page: Page, what: string): Promise<void> {
  await page.evaluate(
    (message) => {
      (Reflect.get(window, 'seen') as Seen).ports.at(-1)?.port.postMessage(message);
    },
    { ask: what },
  );
}

async function waitForPorts(page: Page, count: number): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => (Reflect.get(window, 'seen') as Seen).ports.length), { timeout: 15_000 })
    .toBe(count);
}

async function expectPortClosed(page: Page, index: number): Promise<void> {
  await expect
    .poll(() => page.evaluate((at) => (Reflect.get(window, 'seen') as Seen).ports[at]?.isClosed, index), {
      timeout: 15_000,
    })
    .toBe(true);
}

function shellLog(dataDir: string): string {
  return readFileSync(path.join(dataDir, 'logs/shell.log'), 'utf8');
}
