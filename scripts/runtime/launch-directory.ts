import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cache-folder.ts';

/** Names the distribution and the checkout that a launch directory joins; written last. */
const ORIGIN = 'origin.txt';

/**
 * A distribution without Electron's default app cannot be told which app to open: it opens `resources/app`. This makes,
 * beside the distribution in the cache folder, a directory of links to it whose `resources/app` is the checkout, so that
 * the distribution itself stays as it is and every checkout has its own. Returns that directory; safe to call in
 * parallel.
 */
export async function prepareLaunchDirectory(distPath: string, checkout: string): Promise<string> {
  const origin = `${distPath}\n${checkout}\n`;
  const name = createHash('sha256').update(origin).digest('hex').slice(0, 16);
  const directory = path.join(cacheFolder(), 'launch', name);
  if (await isMadeFrom(origin, directory)) return directory;
  const making = `${directory}.${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await mkdir(path.join(making, 'resources'), { recursive: true });
  for (const entry of await readdir(distPath)) {
    if (entry === 'resources') continue;
    const source = path.join(distPath, entry);
    // Electron looks for its resources beside the real file it was started from, so that one cannot be a symbolic link.
    if (entry === 'electron') await linkOrCopy(source, path.join(making, entry));
    else await symlink(source, path.join(making, entry));
  }
  await symlink(checkout, path.join(making, 'resources', 'app'));
  await writeFile(path.join(making, ORIGIN), origin);
  await rm(directory, { recursive: true, force: true });
  await rename(making, directory).catch(async (error: unknown) => {
    if (!(await isMadeFrom(origin, directory))) throw error;
    await rm(making, { recursive: true, force: true });
  });
  return directory;
}

async function isMadeFrom(origin: string, directory: string): Promise<boolean> {
  return (await readFile(path.join(directory, ORIGIN), 'utf8').catch(() => null)) === origin;
}

/** A hard link costs nothing, but only works within one file system. */
async function linkOrCopy(source: string, target: string): Promise<void> {
  await link(source, target).catch(() => copyFile(source, target));
}
