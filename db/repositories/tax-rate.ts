import { and, asc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewTaxRate, type TaxRate, taxRates } from '#db/schema/tax-rate.ts';
import type { TaxRateId } from '#domain/values/ids.ts';
import { rowById } from './row-by-id.ts';

/** All of them, also those no longer offered, by name. */
export function list(db: ReadDb): TaxRate[] {
  return db.orm.select().from(taxRates).orderBy(asc(taxRates.name), asc(taxRates.id)).all();
}

export const findById = rowById(taxRates);

export function insert(tx: WriteDb, row: NewTaxRate): TaxRate {
  return tx.orm.insert(taxRates).values(row).returning().get();
}

/** Changes the row if it still has `version`. */
export function update(
  tx: WriteDb,
  id: TaxRateId,
  version: number,
  patch: Partial<Omit<NewTaxRate, 'id' | 'version'>>,
): TaxRate | undefined {
  return tx.orm
    .update(taxRates)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(taxRates.id, id), eq(taxRates.version, version)))
    .returning()
    .get();
}

/** Services that charge at this rate. */
export function countServices(db: ReadDb, id: TaxRateId): number {
  return db.get<{ n: number }>('SELECT COUNT(*) AS n FROM services WHERE tax_rate_id = ?', [id])?.n ?? 0;
}
