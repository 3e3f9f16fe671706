import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { PROJECT_NODE, ROOT } from './bootstrap/dependencies.mjs';
import { buildCallboard } from './build.ts';
import { type ElectronRuntime, resolveElectronRuntime } from './runtime/resolve-electron-runtime.ts';

const run = promisify(execFile);
const RELEASE = path.join(ROOT, 'release');

async function main(): Promise<number> {
  const unpackedOnly = readUnpackedOnly();
  if (unpackedOnly === null) return 2;
  const runtime = await resolveElectronRuntime();
  if (!runtime.ok) {
    console.error(`There is no Electron to pack.\n${runtime.error.tried.join('\n')}`);
    return 1;
  }
  await buildCallboard();
  const old = runtime.value.engineNode !== null;
  await (old ? packForTests : packProduct)(runtime.value, unpackedOnly);
  return 0;
}

function readUnpackedOnly(): boolean | null {
  try {
    return parseArgs({ options: { 'unpacked-only': { type: 'boolean', default: false } } }).values[
      'unpacked-only'
    ];
  } catch {
    console.error(
      'Packs Callboard for this system. Its one option is --unpacked-only, which makes no installers.',
    );
    return null;
  }
}

/** The product, with the installers that electron-builder.yml names for this system. */
async function packProduct(runtime: ElectronRuntime, unpackedOnly: boolean): Promise<void> {
  await build({
    targets: Platform.current().createTarget(unpackedOnly ? 'dir' : null),
    config: packConfiguration(runtime, {}),
    publish: 'never',
  });
  const unpacked = { darwin: `mac${archSuffix()}`, win32: `win${archSuffix()}-unpacked` }[
    process.platform as string
  ];
  await noteUnpacked(path.join(RELEASE, unpacked ?? `linux${archSuffix()}-unpacked`), runtime);
}

/**
 * A package on an Electron too old for the product, so that archive, unpacked files and fuses are checked where the official one cannot
 * be had. It carries the Node that runs its engine. Never for users: its Electron gets no security fixes.
 */
async function packForTests(runtime: ElectronRuntime, unpackedOnly: boolean): Promise<void> {
  const product = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const name = `${product['name']}-${product['version']}-test-fallback-linux-x64`;
  const work = path.join(RELEASE, 'work');
  await rm(work, { recursive: true, force: true });
  await build({
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    config: packConfiguration(runtime, {
      directories: { output: work, buildResources: path.join(ROOT, 'resources') },
      extraResources: [{ from: path.dirname(PROJECT_NODE), to: 'node', filter: ['node'] }],
    }),
    publish: 'never',
  });
  const folder = path.join(RELEASE, name);
  await rm(folder, { recursive: true, force: true });
  await rename(path.join(work, 'linux-unpacked'), folder);
  await rm(work, { recursive: true, force: true });
  await noteUnpacked(folder, runtime);
  console.log(`Test package on Electron ${runtime.version}, not for users: ${folder}`);
  if (unpackedOnly) return;
  const archive = `${folder}.tar.gz`;
  await run('tar', ['-czf', archive, '-C', RELEASE, name]);
  console.log(`Test package on Electron ${runtime.version}, not for users: ${archive}`);
}

/** The distribution at hand is used as it is, so that electron-builder downloads none. */
function packConfiguration(runtime: ElectronRuntime, more: Configuration): Configuration {
  return {
    extends: path.join(ROOT, 'electron-builder.yml'),
    electronDist: runtime.distPath,
    electronVersion: runtime.version,
    ...more,
  };
}

function archSuffix(): string {
  return process.arch === 'x64' ? '' : `-${process.arch}`;
}

/** Tells the tests of the package where it lies and what it stands on. */
async function noteUnpacked(folder: string, runtime: ElectronRuntime): Promise<void> {
  await mkdir(RELEASE, { recursive: true });
  const kind = runtime.engineNode === null ? 'product' : 'test';
  const facts = { folder, kind, electronVersion: runtime.version };
  await writeFile(path.join(RELEASE, 'unpacked.json'), `${JSON.stringify(facts, null, 2)}\n`);
}

process.exit(await main());
