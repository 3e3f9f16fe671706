import { eq, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '#db/database.ts';
import { prepared } from '#db/prepared.ts';

type TableWithId = SQLiteTable & { readonly id: SQLiteColumn };
type Row<Table extends TableWithId> = Table['$inferSelect'];

/** The look-up of a table's row by its id, prepared once; undefined if there is none. */
export function rowById<Table extends TableWithId>(
  table: Table,
): (db: ReadDb, id: Row<Table>['id']) => Row<Table> | undefined {
  const query = prepared((orm) =>
    orm
      .select()
      .from(table as SQLiteTable)
      .where(eq(table.id, sql.placeholder('id')))
      .prepare(),
  );
  return (db, id) => query(db).get({ id }) as Row<Table> | undefined;
}
