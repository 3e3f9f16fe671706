import type { Migration } from '../migration.ts';

/** The paper of money that a cancellation left with the client as account credit. */
export const creditReceiptsStep: Migration = {
  version: 231,
  name: 'credit-receipts',
  sql: `
ALTER TABLE cancellation_items ADD COLUMN receipt_id INTEGER REFERENCES receipts (id);
CREATE INDEX cancellation_items_by_credited_payment ON cancellation_items (payment_id)
  WHERE action = 'account_credit' AND payment_id IS NOT NULL;
`,
};
