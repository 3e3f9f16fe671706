import type Database from 'better-sqlite3';
import type { Migration } from './migration.ts';
import { instantToWall, type Zone } from '#domain/values/time.ts';
import { migrations } from './migrations/index.ts';

export type MigrateError =
  | { readonly code: 'DATABASE_NEWER'; readonly version: number; readonly newestKnown: number }
  | { readonly code: 'DATABASE_FOREIGN'; readonly applicationId: number };

/** Marks a file as Callboard's ('CLBD'). */
export const APPLICATION_ID = 0x434c4244;

export interface MigrateOptions {
  readonly backUpBeforeMigrating?: (writer: Database.Database) => void;
  /** Tests stop at an older version or bring their own list. */
  readonly list?: readonly Migration[];
}

/**
 * Says whether the file may be opened with this list of steps: ours (or new and empty) and not from a newer Callboard.
 * Only reads, so that a file that is refused stays as it is.
 */
export function refusalOf(
  file: { readonly applicationId: number; readonly userVersion: number; readonly hasSchema: boolean },
  list: readonly Migration[] = migrations,
): MigrateError | undefined {
  const { applicationId, userVersion, hasSchema } = file;
  if (applicationId !== APPLICATION_ID && (applicationId !== 0 || userVersion !== 0 || hasSchema))
    return { code: 'DATABASE_FOREIGN', applicationId };
  const newestKnown = newestVersion(list);
  return userVersion > newestKnown
    ? { code: 'DATABASE_NEWER', version: userVersion, newestKnown }
    : undefined;
}

export function newestVersion(list: readonly Migration[] = migrations): number {
  return list.at(-1)?.version ?? 0;
}

/** What `refusalOf` needs, asked of an open connection, which also sees what still lies in the write-ahead log. */
export function identify(connection: Database.Database): Parameters<typeof refusalOf>[0] {
  return {
    applicationId: Number(connection.pragma('application_id', { simple: true })),
    userVersion: Number(connection.pragma('user_version', { simple: true })),
    hasSchema: hasTables(connection),
  };
}

/**
 * Brings the file to the newest schema, forward only, one transaction per step, so that a kill leaves it at a step's
 * boundary (reliability D5, D12). Foreign keys are off outside the transaction, where alone that PRAGMA works: with them on,
 * rebuilding a parent table would delete its children's rows (docs/decisions). Every table must be STRICT at the end.
 */
export function migrate(
  connection: Database.Database,
  options: MigrateOptions = {},
): MigrateError | undefined {
  const list = options.list ?? migrations;
  const file = identify(connection);
  const refused = refusalOf(file, list);
  if (refused) return refused;
  const due = list.filter(({ version }) => version > file.userVersion);
  if (due.length === 0) return undefined;
  if (file.userVersion > 0) options.backUpBeforeMigrating?.(connection);
  offerLocalDay(connection);
  connection.pragma('foreign_keys = OFF');
  try {
    for (const step of due) apply(connection, step);
  } finally {
    connection.pragma('foreign_keys = ON');
  }
  return undefined;
}

/** `local_day(at, zone)` for steps that turn stored instants into days; SQLite itself knows no zones. */
function offerLocalDay(connection: Database.Database): void {
  connection.function(
    'local_day',
    { deterministic: true },
    (at, inZone) => instantToWall(at as number, inZone as Zone).date,
  );
}

function apply(connection: Database.Database, step: Migration): void {
  connection
    .transaction(() => {
      connection.exec(step.sql);
      const broken = connection.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`migration ${step.name} breaks ${broken.length} references`);
      const loose = connection
        .prepare(
          `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
        )
        .all();
      if (loose.length > 0)
        throw new Error(`migration ${step.name} leaves tables that are not STRICT: ${JSON.stringify(loose)}`);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      connection.pragma(`user_version = ${step.version}`);
    })
    .immediate();
}

function hasTables(connection: Database.Database): boolean {
  return (
    connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' LIMIT 1`).get() !==
    undefined
  );
}
