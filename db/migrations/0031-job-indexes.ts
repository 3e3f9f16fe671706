import type { Migration } from '../migration.ts';

/**
 * Removing a payment looks for what refers to it; without these, in every row of both tables. And jobs of before this step count
 * as having their request CSV: it was saved with their acceptance.
 */
export const jobIndexes: Migration = {
  version: 31,
  name: 'job-indexes',
  sql: `
CREATE INDEX credit_lots_by_payment ON credit_lots (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX cancellation_items_by_payment ON cancellation_items (payment_id) WHERE payment_id IS NOT NULL;
INSERT OR IGNORE INTO job_steps (job_id, key, result, done_at) SELECT id, 'request_csv', 'null', created_at FROM jobs;
`,
};
