import type Database from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

type Orm = BetterSQLite3Database;
export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlParams = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/** What a reader may do. Handed out freely; on its own connection, which SQLite holds to reading (`query_only`). */
export interface ReadDb {
  /** Typed queries over the tables of `db/schema`. */
  readonly orm: Pick<Orm, 'select' | 'selectDistinct' | '$count'>;
  /** All rows of a statement, prepared once per connection. For hot paths; columns come back under their SQL names. */
  all<T>(sql: string, params?: SqlParams): T[];
  get<T>(sql: string, params?: SqlParams): T | undefined;
  iterate<T>(sql: string, params?: SqlParams): IterableIterator<T>;
}

declare const writable: unique symbol;

/** What holds inside one transaction, and nowhere else: `Db.write` is the only source. */
export interface WriteDb extends Omit<ReadDb, 'orm'> {
  readonly [writable]: true;
  readonly orm: Pick<Orm, 'select' | 'selectDistinct' | '$count' | 'insert' | 'update' | 'delete'>;
  /** Runs one statement; `id` is the row id of the last insert. */
  run(sql: string, params?: SqlParams): { readonly changes: number; readonly id: number };
  /**
   * Runs `fn` as one part of the transaction: a throw undoes this part alone, and the caller may go on with the next. Nothing of it is
   * committed before the whole is. A full or failing disk may end the whole transaction, so such errors are thrown on.
   */
  part<T>(fn: () => Synchronous<T>): T;
}

type Synchronous<T> = T extends PromiseLike<unknown> ? never : T;

export interface Db {
  readonly path: string;
  readonly read: ReadDb;
  /**
   * Runs `fn` in one IMMEDIATE transaction and commits what it returns; a throw rolls everything back.
   * The type refuses a promise, because better-sqlite3 would commit at the first `await` (architecture, rule 2).
   */
  write<T>(fn: (tx: WriteDb) => Synchronous<T>): T;
  /**
   * While `work` runs, commits do not wait for the disk: a power cut may take the last of them back, in their order, and nothing else. For data
   * that can be made again. What was committed is on the disk when it is over, however it ended.
   */
  withoutWaiting<T>(work: () => Promise<T>): Promise<T>;
  /** Copies the live database to `file` with SQLite's online backup. */
  backupTo(file: string): Promise<void>;
  /** Bytes in the write-ahead log (reliability D8 raises an alarm at 64 MB). */
  walBytes(): number;
  sizeBytes(): number;
  /** Differs whenever somebody, in this process or another, has committed something since. */
  changeMark(): number;
  close(): void;
}

/** The two connections behind a `Db`. */
export interface Connections {
  readonly writer: Database.Database;
  readonly reader: Database.Database;
}
