import type { Migration } from '../migration.ts';

/** Receipts numbered without gaps, and the till with its days. */
export const paymentsStep: Migration = {
  version: 170,
  name: 'payments',
  sql: `
CREATE TABLE receipts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'refund_receipt')),
  number INTEGER NOT NULL CHECK (number >= 1),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  tenders TEXT NOT NULL CHECK (json_valid(tenders)),
  items TEXT NOT NULL CHECK (json_valid(items)),
  reason TEXT NOT NULL DEFAULT '',
  staff_id INTEGER REFERENCES staff (id),
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX receipts_by_number ON receipts (kind, number);
CREATE INDEX receipts_by_client ON receipts (client_id, at);
CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are numbered without gaps'); END;
CREATE TRIGGER receipts_frozen BEFORE UPDATE OF kind, number, amount_minor, currency, tenders, items, reason, staff_id, at ON receipts
  BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;

ALTER TABLE payments ADD COLUMN receipt_id INTEGER REFERENCES receipts (id);
ALTER TABLE payments ADD COLUMN staff_id INTEGER REFERENCES staff (id);
CREATE INDEX payments_by_receipt ON payments (receipt_id) WHERE receipt_id IS NOT NULL;

ALTER TABLE refunds ADD COLUMN receipt_id INTEGER REFERENCES receipts (id);
ALTER TABLE refunds ADD COLUMN approved_by INTEGER REFERENCES staff (id);
CREATE INDEX refunds_by_receipt ON refunds (receipt_id) WHERE receipt_id IS NOT NULL;
CREATE INDEX refunds_at_the_desk ON refunds (requested_by, created_at) WHERE job_id IS NULL;

CREATE TABLE tills (
  id INTEGER PRIMARY KEY,
  opened_at INTEGER NOT NULL,
  opened_by INTEGER NOT NULL REFERENCES staff (id),
  float_minor INTEGER NOT NULL CHECK (float_minor >= 0),
  first_after INTEGER NOT NULL,
  last_transaction INTEGER,
  closed_at INTEGER,
  closed_by INTEGER REFERENCES staff (id),
  expected_minor INTEGER,
  counted_minor INTEGER CHECK (counted_minor >= 0),
  counts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)),
  difference_reason TEXT NOT NULL DEFAULT '',
  CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (counted_minor IS NULL)
    AND (closed_at IS NULL) = (expected_minor IS NULL) AND (closed_at IS NULL) = (last_transaction IS NULL))
) STRICT;
CREATE UNIQUE INDEX tills_one_open ON tills (closed_at IS NULL) WHERE closed_at IS NULL;
CREATE INDEX tills_by_time ON tills (opened_at, id);

CREATE TABLE till_movements (
  id INTEGER PRIMARY KEY,
  till_id INTEGER NOT NULL REFERENCES tills (id),
  kind TEXT NOT NULL CHECK (kind IN ('to_bank', 'from_bank', 'petty_cash', 'cash_in')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  reason TEXT NOT NULL,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX till_movements_by_till ON till_movements (till_id, id);
`,
};
