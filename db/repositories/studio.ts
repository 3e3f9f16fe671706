import type { ReadDb, WriteDb } from '#db/database.ts';
import { prepared } from '#db/prepared.ts';
import { type NewStudio, type Studio, studio } from '#db/schema/studio.ts';

/** Undefined until the first start has set the studio up. */
export function find(db: ReadDb): Studio | undefined {
  return theStudio(db).get();
}

const theStudio = prepared((orm) => orm.select().from(studio).prepare());

export function get(db: ReadDb): Studio {
  const row = find(db);
  if (!row) throw new Error('the studio is not set up');
  return row;
}

export function insert(tx: WriteDb, row: Omit<NewStudio, 'id'>): Studio {
  return tx.orm
    .insert(studio)
    .values({ ...row, id: 1 })
    .returning()
    .get();
}

export function update(
  tx: WriteDb,
  patch: Partial<Omit<NewStudio, 'id' | 'tenantUid' | 'restoreEpoch' | 'createdAt'>>,
): Studio {
  return tx.orm.update(studio).set(patch).returning().get();
}

/** Marks that this file came back from a backup (reliability D6). Returns the new epoch, or 0 if no studio is set up. */
export function raiseRestoreEpoch(tx: WriteDb): number {
  tx.run('UPDATE studio SET restore_epoch = restore_epoch + 1');
  return find(tx)?.restoreEpoch ?? 0;
}
