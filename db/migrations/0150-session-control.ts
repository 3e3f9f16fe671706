import type { Migration } from '../migration.ts';

/**
 * What must be paid before a place is given, and what canceling costs a client: the policy that each booking was made under, who
 * let somebody in without prepayment, what a cancellation keeps in part, and per client what each kind of movement adds up to.
 */
export const sessionControlStep: Migration = {
  version: 150,
  name: 'session-control',
  sql: `
CREATE TABLE booking_policies (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  policy TEXT NOT NULL CHECK (json_valid(policy)),
  created_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER booking_policies_no_update BEFORE UPDATE ON booking_policies BEGIN SELECT RAISE(ABORT, 'a policy is frozen'); END;

ALTER TABLE bookings ADD COLUMN prepayment_waived_by INTEGER REFERENCES staff (id);
ALTER TABLE bookings ADD COLUMN prepayment_missing_minor INTEGER NOT NULL DEFAULT 0 CHECK (prepayment_missing_minor >= 0);
CREATE INDEX bookings_open_by_client ON bookings (client_id) WHERE state = 'booked' AND outcome IS NULL;
ALTER TABLE waitlist_entries ADD COLUMN prepayment_waived_by INTEGER REFERENCES staff (id);

ALTER TABLE cancellation_items ADD COLUMN kept_minor INTEGER NOT NULL DEFAULT 0 CHECK (kept_minor >= 0);
CREATE INDEX cancellation_items_part_kept ON cancellation_items (booking_id, state, kept_minor) WHERE plan_note = 'part_kept';

CREATE TABLE ledger_client_kinds (
  account_id INTEGER NOT NULL REFERENCES ledger_accounts (id),
  kind TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (account_id, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_client_kinds
  SELECT p.account_id, t.kind, SUM(p.amount_minor)
  FROM ledger_postings p
  JOIN ledger_accounts a ON a.id = p.account_id AND a.client_id IS NOT NULL
  JOIN ledger_transactions t ON t.id = p.transaction_id
  GROUP BY p.account_id, t.kind;
CREATE TRIGGER ledger_postings_keep_kinds AFTER INSERT ON ledger_postings
WHEN (SELECT client_id FROM ledger_accounts WHERE id = new.account_id) IS NOT NULL
BEGIN
  INSERT INTO ledger_client_kinds (account_id, kind, amount_minor)
    SELECT new.account_id, t.kind, new.amount_minor FROM ledger_transactions t WHERE t.id = new.transaction_id
    ON CONFLICT (account_id, kind) DO UPDATE SET amount_minor = amount_minor + excluded.amount_minor;
END;
`,
};
