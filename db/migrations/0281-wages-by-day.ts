import type { Migration } from '../migration.ts';

/** The wages of a month read its own adjustments and the unpaid ones of before, however many there have been. */
export const wagesByDayStep: Migration = {
  version: 281,
  name: 'wages-by-day',
  sql: `
CREATE INDEX wage_adjustments_by_day ON wage_adjustments (on_date, practitioner_id);
CREATE INDEX wage_adjustments_unpaid ON wage_adjustments (practitioner_id, on_date) WHERE payout_id IS NULL;
`,
};
