import { and, asc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { locations, type Location, type NewLocation } from '#db/schema/location.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';

export type LocationPatch = Partial<Omit<NewLocation, 'id' | 'version'>>;

/** All of them, also the inactive, by name. Hundreds at most. */
export function list(db: ReadDb): Location[] {
  return db.orm.select().from(locations).orderBy(asc(locations.name), asc(locations.id)).all();
}

export const findById = rowById(locations);

export function getById(db: ReadDb, id: LocationId): Location {
  return found(findById(db, id), 'location', id);
}

export function insert(tx: WriteDb, row: NewLocation): Location {
  return tx.orm.insert(locations).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: LocationId,
  version: number,
  patch: LocationPatch,
): Location | undefined {
  return tx.orm
    .update(locations)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(locations.id, id), eq(locations.version, version)))
    .returning()
    .get();
}
