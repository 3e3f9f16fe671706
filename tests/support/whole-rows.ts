import type { Db } from '#db/database.ts';

/** Tables as they stand, without the versions, which count every change: for "the same rows as before". */
export function wholeRows(db: Db, tables: readonly string[]): Record<string, unknown[]> {
  return Object.fromEntries(
    tables.map((table) => [
      table,
      db.read.all<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY 1, 2`).map((row) => {
        const { version: _, ...columns } = row;
        return columns;
      }),
    ]),
  );
}
