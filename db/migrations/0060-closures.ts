import type { Migration } from '../migration.ts';

/**
 * The same holiday may be imported for several locations, and again after it was removed: its outside name is unique per
 * location among the closures that hold.
 */
export const closuresStep: Migration = {
  version: 60,
  name: 'closures',
  sql: `
DROP INDEX closures_by_external_uid;
CREATE UNIQUE INDEX closures_by_external_uid ON closures (external_uid, IFNULL(location_id, 0))
  WHERE external_uid IS NOT NULL AND removed_at IS NULL;
`,
};
