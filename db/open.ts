import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Connections, Db, ReadDb, WriteDb } from './database.ts';
import { hasWriteAheadLog, readFileHeader } from './file-header.ts';
import { identify, migrate, type MigrateError, newestVersion, refusalOf } from './migrate.ts';
import type { Migration } from './migration.ts';
import { finishRestore } from './restore-files.ts';
import { fileTrouble } from './sqlite-error.ts';
import { createStatements } from './statements.ts';
import { countedIn, type WaitingWriters } from './waiting-writers.ts';

export type OpenError =
  | { readonly code: 'DATABASE_OLD_ENGINE'; readonly version: string }
  | {
      readonly code: 'DATABASE_PRAGMA';
      readonly pragma: string;
      readonly wanted: string;
      readonly got: string;
    }
  | { readonly code: 'DATABASE_UNREADABLE'; readonly detail: string }
  | MigrateError;

export interface OpenOptions {
  readonly path: string;
  /** Called with the connection before a migration touches existing data; a throw stops the opening. */
  readonly backUpBeforeMigrating?: (writer: Database.Database) => void;
  /** Called before each statement, with its text. The crash harness counts its kill points here. */
  readonly onStatement?: (sql: string) => void;
  /** Who writes through this connection is counted here, so that a job on another one lets them go first. */
  readonly waiting?: WaitingWriters;
  /** Opens without migrating, for the job thread: the engine has migrated before it starts the thread. */
  readonly migrated?: boolean;
  /** Tests stop at an older version or bring their own steps. */
  readonly list?: readonly Migration[];
}

/**
 * Opens the studio's database: a writer and a `query_only` reader, every PRAGMA of reliability D9 read back, then brought
 * to the newest schema. A restore that was decided but interrupted is finished first. Errors: an SQLite too old to trust
 * (D7), a PRAGMA that did not take, a file that is not a database of ours, or one from a newer Callboard (D4); a file that
 * is refused for what it is stays byte for byte as it was.
 */
export function openDatabase(options: OpenOptions): Result<Db, OpenError> {
  const opened: Database.Database[] = [];
  try {
    const refused =
      (options.migrated ? undefined : refuseBeforeOpening(options)) ?? openBoth(options, opened);
    const [writer, reader] = opened;
    if (!refused && writer && reader) return ok(createDb(options, { writer, reader }));
    closeAll(opened);
    return err(refused ?? { code: 'DATABASE_UNREADABLE', detail: 'SQLITE_CANTOPEN' });
  } catch (error) {
    closeAll(opened);
    const detail = fileTrouble(error);
    if (detail === undefined) throw error;
    return err({ code: 'DATABASE_UNREADABLE', detail });
  }
}

/**
 * What is done with the file itself, before SQLite has it. Never once a connection of this process is open: closing a file
 * drops all locks that the process holds on it, SQLite's too, and the next program to open the database could then take
 * its log away. So the job thread's connection (`migrated`) skips it.
 */
function refuseBeforeOpening({ path, list }: OpenOptions): OpenError | undefined {
  finishRestore(path);
  return refuseFile(path, list);
}

function openBoth(options: OpenOptions, opened: Database.Database[]): OpenError | undefined {
  const writer = connect(options.path, options.onStatement);
  opened.push(writer);
  // Asked before any PRAGMA is set: journal_mode alone would write to a file that is not ours.
  const refused = refusalOf(identify(writer), options.list) ?? configure(writer);
  if (refused) return refused;
  const failed = options.migrated ? requireMigrated(writer, options.list) : migrate(writer, options);
  if (failed) return failed;
  const reader = connect(options.path);
  opened.push(reader);
  const misconfigured = configure(reader);
  reader.pragma('query_only = ON');
  return misconfigured;
}

