import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NOTE = path.resolve(import.meta.dirname, '../../../release/unpacked.json');

/** The package that `npm run package` made last: its folder, and whether it is for users or for tests only. */
export function packagedApp(): {
  readonly folder: string;
  readonly kind: 'product' | 'test';
} {
  if (!existsSync(NOTE)) throw new Error('There is no package. Run: npm run package -- --unpacked-only');
  return JSON.parse(readFileSync(NOTE, 'utf8'));
}

export function executableIn(folder: string): string {
  if (process.platform === 'darwin') return path.join(folder, 'Callboard.app/Contents/MacOS/Callboard');
  return path.join(folder, process.platform === 'win32' ? 'Callboard.exe' : 'callboard');
}

export function resourcesIn(folder: string): string {
  return process.platform === 'darwin'
    ? path.join(folder, 'Callboard.app/Contents/Resources')
    : path.join(folder, 'resources');
}
