import type { Migration } from '../migration.ts';

/** The order of the lists of invoices and of packages sold: a page reads its own rows, however many there are. */
export const moneyListsStep: Migration = {
  version: 250,
  name: 'money-lists',
  sql: `
CREATE INDEX invoices_in_order ON invoices (state = 'draft', id);
CREATE INDEX credit_lots_in_order ON credit_lots (expires_on IS NULL, expires_on, id);
`,
};
