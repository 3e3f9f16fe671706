import type { Migration } from '../migration.ts';

/** Why somebody was let in who no longer could enrol by the class' own rules, or into a single session of a class. */
export const enrolmentReasonsStep: Migration = {
  version: 110,
  name: 'enrolment-reasons',
  sql: `
ALTER TABLE enrolments ADD COLUMN late_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE bookings ADD COLUMN drop_in_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX series_classes ON series (id) WHERE is_class = 1;
`,
};
