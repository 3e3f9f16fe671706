import os from 'node:os';
import path from 'node:path';
import type { DemoSize } from './services/studio/create-demo.ts';

/** The size named by `--demo=…`; null when none, or none that exists, is named. */
export function demoSize(text: string | undefined): DemoSize | null {
  return text === 'small' || text === 'year' || text === 'decade' ? text : null;
}

/** Where the card processor is, if a test has put it elsewhere. The shell of a packaged app does not hand the variable on. */
export function paymentApi(env: NodeJS.ProcessEnv): URL | null {
  const address = env['CALLBOARD_STRIPE_API'];
  return address ? new URL(address) : null;
}

/** Where the studio's data lie unless told: the place that the system has for an app's data. */
export function defaultDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32')
    return path.join(env['APPDATA'] ?? path.join(os.homedir(), 'AppData', 'Roaming'), 'callboard');
  if (platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support', 'callboard');
  return path.join(env['XDG_DATA_HOME'] || path.join(os.homedir(), '.local', 'share'), 'callboard');
}
