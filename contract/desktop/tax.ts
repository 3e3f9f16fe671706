import { z } from 'zod';
import { MOST_TAX_BP } from '#domain/tax/tax.ts';
import { desk, management } from './base.ts';
import { name, taxRateId, version } from './fields.ts';

/** `rateBp` in hundredths of a per cent: 1900 is 19 %. `inclusive`: prices hold the tax already; else it is added to them. */
const fields = z.object({
  name,
  rateBp: z.int().min(0).max(MOST_TAX_BP),
  inclusive: z.boolean(),
  active: z.boolean(),
});
export const taxRate = fields.extend({ id: taxRateId, version });
export type TaxRate = z.infer<typeof taxRate>;

/** The rates at which services and invoice lines are taxed. */
export const tax = {
  list: desk.output(z.array(taxRate)),
  create: management.input(fields).output(z.object({ id: taxRateId })),
  /** What was saved or billed keeps the rate it had. */
  update: management.input(taxRate),
};
