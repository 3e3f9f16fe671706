import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { ReadDb } from './database.ts';
import { hasWriteAheadLog, readFileHeader } from './file-header.ts';
import { identify, type MigrateError, refusalOf } from './migrate.ts';
import { fileTrouble } from './sqlite-error.ts';
import { createStatements } from './statements.ts';

export interface ReadOnlyDb {
  readonly read: ReadDb;
  readonly version: number;
  close(): void;
}

export type OpenReadOnlyError =
  | MigrateError
  | { readonly code: 'DATABASE_MISSING' }
  | { readonly code: 'DATABASE_UNREADABLE'; readonly detail: string };

/** Opens a database of ours of any known version to look at it, such as a backup. Writes nothing, migrates nothing. */
export function openReadOnly(path: string): Result<ReadOnlyDb, OpenReadOnlyError> {
  const header = readFileHeader(path);
  if (header === 'empty') return err({ code: 'DATABASE_MISSING' });
  if (header === 'not-sqlite') return err({ code: 'DATABASE_UNREADABLE', detail: 'SQLITE_NOTADB' });
  try {
    const connection = new Database(path, { readonly: true, fileMustExist: true });
    connection.pragma('query_only = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    // Of a running database the newest word may lie in its log; a file alone says it in its header, even when it is damaged.
    const identity = hasWriteAheadLog(path) ? identify(connection) : header;
    const refused = refusalOf(identity);
    if (refused) {
      connection.close();
      return err(refused);
    }
    return ok({
      read: { orm: drizzle(connection), ...createStatements(connection) },
      version: identity.userVersion,
      close: () => void connection.close(),
    });
  } catch (error) {
    const detail = fileTrouble(error);
    if (detail === undefined) throw error;
    return err({ code: 'DATABASE_UNREADABLE', detail });
  }
}
