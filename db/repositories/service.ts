import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { prepared } from '#db/prepared.ts';
import { services, type Service, type NewService } from '#db/schema/service.ts';
import type { ServiceId } from '#domain/values/ids.ts';
import { found } from './found.ts';

export type ServicePatch = Partial<Omit<NewService, 'id' | 'version'>>;

/** A service with the tax that is added to its price, in hundredths of a per cent: 0 where the price holds it, or there is none. */
export type PricedService = Service & { readonly addedTaxBp: number };

/** Of a service `services`: what is added to its price. */
const ADDED_TAX = sql<number>`IFNULL((SELECT r.rate_bp FROM tax_rates r WHERE r.id = ${services.taxRateId} AND r.inclusive = 0), 0)`;
const PRICED = { ...getTableColumns(services), addedTaxBp: ADDED_TAX };

/** All of them, also the inactive, by name. Hundreds at most. */
export function list(db: ReadDb): PricedService[] {
  return db.orm.select(PRICED).from(services).orderBy(asc(services.name), asc(services.id)).all();
}

export function findById(db: ReadDb, id: ServiceId): PricedService | undefined {
  return byId(db).get({ id });
}

const byId = prepared((orm) =>
  orm
    .select(PRICED)
    .from(services)
    .where(eq(services.id, sql.placeholder('id')))
    .prepare(),
);

export function getById(db: ReadDb, id: ServiceId): PricedService {
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
