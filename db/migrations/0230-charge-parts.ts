import type { Migration } from '../migration.ts';

/** What a charge of a card on file or a payment page is to pay once its money is here: due by due, with amounts. */
export const chargePartsStep: Migration = {
  version: 230,
  name: 'charge-parts',
  sql: `
ALTER TABLE card_charges ADD COLUMN pays TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pays));
ALTER TABLE card_links ADD COLUMN pays TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pays));
`,
};
