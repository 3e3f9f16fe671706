import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type {} from '#contract/shell/shell-api.ts';
import {
  electronArguments,
  electronEnvironment,
  electronPath,
  type LaunchedElectron,
  launchElectron,
  ROOT,
  STAND_IN,
} from '../fixtures/launch-electron.ts';

/** The product's own window where it is built; its engine is the stand-in, for no test here signs in. */
const productWindow = existsSync(path.join(ROOT, 'out/renderer/index.html'))
  ? { ...STAND_IN, CALLBOARD_RENDERER_DIR: path.join(ROOT, 'out/renderer') }
  : STAND_IN;

let desktop: LaunchedElectron;
test.beforeAll(async () => {
  // A microphone that is there, so that only the permission can be missing.
  desktop = await launchElectron({ env: productWindow, args: ['--use-fake-device-for-media-stream'] });
});
test.afterAll(() => desktop.close());

test('the page comes from app://callboard and knows nothing of Node', async () => {
  const { page } = desktop;
  expect(new URL(page.url()).protocol + new URL(page.url()).host).toBe('app:callboard');
  const globals = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'global'].filter(
      (name) => name in window,
    ),
  );
  expect(globals).toEqual([]);
});

test('the page has exactly the typed calls of the contract, which it cannot change', async () => {
  const shape = await desktop.page.evaluate(() => {
    const shell = window.callboard;
    const names = (value: object): string[] =>
      Object.entries(value)
        .flatMap(([name, part]) =>
          typeof part === 'object' ? names(part).map((inner) => `${name}.${inner}`) : [name],
        )
        .sort();
    try {
      Object.assign(window, { callboard: null });
    } catch {
      // Refused, which is the point.
    }
    return { calls: names(shell ?? {}), isSame: window.callboard === shell };
  });
  expect(shape.isSame).toBe(true);
  expect(shape.calls).toEqual([
    'app.info',
    'dialog.openFile',
    'dialog.saveFile',
    'file.open',
    'file.showInFolder',
    'link.open',
    'onEngineState',
    'onLockRequested',
    'onMenuCommand',
    'print.page',
    'print.toPdf',
    'requestEnginePort',
    'restartEngine',
    'theme.set',
  ]);
});

test('the window is sandboxed, isolated and without Node', async () => {
  const preferences = await desktop.app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents()[0];
    // Not in the typings: what the window was really made with.
    const read = contents && Reflect.get(contents, 'getLastWebPreferences');
    return typeof read === 'function' ? read.call(contents) : null;
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('text is never run as a script', async () => {
  const ran = await desktop.page.evaluate(async () => {
    const outcomes: string[] = [];
    const note = (outcome: string): void => void outcomes.push(outcome);
    Object.assign(window, { note });
    // Later, so that the test's own permission to evaluate is over.
    await new Promise<void>((resolve) =>
      setTimeout(() => {
        // oxlint-disable-next-line typescript/no-implied-eval, no-eval -- that it cannot be done is the test
        for (const run of [() => globalThis.eval('1'), () => new Function('return 1')()]) {
          try {
            run();
            note('eval ran');
          } catch (error) {
            if (!(error instanceof EvalError)) note(String(error));
          }
        }
        resolve();
      }),
    );
    const inline = document.createElement('script');
    inline.textContent = 'note("inline script ran")';
    document.body.append(inline);
    const box = document.createElement('div');
    box.innerHTML =
      '<img src="x" onerror="note(\'onerror ran\')"><a href="javascript:note(\'link ran\')">x</a>';
    document.body.append(box);
    box.querySelector('a')?.click();
    await new Promise((resolve) => setTimeout(resolve, 200));
    box.remove();
    inline.remove();
    return outcomes;
  });
  expect(ran).toEqual([]);
});

test('files, other addresses and frames are out of reach', async () => {
  const outcomes = await desktop.page.evaluate(async () => {
    const fetched = await Promise.all(
      [
        'file:///etc/passwd',
        'https://example.invalid/',
        'http://127.0.0.1:9/',
        'data:text/plain,x',
        'app://other/',
      ].map((address) =>
        fetch(address).then(
          (answer) => `${address} ${answer.status}`,
          () => 'refused',
        ),
      ),
    );
    const frame = document.createElement('iframe');
    frame.src = location.href;
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const framed = frame.contentDocument?.querySelector('script') ? 'framed' : 'empty';
    frame.remove();
    return { fetched, framed, worker: typeof SharedWorker };
  });
  expect(outcomes.fetched).toEqual(Array.from({ length: 5 }, () => 'refused'));
  expect(outcomes.framed).toBe('empty');
});

for (const address of [
  'app://callboard/../../package.json',
  'app://callboard/%2e%2e/%2e%2e/package.json',
  'app://callboard/..%2f..%2fpackage.json',
  'app://callboard/..%5c..%5cpackage.json',
  'app://callboard//etc/hosts.txt',
  'app://callboard/%00.html',
  'app://callboard/%E0%A4%A.html',
  'app://callboard/../main/index.js',
]) {
  test(`no file outside the window's own is served: ${address}`, async () => {
    const answer = await desktop.page.evaluate(async (url) => {
      const response = await fetch(url);
      return { status: response.status, size: (await response.arrayBuffer()).byteLength };
    }, address);
    expect(answer).toEqual({ status: 404, size: 0 });
  });
}

test('only reading is served, with a policy that has no inline scripts', async () => {
  const answer = await desktop.page.evaluate(async () => {
    const posted = await fetch('/index.html', { method: 'POST', body: 'x' });
    const read = await fetch('/index.html');
    return { posted: posted.status, read: read.status, policy: read.headers.get('content-security-policy') };
  });
  expect(answer.posted).toBe(404);
  expect(answer.read).toBe(200);
  expect(answer.policy).toContain("default-src 'none'; script-src 'self';");
});

test('the window goes nowhere else and opens no other window', async () => {
  const { app, page } = desktop;
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  const home = page.url();
  const opened = await page.evaluate(async () => {
    const windows = [
      'file:///etc/passwd',
      'smb://host/share',
      'https://example.invalid/help',
      location.href,
    ].map((address) => window.open(address));
    for (const address of [
      'https://example.invalid/',
      'file:///etc/passwd',
      'app://callboard.evil/',
      'data:text/html,x',
    ]) {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
      link.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return windows;
  });
  expect(opened).toEqual([null, null, null, null]);
  expect(page.url()).toBe(home);
  expect(app.windows()).toHaveLength(1);
  // Only the one safe address was given to the system.
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual([
    'https://example.invalid/help',
  ]);
});

test('an address of a dangerous kind is not opened outside either', async () => {
  const codes = await desktop.page.evaluate(async () => {
    const answers = [];
    for (const url of [
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://h/s',
      'http://example.invalid',
      'nonsense',
    ]) {
      const answer = await window.callboard?.link.open({ url });
      answers.push(answer?.ok === false ? answer.error.code : 'opened');
    }
    return answers;
  });
  expect(codes).toEqual(Array.from({ length: 5 }, () => 'LINK_REFUSED'));
});

test('every permission is denied', async () => {
  const outcome = await desktop.page.evaluate(async () => {
    const states = await Promise.all(
      (
        ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'] as PermissionName[]
      ).map(async (name) => (await navigator.permissions.query({ name })).state),
    );
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: DOMException) => error.name,
    );
    const notification = await Notification.requestPermission();
    const position = await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      ),
    );
    return { states: [...new Set(states)], media, notification, position };
  });
  expect(outcome).toEqual({
    states: ['denied'],
    media: 'NotAllowedError',
    notification: 'denied',
    position: 'denied',
  });
});