/** Looks at the file's bytes, because SQLite may write to a file just by opening it. */
function refuseFile(path: string, list?: readonly Migration[]): OpenError | undefined {
  const header = readFileHeader(path);
  if (header === 'empty') return undefined;
  if (header === 'not-sqlite') return { code: 'DATABASE_UNREADABLE', detail: 'SQLITE_NOTADB' };
  // A database killed in its first seconds has its identity only in the log; everything else has it in the header.
  if (header.applicationId === 0 && !header.hasSchema && hasWriteAheadLog(path))
    return identifyByLog(path, list);
  return refusalOf(header, list);
}

function identifyByLog(path: string, list?: readonly Migration[]): OpenError | undefined {
  const connection = new Database(path, { readonly: true });
  try {
    return refusalOf(identify(connection), list);
  } finally {
    connection.close();
  }
}

function requireMigrated(writer: Database.Database, list?: readonly Migration[]): undefined {
  const version = identify(writer).userVersion;
  if (version !== newestVersion(list)) throw new Error(`opened as migrated, but at version ${version}`);
}

/** The PRAGMAs that must hold on every connection; WAL without FULL could lose a committed refund step (reliability, fact 1). */
export const PRAGMAS: readonly (readonly [name: string, value: string, readBack: string])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', '2'],
  ['fullfsync', 'ON', '1'],
  ['checkpoint_fullfsync', 'ON', '1'],
  ['foreign_keys', 'ON', '1'],
  ['busy_timeout', '5000', '5000'],
  ['trusted_schema', 'OFF', '0'],
  ['cell_size_check', 'ON', '1'],
];

const OLDEST_SQLITE = '3.51.3';

function connect(path: string, onStatement?: (sql: string) => void): Database.Database {
  return new Database(path, onStatement ? { verbose: (sql) => onStatement(String(sql)) } : {});
}

/** Sets and reads back the PRAGMAs. Exported so that a test can hand in a connection that lies. */
export function configure(connection: Pick<Database.Database, 'pragma' | 'prepare'>): OpenError | undefined {
  const { version } = connection.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  if (compareVersions(version, OLDEST_SQLITE) < 0) return { code: 'DATABASE_OLD_ENGINE', version };
  for (const [name, value, wanted] of PRAGMAS) {
    connection.pragma(`${name} = ${value}`);
    const got = String(connection.pragma(name, { simple: true }));
    if (got !== wanted) return { code: 'DATABASE_PRAGMA', pragma: name, wanted, got };
  }
  connection.pragma('cache_size = -65536');
  connection.pragma('mmap_size = 0');
  return undefined;
}

function createDb({ path, waiting }: OpenOptions, { writer, reader }: Connections): Db {
  const readDb: ReadDb = { orm: drizzle(reader), ...createStatements(reader) };
  // Inside a transaction, another one is a savepoint.
  const part = writer.transaction((fn: () => unknown) => synchronous(fn()));
  const writeDb = { orm: drizzle(writer), ...createStatements(writer), part } as unknown as WriteDb;
  const transaction = writer.transaction((fn: (tx: WriteDb) => unknown) => synchronous(fn(writeDb)));
  return {
    path,
    read: readDb,
    write: (fn) => {
      const write = () => transaction.immediate(fn) as ReturnType<typeof fn>;
      return waiting ? countedIn(waiting, write) : write();
    },
    withoutWaiting: async (work) => {
      writer.pragma('synchronous = NORMAL');
      try {
        return await work();
      } finally {
        writer.pragma('synchronous = FULL');
        writer.pragma('wal_checkpoint(PASSIVE)');
      }
    },
    backupTo: async (file) => void (await writer.backup(file)),
    sizeBytes: () => statSync(path).size,
    changeMark: () => Number(reader.pragma('data_version', { simple: true })),
    walBytes: () => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    close: () => closeAll([writer, reader]),
  };
}

function synchronous(value: unknown): unknown {
  if (isThenable(value)) throw new Error('a transaction cannot be asynchronous');
  return value;
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function closeAll(connections: readonly Database.Database[]): void {
  // The reader first: the last connection to close checkpoints, and a reader may not.
  for (const connection of connections.toReversed()) connection.close();
}

function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let index = 0; index < 3; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
