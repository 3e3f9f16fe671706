import { and, asc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { services, type Service, type NewService } from '#db/schema/service.ts';
import type { ServiceId } from '#domain/values/ids.ts';
import { found } from './found.ts';

export type ServicePatch = Partial<Omit<NewService, 'id' | 'version'>>;

/** All of them, also the inactive, by name. Hundreds at most. */
export function list(db: ReadDb): Service[] {
  return db.orm.select().from(services).orderBy(asc(services.name), asc(services.id)).all();
}

export function findById(db: ReadDb, id: ServiceId): Service | undefined {
  return db.orm.select().from(services).where(eq(services.id, id)).get();
}

export function getById(db: ReadDb, id: ServiceId): Service {
  return found(findById(db, id), 'service', id);
}

export function insert(tx: WriteDb, row: NewService): Service {
  return tx.orm.insert(services).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: ServiceId,
  version: number,
  patch: ServicePatch,
): Service | undefined {
  return tx.orm
    .update(services)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(services.id, id), eq(services.version, version)))
    .returning()
    .get();
}
