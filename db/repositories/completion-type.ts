import { and, asc, eq, ne } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type CompletionType, completionTypes, type NewCompletionType } from '#db/schema/completion.ts';
import type { BuiltInType } from '#domain/completion/completion-type.ts';
import type { CompletionTypeId } from '#domain/values/ids.ts';

/** All that are not deleted, the hidden too: the built-in ones first, then as they were added. */
export function list(db: ReadDb): CompletionType[] {
  return db.orm
    .select()
    .from(completionTypes)
    .where(ne(completionTypes.state, 'deleted'))
    .orderBy(asc(completionTypes.position), asc(completionTypes.id))
    .all();
}

/** Also a hidden one; a deleted one is not there. */
export function findById(db: ReadDb, id: CompletionTypeId): CompletionType | undefined {
  return db.orm
    .select()
    .from(completionTypes)
    .where(and(eq(completionTypes.id, id), ne(completionTypes.state, 'deleted')))
    .get();
}

export function getBuiltIn(db: ReadDb, builtIn: BuiltInType): CompletionType {
  const row = db.orm.select().from(completionTypes).where(eq(completionTypes.builtIn, builtIn)).get();
  if (!row) throw new Error(`no completion type ${builtIn}`);
  return row;
}

export function insert(tx: WriteDb, row: NewCompletionType): CompletionType {
  return tx.orm.insert(completionTypes).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: CompletionTypeId,
  version: number,
  patch: Partial<Omit<NewCompletionType, 'id' | 'version' | 'builtIn'>>,
): CompletionType | undefined {
  return tx.orm
    .update(completionTypes)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(completionTypes.id, id), eq(completionTypes.version, version)))
    .returning()
    .get();
}
