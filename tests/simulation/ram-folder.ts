import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder, on a RAM disk where there is one: a killed process loses nothing that it has handed to the system, so the disk
 * takes no part in what is tested here, and waiting for it would take most of the time.
 */
export function createRamFolder(name: string): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `callboard-${name}-`));
}
