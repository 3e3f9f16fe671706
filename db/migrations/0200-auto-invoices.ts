import type { Migration } from '../migration.ts';

/**
 * Automatic invoicing (domain.md 8). Terms are only ever added, so that a run can name those it ran by. Runs never overlap: a day is
 * covered once, whatever the terms were, which keeps a clock that was set back and two keepers at once from billing it again.
 */
export const autoInvoicesStep: Migration = {
  version: 200,
  name: 'auto-invoices',
  sql: `
CREATE TABLE auto_invoice_settings (
  id INTEGER PRIMARY KEY,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  interval TEXT NOT NULL CHECK (interval IN ('weekly', 'biweekly', 'monthly')),
  billed TEXT NOT NULL CHECK (billed IN ('completed', 'scheduled')),
  run_time TEXT NOT NULL,
  anchor_day TEXT NOT NULL,
  since_day TEXT NOT NULL,
  due_days INTEGER NOT NULL CHECK (due_days BETWEEN 0 AND 365),
  send INTEGER NOT NULL CHECK (send IN (0, 1)),
  auto_billing INTEGER NOT NULL CHECK (auto_billing IN (0, 1)),
  include_earlier INTEGER NOT NULL CHECK (include_earlier IN (0, 1)),
  retry_days TEXT NOT NULL CHECK (json_valid(retry_days)),
  saved_by INTEGER NOT NULL REFERENCES staff (id),
  saved_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER auto_invoice_settings_no_update BEFORE UPDATE ON auto_invoice_settings
BEGIN SELECT RAISE(ABORT, 'auto_invoice_settings is append-only'); END;
CREATE TRIGGER auto_invoice_settings_no_delete BEFORE DELETE ON auto_invoice_settings
BEGIN SELECT RAISE(ABORT, 'auto_invoice_settings is append-only'); END;

-- A client without a row is in, and is charged where the studio charges.
CREATE TABLE client_auto_invoicing (
  client_id INTEGER PRIMARY KEY REFERENCES clients (id),
  invoices INTEGER NOT NULL CHECK (invoices IN (0, 1)),
  charges INTEGER NOT NULL CHECK (charges IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE invoice_runs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('completed', 'scheduled')),
  interval TEXT NOT NULL CHECK (interval IN ('weekly', 'biweekly', 'monthly')),
  from_day TEXT NOT NULL,
  -- The first day after it.
  to_day TEXT NOT NULL CHECK (to_day > from_day),
  -- When it was to happen; created_at is when it did.
  due_at INTEGER NOT NULL,
  settings_id INTEGER NOT NULL REFERENCES auto_invoice_settings (id),
  job_id INTEGER NOT NULL UNIQUE REFERENCES jobs (id),
  created_at INTEGER NOT NULL,
  UNIQUE (from_day, kind),
  UNIQUE (to_day, kind)
) STRICT;
CREATE TRIGGER invoice_runs_do_not_overlap BEFORE INSERT ON invoice_runs
WHEN EXISTS (SELECT 1 FROM invoice_runs r WHERE r.from_day < new.to_day AND r.to_day > new.from_day)
BEGIN SELECT RAISE(ABORT, 'invoice runs must not overlap'); END;

CREATE TABLE invoice_run_rows (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES invoice_runs (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'invoiced', 'nothing', 'failed', 'released')),
  sessions INTEGER NOT NULL DEFAULT 0 CHECK (sessions >= 0),
  amount_minor INTEGER NOT NULL DEFAULT 0 CHECK (amount_minor >= 0),
  invoice_id INTEGER,
  -- Why it failed; a word that screens have a sentence for.
  error TEXT NOT NULL DEFAULT '',
  billing TEXT NOT NULL DEFAULT 'off' CHECK (billing IN ('off', 'no_card', 'charging', 'paid', 'retry', 'new_card', 'gave_up', 'ended')),
  charge_id INTEGER,
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  next_try_at INTEGER,
  done_at INTEGER,
  CHECK ((state = 'invoiced') = (invoice_id IS NOT NULL)),
  CHECK ((billing = 'retry') = (next_try_at IS NOT NULL)),
  CHECK (billing <> 'charging' OR charge_id IS NOT NULL),
  UNIQUE (run_id, client_id),
  UNIQUE (run_id, seq)
) STRICT;
CREATE UNIQUE INDEX invoice_run_rows_by_invoice ON invoice_run_rows (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX invoice_run_rows_by_client ON invoice_run_rows (client_id);
CREATE INDEX invoice_run_rows_by_charge ON invoice_run_rows (charge_id) WHERE billing = 'charging';
CREATE INDEX invoice_run_rows_declined ON invoice_run_rows (invoice_id) WHERE billing IN ('retry', 'new_card', 'gave_up');
CREATE INDEX invoice_run_rows_to_try ON invoice_run_rows (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX invoice_run_rows_planned ON invoice_run_rows (run_id, seq) WHERE state = 'planned';
`,
};
