import type { Migration } from '../migration.ts';

/**
 * The sessions of one practitioner in the order of the list: what few of a million belong to somebody, and to the rest of a filter, is
 * found without looking through all.
 */
export const practitionerDaysStep: Migration = {
  version: 130,
  name: 'practitioner-days',
  sql: `
CREATE INDEX sessions_of_practitioner ON sessions (practitioner_id, local_date, starts_at) WHERE practitioner_id IS NOT NULL;
`,
};
