import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Connections, Db, ReadDb, SqlParams, SqlValue, WriteDb } from './database.ts';
import { migrate, type MigrateError } from './migrate.ts';

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
  /** Called with the file's path before a migration touches existing data; a throw stops the opening. */
  readonly backUpBeforeMigrating?: (writer: Database.Database) => void;
  /** Called before each statement, with its text. The crash harness counts its kill points here. */
  readonly onStatement?: (sql: string) => void;
  /** Opens without migrating, for the job thread: the engine has migrated before it starts the thread. */
  readonly migrated?: boolean;
}

/**
 * Opens the studio's database: a writer and a `query_only` reader, every PRAGMA of reliability D9 read back, then brought
 * to the newest schema. Errors: an SQLite too old to trust (D7), a PRAGMA that did not take, a file that is not a database
 * of ours, or one from a newer Callboard (D4).
 */
export function openDatabase(options: OpenOptions): Result<Db, OpenError> {
  let connections: Connections | undefined;
  try {
    const writer = connect(options.path, options.onStatement);
    const opened = configure(writer) ?? (options.migrated ? undefined : migrate(writer, options));
    if (opened) {
      writer.close();
      return err(opened);
    }
    const reader = connect(options.path);
    const refused = configure(reader);
    reader.pragma('query_only = ON');
    connections = { writer, reader };
    if (refused) {
      closeAll(connections);
      return err(refused);
    }
    return ok(createDb(options.path, connections));
  } catch (error) {
    if (connections) closeAll(connections);
    if (!(error instanceof Database.SqliteError)) throw error;
    return err({ code: 'DATABASE_UNREADABLE', detail: error.code });
  }
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

export const OLDEST_SQLITE = '3.51.3';

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

function createDb(path: string, { writer, reader }: Connections): Db {
  const readDb: ReadDb = { orm: drizzle(reader), ...statements(reader) };
  const writeDb = { orm: drizzle(writer), ...statements(writer) } as unknown as WriteDb;
  const transaction = writer.transaction((fn: (tx: WriteDb) => unknown) => {
    const value = fn(writeDb);
    if (value instanceof Promise) throw new Error('a transaction cannot be asynchronous');
    return value;
  });
  return {
    path,
    read: readDb,
    write: (fn) => transaction.immediate(fn) as ReturnType<typeof fn>,
    backupTo: async (file) => void (await writer.backup(file)),
    walBytes: () => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    close: () => closeAll({ writer, reader }),
  };
}

function statements(connection: Database.Database) {
  const prepared = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const bind = (params: SqlParams | undefined) => (params === undefined ? [] : [params]) as SqlValue[][];
  return {
    all: <T>(sql: string, params?: SqlParams) => prepare(sql).all(...bind(params)) as T[],
    get: <T>(sql: string, params?: SqlParams) => prepare(sql).get(...bind(params)) as T | undefined,
    iterate: <T>(sql: string, params?: SqlParams) =>
      prepare(sql).iterate(...bind(params)) as IterableIterator<T>,
    run: (sql: string, params?: SqlParams) => {
      const { changes, lastInsertRowid } = prepare(sql).run(...bind(params));
      return { changes, id: Number(lastInsertRowid) };
    },
  };
}

function closeAll({ writer, reader }: Connections): void {
  reader.close();
  writer.close();
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
