import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '#db/database.ts';
import { type OpenOptions, openDatabase } from '#db/open.ts';

export interface TestDb {
  readonly db: Db;
  readonly path: string;
  /** A folder of its own, removed by `cleanup`. */
  readonly dir: string;
  /** Closes the database and removes its folder. Harmless twice. */
  readonly cleanup: () => void;
}

/** An empty, migrated database in a folder of its own, opened as the app opens it. Call `cleanup` at the end. */
export function createTestDb(options: Pick<OpenOptions, 'onStatement'> = {}): TestDb {
  const dir = createTestFolder();
  const path = join(dir, 'callboard.db');
  copyFileSync(migratedTemplate(), path);
  const db = openOrThrow({ ...options, path });
  return {
    db,
    path,
    dir,
    cleanup: () => {
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Opens a database that the test expects to be sound. */
export function openOrThrow(options: OpenOptions): Db {
  const opened = openDatabase(options);
  if (!opened.ok) throw new Error(`cannot open: ${JSON.stringify(opened.error)}`);
  return opened.value;
}

/** A folder under the system's temporary one, removed when this process ends. */
export function createTestFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-test-'));
  if (folders.size === 0) process.once('exit', removeFolders);
  folders.add(folder);
  return folder;
}

const folders = new Set<string>();

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

let template: string | undefined;

/** Migrating takes a hundred times as long as copying, so each worker process does it once. */
function migratedTemplate(): string {
  if (template) return template;
  const path = join(createTestFolder(), 'template.db');
  openOrThrow({ path }).close();
  template = path;
  return path;
}
