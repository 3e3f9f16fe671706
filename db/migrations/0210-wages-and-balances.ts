import type { Migration } from '../migration.ts';

/**
 * Payouts and adjustments of wages; corrections of balances and transfers in a family; statements that were sent. A wage line that is
 * taken back after it was paid keeps its payout and counts against the next one, which is then named in `recovered_payout_id`.
 */
export const wagesAndBalancesStep: Migration = {
  version: 210,
  name: 'wages-and-balances',
  sql: `
ALTER TABLE wage_lines ADD COLUMN reversed_on TEXT CHECK (length(reversed_on) = 10);
ALTER TABLE wage_lines ADD COLUMN recovered_payout_id INTEGER;
CREATE INDEX wage_lines_by_day ON wage_lines (earned_on, practitioner_id);
CREATE INDEX wage_lines_unpaid ON wage_lines (practitioner_id, earned_on) WHERE payout_id IS NULL AND state = 'active';
CREATE INDEX wage_lines_by_payout ON wage_lines (payout_id) WHERE payout_id IS NOT NULL;
CREATE INDEX wage_lines_taken_back ON wage_lines (reversed_on, practitioner_id)
  WHERE state = 'reversed' AND payout_id IS NOT NULL;

CREATE TABLE wage_payouts (
  id INTEGER PRIMARY KEY,
  practitioner_id INTEGER NOT NULL REFERENCES practitioners (id),
  from_date TEXT CHECK (length(from_date) = 10),
  to_date TEXT NOT NULL CHECK (length(to_date) = 10),
  method TEXT NOT NULL CHECK (method IN ('transfer', 'cash')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  paid_on TEXT NOT NULL CHECK (length(paid_on) = 10),
  note TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'paid' CHECK (state IN ('paid', 'undone')),
  undone_on TEXT CHECK (length(undone_on) = 10),
  undo_reason TEXT NOT NULL DEFAULT '',
  created_by INTEGER REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  CHECK ((state = 'undone') = (undone_on IS NOT NULL))
) STRICT;
CREATE INDEX wage_payouts_by_practitioner ON wage_payouts (practitioner_id, id);

CREATE TABLE wage_payout_items (
  payout_id INTEGER NOT NULL REFERENCES wage_payouts (id),
  kind TEXT NOT NULL CHECK (kind IN ('line', 'taken_back', 'adjustment')),
  ref_id INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (payout_id, kind, ref_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE wage_adjustments (
  id INTEGER PRIMARY KEY,
  practitioner_id INTEGER NOT NULL REFERENCES practitioners (id),
  on_date TEXT NOT NULL CHECK (length(on_date) = 10),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  reverses_id INTEGER UNIQUE REFERENCES wage_adjustments (id),
  payout_id INTEGER REFERENCES wage_payouts (id),
  created_by INTEGER REFERENCES staff (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX wage_adjustments_by_practitioner ON wage_adjustments (practitioner_id, on_date);
CREATE INDEX wage_adjustments_by_payout ON wage_adjustments (payout_id) WHERE payout_id IS NOT NULL;

CREATE TABLE balance_corrections (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  reverses_id INTEGER UNIQUE REFERENCES balance_corrections (id),
  approved_by INTEGER REFERENCES staff (id),
  created_by INTEGER REFERENCES staff (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX balance_corrections_by_client ON balance_corrections (client_id, id);

CREATE TABLE balance_transfers (
  id INTEGER PRIMARY KEY,
  from_client_id INTEGER NOT NULL REFERENCES clients (id),
  to_client_id INTEGER NOT NULL REFERENCES clients (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  reason TEXT NOT NULL DEFAULT '',
  reverses_id INTEGER UNIQUE REFERENCES balance_transfers (id),
  created_by INTEGER REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  CHECK (from_client_id <> to_client_id)
) STRICT;
CREATE INDEX balance_transfers_from ON balance_transfers (from_client_id, id);
CREATE INDEX balance_transfers_to ON balance_transfers (to_client_id, id);

CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  from_date TEXT CHECK (length(from_date) = 10),
  to_date TEXT NOT NULL CHECK (length(to_date) = 10),
  shows_family INTEGER NOT NULL DEFAULT 0 CHECK (shows_family IN (0, 1)),
  created_by INTEGER REFERENCES staff (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_by_client ON statements (client_id, id);
`,
};
