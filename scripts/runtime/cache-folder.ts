import os from 'node:os';
import path from 'node:path';

/** Where downloads that any checkout can use are kept: XDG_CACHE_HOME or `.cache` in the home folder. */
export function cacheFolder(): string {
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'callboard');
}
