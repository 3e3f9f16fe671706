import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { TaxRateId } from '#domain/values/ids.ts';
import { flag, rowId, rowVersion } from './columns.ts';

/** `rateBp` in hundredths of a per cent. `inclusive`: prices hold the tax already; else it is added to them. */
export const taxRates = sqliteTable('tax_rates', {
  id: rowId<TaxRateId>(),
  name: text('name').notNull(),
  rateBp: integer('rate_bp').notNull(),
  inclusive: flag('inclusive').notNull(),
  active: flag('active').notNull().default(true),
  version: rowVersion(),
});

export type TaxRate = typeof taxRates.$inferSelect;
export type NewTaxRate = typeof taxRates.$inferInsert;
