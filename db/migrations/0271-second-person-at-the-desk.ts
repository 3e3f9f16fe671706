import type { Migration } from '../migration.ts';

/** Who agreed to petty cash and to moves within a family that one person may not make alone, and the sums of a person's day. */
export const secondPersonAtTheDeskStep: Migration = {
  version: 271,
  name: 'second-person-at-the-desk',
  sql: `
ALTER TABLE till_movements ADD COLUMN approved_by INTEGER REFERENCES staff (id);
ALTER TABLE balance_transfers ADD COLUMN approved_by INTEGER REFERENCES staff (id);
CREATE INDEX till_movements_alone ON till_movements (staff_id, at) WHERE approved_by IS NULL;
CREATE INDEX balance_transfers_alone ON balance_transfers (created_by, created_at) WHERE approved_by IS NULL;
`,
};
