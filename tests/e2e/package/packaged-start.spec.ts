import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { createTemporaryFolder } from '../fixtures/temporary-folder.ts';
import { executableIn, packagedApp, resourcesIn } from './packaged-app.ts';

/**
 * The package cannot be driven by a debugger, by design, so it is looked at from outside: the window on the screen, the
 * processes, the files. The hostile surroundings are those of reliability case E3.
 */
test('opens its own app with its own engine, whatever environment and arguments say', async () => {
  test.skip(process.platform !== 'linux', 'the window is looked for through X11');
  test.setTimeout(120_000);
  const temporary = await createTemporaryFolder();
  const folder = path.join(temporary.path, 'app');
  const dataDir = path.join(temporary.path, 'data');
  linkTree(packagedApp().folder, folder);
  const app = spawn(
    executableIn(folder),
    [...SANDBOX, '--inspect=0', '--remote-debugging-port=0', '--data', dataDir],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        NODE_OPTIONS: '--require /nowhere/planted.cjs',
        CALLBOARD_ENGINE_ENTRY: '/nowhere/planted.js',
      },
    },
  );
  let said = '';
  for (const stream of [app.stdout, app.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  try {
    await expect.poll(windowTitles, { timeout: 60_000, message: 'a window' }).toMatch(/"Callboard[^"]*": \(/);
    await expect.poll(() => databasesIn(dataDir), { timeout: 60_000, message: 'a database' }).not.toEqual([]);
    expect(engineCommands(folder)).toHaveLength(1);
    expect(said).not.toContain('Debugger listening');
    expect(said).not.toContain('DevTools listening');
    const ended = once(app, 'exit');
    app.kill('SIGTERM');
    await ended;
    await expect.poll(() => engineCommands(folder), { message: 'no engine is left behind' }).toEqual([]);
  } finally {
    app.kill('SIGKILL');
    await temporary.remove();
  }
});

test('does not start at all when a folder takes the place of its archive', async () => {
  const temporary = await createTemporaryFolder();
  const folder = path.join(temporary.path, 'app');
  linkTree(packagedApp().folder, folder);
  rmSync(path.join(resourcesIn(folder), 'app.asar'));
  plantApp(path.join(resourcesIn(folder), 'app'));
  const app = spawnSync(executableIn(folder), SANDBOX, { encoding: 'utf8', timeout: 30_000 });
  await temporary.remove();
  expect(app.stdout).not.toContain('PLANTED');
  expect(app.status).toBe(1);
});

/** Chromium refuses to sandbox what runs as root. */
const SANDBOX = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A copy that shares every file with the package, so that what is changed in it leaves the package as it is. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}

/** Without its fuse, Electron would run this folder when there is no archive. */
function plantApp(folder: string): void {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "planted", "main": "main.cjs" }');
  writeFileSync(path.join(folder, 'main.cjs'), "console.log('PLANTED'); require('electron').app.quit();");
}

function windowTitles(): string {
  return execFileSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' });
}

function databasesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${path.sep}window${path.sep}`))
    .filter((file) => readFileSync(file).subarray(0, 15).toString('latin1') === 'SQLite format 3');
}

/** The command lines of running engines that were started from the given folder. */
function engineCommands(folder: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter(
      (command) => command.includes(folder) && /app\.asar\.unpacked\/out\/engine\/engine\.js/.test(command),
    );
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It ended between the listing and the reading.
    return '';
  }
}
