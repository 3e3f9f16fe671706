import { and, asc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { practitioners, type Practitioner, type NewPractitioner } from '#db/schema/practitioner.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';

export type PractitionerPatch = Partial<Omit<NewPractitioner, 'id' | 'version'>>;

/** All of them, also the inactive, by name. Hundreds at most. */
export function list(db: ReadDb): Practitioner[] {
  return db.orm.select().from(practitioners).orderBy(asc(practitioners.name), asc(practitioners.id)).all();
}

export const findById = rowById(practitioners);

export function getById(db: ReadDb, id: PractitionerId): Practitioner {
  return found(findById(db, id), 'practitioner', id);
}

export function insert(tx: WriteDb, row: NewPractitioner): Practitioner {
  return tx.orm.insert(practitioners).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: PractitionerId,
  version: number,
  patch: PractitionerPatch,
): Practitioner | undefined {
  return tx.orm
    .update(practitioners)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(practitioners.id, id), eq(practitioners.version, version)))
    .returning()
    .get();
}
