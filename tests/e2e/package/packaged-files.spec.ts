import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { executableIn, packagedApp, resourcesIn } from './packaged-app.ts';

/** How an enabled fuse is written into the executable. */
const FUSE_IS_ON = '1'.charCodeAt(0);

const { folder, kind } = packagedApp();
const resources = resourcesIn(folder);
const unpacked = path.join(resources, 'app.asar.unpacked');

test('the archive holds the built app, the native module and nothing else', () => {
  const files = listPackage(path.join(resources, 'app.asar'), { isPack: false }).map((file) =>
    file.split(path.sep).join('/'),
  );
  for (const file of [
    '/package.json',
    '/out/main/index.js',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
    '/out/engine/engine.js',
    '/out/engine/worker.js',
    '/node_modules/better-sqlite3/lib/index.js',
  ]) {
    expect(files).toContain(file);
  }
  const tops = new Set(files.map((file) => file.split('/').slice(1, 3).join('/')));
  expect([...tops].sort()).toEqual([
    'node_modules',
    'node_modules/better-sqlite3',
    'out',
    'out/engine',
    'out/main',
    'out/preload',
    'out/renderer',
    'package.json',
  ]);
  const { main } = JSON.parse(extractFile(path.join(resources, 'app.asar'), 'package.json').toString('utf8'));
  expect(main).toBe('out/main/index.js');
});

test('engine and native module lie outside the archive, for this platform only', () => {
  expect(existsSync(path.join(unpacked, 'out/engine/engine.js'))).toBe(true);
  expect(existsSync(path.join(unpacked, 'out/engine/worker.js'))).toBe(true);
  expect(readdirSync(path.join(unpacked, 'node_modules/better-sqlite3/prebuilds'))).toEqual([
    `${process.platform}-${process.arch}.node`,
  ]);
});

test('the fuses are set as decided', async () => {
  const wire = await getCurrentFuseWire(executableIn(folder));
  const on = (fuse: FuseV1Options) => wire[fuse] === FUSE_IS_ON;
  expect({
    RunAsNode: on(FuseV1Options.RunAsNode),
    NodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    NodeCliInspect: on(FuseV1Options.EnableNodeCliInspectArguments),
    AsarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    OnlyLoadAppFromAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    GrantFileProtocolExtraPrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    CookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    BrowserProcessSpecificV8Snapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
  }).toEqual({
    RunAsNode: false,
    NodeOptions: false,
    NodeCliInspect: false,
    AsarIntegrity: true,
    OnlyLoadAppFromAsar: true,
    GrantFileProtocolExtraPrivileges: false,
    CookieEncryption: true,
    BrowserProcessSpecificV8Snapshot: false,
  });
});

test('a package on the older Electron says so in its name and carries the Node that can open the database', () => {
  const node = path.join(resources, 'node', 'node');
  expect(existsSync(node)).toBe(kind === 'test');
  expect(path.basename(folder).includes('-test-fallback-')).toBe(kind === 'test');
  if (kind !== 'test') return;
  const script = `const Database = require(${JSON.stringify(path.join(unpacked, 'node_modules/better-sqlite3'))});
    process.stdout.write(String(new Database(':memory:').prepare('SELECT 6 * 7').pluck().get()));`;
  expect(execFileSync(node, ['-e', script], { encoding: 'utf8' })).toBe('42');
  expect(readFileSync(path.join(unpacked, 'out/engine/package.json'), 'utf8')).toContain('"module"');
});