test('a call with wrong arguments is refused in the words of the contract', async () => {
  const answers = await desktop.page.evaluate(async () => {
    const shell = window.callboard;
    if (!shell) return [];
    const wrong = (value: unknown): never => value as never;
    return Promise.all([
      shell.file.open(wrong({ path: 42 })),
      shell.file.open(wrong({ path: 'x', more: true })),
      shell.file.open(wrong(undefined)),
      shell.file.open({ path: 'x'.repeat(20_000_000) }),
      shell.dialog.saveFile(wrong({ suggestedName: 'x', kind: 'exe' })),
      shell.dialog.openFile(wrong({ kind: '__proto__' })),
      shell.theme.set(wrong('pink')),
      shell.print.toPdf(wrong({ suggestedName: null })),
    ]);
  });
  expect(answers).toHaveLength(8);
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_ARGUMENTS' } });
  }
});

test('a flood of calls is limited and leaves the window alive', async () => {
  const { page } = desktop;
  const counts = await page.evaluate(async () => {
    const shell = window.callboard;
    if (!shell) throw new Error('not in the desktop app');
    const answers = await Promise.all(Array.from({ length: 10_000 }, () => shell.app.info()));
    return { ok: answers.filter((answer) => answer.ok).length, all: answers.length };
  });
  expect(counts.all).toBe(10_000);
  expect(counts.ok).toBeLessThan(5000);
  await expect(async () => {
    const info = await page.evaluate(() => window.callboard?.app.info());
    expect(info).toMatchObject({ ok: true, value: { platform: process.platform } });
  }).toPass();
});

test('files are opened only from the downloads folder, and only tables and PDFs', async () => {
  const { page, dataDir, downloadsDir } = desktop;
  const asked = [
    '/etc/passwd',
    path.join(dataDir, 'window.json'),
    path.join(downloadsDir, '../data/x.csv'),
    path.join(downloadsDir, 'not-there.csv'),
    path.join(downloadsDir, 'x.sh'),
    '\\\\server\\share\\x.csv',
    'x.csv',
  ];
  const codes = await page.evaluate(async (paths) => {
    const shell = window.callboard;
    if (!shell) throw new Error('not in the desktop app');
    const answers = await Promise.all(
      paths.flatMap((file) => [shell.file.open({ path: file }), shell.file.showInFolder({ path: file })]),
    );
    return answers.map((answer) => (answer.ok === false ? answer.error.code : 'opened'));
  }, asked);
  expect(new Set(codes)).toEqual(new Set(['PATH_REFUSED']));
});

test('a second start on the same data hands over to the first and ends', async () => {
  const { app, dataDir, downloadsDir } = desktop;
  await app.evaluate(({ app: electronApp }) => {
    Object.assign(globalThis, { secondStarts: 0 });
    electronApp.on('second-instance', () => {
      Object.assign(globalThis, { secondStarts: Reflect.get(globalThis, 'secondStarts') + 1 });
    });
  });
  const second = spawn(electronPath(), electronArguments(dataDir, downloadsDir), {
    env: electronEnvironment(productWindow),
    cwd: ROOT,
    stdio: 'ignore',
  });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'secondStarts'))).toBe(1);
  expect(app.windows()).toHaveLength(1);
});
