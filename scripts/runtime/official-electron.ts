import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { extract } from '@electron-internal/extract-zip';
import { downloadArtifact } from '@electron/get';
import { err, ok, type Result } from '#domain/values/result.ts';
import { cacheFolder } from './cache-folder.ts';
import { type Unavailable, unavailable } from './unavailable.ts';

/** How long the download may show no sign of life: a network that blocks it often lets the connection hang. */
const SILENCE_LIMIT_MS = 6_000;

/** After a failed download nobody waits for another attempt before this has passed. */
const RETRY_AFTER_MS = 24 * 3_600_000;

const fromElectron = createRequire(createRequire(import.meta.url).resolve('electron/package.json'));
const electronFolder = path.dirname(fromElectron.resolve('./package.json'));
const { version } = fromElectron('./package.json') as { version: string };
const dist = path.join(electronFolder, 'dist');

/** The folder of the official Electron, downloaded first when it is missing; or why it cannot be had. */
export async function officialElectron(): Promise<Result<string, Unavailable>> {
  if (await isComplete()) return ok(dist);
  if (await failedLately()) return err(unavailable('its download was not reachable within the last day'));
  try {
    await download();
    return ok(dist);
  } catch (error) {
    await noteFailure();
    return err(unavailable(error));
  }
}

async function isComplete(): Promise<boolean> {
  try {
    const found = (await readFile(path.join(dist, 'version'), 'utf8')).trim().replace(/^v/, '');
    const executable = await readFile(path.join(electronFolder, 'path.txt'), 'utf8');
    return found === version && existsSync(path.join(dist, executable));
  } catch {
    return false;
  }
}

/** What electron's own install script does, but it gives up on silence and never leaves half a distribution. */
async function download(): Promise<void> {
  console.log(`Downloading Electron ${version} …`);
  const silence = new AbortController();
  const giveUp = () => silence.abort(new Error('its download does not answer'));
  const timer = setTimeout(giveUp, SILENCE_LIMIT_MS);
  const archive = await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: fromElectron('./checksums.json') as Record<string, string>,
    downloadOptions: { signal: silence.signal, getProgressCallback: async () => void timer.refresh() },
  }).finally(() => clearTimeout(timer));
  const unpacked = `${dist}.${process.pid}`;
  await extract(archive, { dir: unpacked });
  await rm(dist, { recursive: true, force: true });
  await rename(unpacked, dist);
  await writeFile(path.join(electronFolder, 'path.txt'), executableIn(process.platform));
}

/** The names that electron's own loader expects in path.txt. */
function executableIn(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

function failureNote(): string {
  return path.join(cacheFolder(), `electron-${version}-not-reachable`);
}

async function failedLately(): Promise<boolean> {
  const note = await stat(failureNote()).catch(() => null);
  return note !== null && Date.now() - note.mtimeMs < RETRY_AFTER_MS;
}

async function noteFailure(): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(failureNote(), '');
}
