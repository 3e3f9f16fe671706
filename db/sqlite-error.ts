import Database from 'better-sqlite3';

/**
 * The code of an error that speaks of the file or its disk (damaged, locked, full, read-only), which a person can do something
 * about. Undefined for every other error: those are mistakes of ours and must not be taken for a bad file.
 */
export function fileTrouble(error: unknown): string | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined;
  return /^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN|BUSY|LOCKED|READONLY|FULL|PERM|FORMAT|AUTH)/.test(error.code)
    ? error.code
    : undefined;
}
