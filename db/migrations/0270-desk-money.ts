import type { Migration } from '../migration.ts';

/**
 * Money that came in another way than cash, card or bank gets an account of its own (it lay with the cash, which is what a till is counted
 * against), and a place that was given up keeps the tax at which what was kept of it is in the books.
 */
export const deskMoneyStep: Migration = {
  version: 270,
  name: 'desk-money',
  sql: `
DROP TRIGGER ledger_postings_keep;
DROP TRIGGER ledger_postings_keep_kinds;
CREATE TABLE ledger_accounts_next (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'revenue', 'cash', 'bank', 'card_processor', 'other_money', 'deferred', 'refunds_due', 'opening', 'wages', 'wages_owed', 'tax', 'forfeited', 'fees', 'adjustments', 'till_difference', 'disputes')),
  client_id INTEGER REFERENCES clients (id),
  CHECK ((kind = 'client') = (client_id IS NOT NULL))
) STRICT;
INSERT INTO ledger_accounts_next SELECT id, kind, client_id FROM ledger_accounts;
DROP TABLE ledger_accounts;
ALTER TABLE ledger_accounts_next RENAME TO ledger_accounts;
CREATE UNIQUE INDEX ledger_accounts_of_client ON ledger_accounts (client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_accounts_by_kind ON ledger_accounts (kind) WHERE client_id IS NULL;
CREATE TRIGGER ledger_postings_keep AFTER INSERT ON ledger_postings BEGIN
  INSERT INTO ledger_balances (account_id, amount_minor) VALUES (new.account_id, new.amount_minor)
    ON CONFLICT (account_id) DO UPDATE SET amount_minor = amount_minor + excluded.amount_minor;
  INSERT INTO ledger_day_totals (day, kind, debit_minor, credit_minor)
    SELECT t.day, a.kind, MAX(new.amount_minor, 0), MAX(-new.amount_minor, 0)
    FROM ledger_transactions t JOIN ledger_accounts a ON a.id = new.account_id
    WHERE t.id = new.transaction_id
    ON CONFLICT (day, kind) DO UPDATE SET debit_minor = debit_minor + excluded.debit_minor,
      credit_minor = credit_minor + excluded.credit_minor;
END;
CREATE TRIGGER ledger_postings_keep_kinds AFTER INSERT ON ledger_postings
WHEN (SELECT client_id FROM ledger_accounts WHERE id = new.account_id) IS NOT NULL
BEGIN
  INSERT INTO ledger_client_kinds (account_id, kind, amount_minor)
    SELECT new.account_id, t.kind, new.amount_minor FROM ledger_transactions t WHERE t.id = new.transaction_id
    ON CONFLICT (account_id, kind) DO UPDATE SET amount_minor = amount_minor + excluded.amount_minor;
END;

-- The ledger is append-only: what such payments brought moves by one entry, on the last day that has any.
CREATE TABLE other_moved (amount_minor INTEGER NOT NULL) STRICT;
INSERT INTO other_moved SELECT sum FROM (SELECT SUM(p.amount_minor) AS sum
  FROM payments y JOIN ledger_transactions t ON t.subject_kind = 'payment' AND t.subject_id = y.id
  JOIN ledger_postings p ON p.transaction_id = t.id JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'cash'
  WHERE y.method = 'other') WHERE sum <> 0;
INSERT INTO ledger_accounts (kind) SELECT 'other_money' FROM other_moved;
INSERT INTO ledger_transactions (kind, subject_kind, subject_id, at, day)
  SELECT 'other_money_moved', 'studio', 1, at, day FROM (SELECT at, day FROM ledger_transactions ORDER BY day DESC, id DESC LIMIT 1), other_moved;
INSERT INTO ledger_postings (transaction_id, account_id, amount_minor)
  SELECT t.id, a.id, IIF(a.kind = 'cash', -o.amount_minor, o.amount_minor)
  FROM other_moved o JOIN ledger_transactions t ON t.kind = 'other_money_moved'
  JOIN ledger_accounts a ON a.kind IN ('cash', 'other_money');
DROP TABLE other_moved;

ALTER TABLE bookings ADD COLUMN kept_tax_name TEXT;
ALTER TABLE bookings ADD COLUMN kept_tax_rate_bp INTEGER CHECK (kept_tax_rate_bp BETWEEN 0 AND 100000);
-- What was kept before this step stands at the rate of today, which is the one an invoice would have used until now.
UPDATE bookings SET (kept_tax_name, kept_tax_rate_bp) = (
  SELECT COALESCE(l.tax_name, r.name, ''), COALESCE(l.tax_rate_bp, r.rate_bp, 0)
  FROM sessions s JOIN services v ON v.id = s.service_id LEFT JOIN tax_rates r ON r.id = v.tax_rate_id
  LEFT JOIN invoice_lines l ON l.booking_id = bookings.id AND l.state = 'live' AND l.credits_line_id IS NULL AND l.part = 0
  WHERE s.id = bookings.session_id)
  WHERE state = 'canceled' AND EXISTS (SELECT 1 FROM ledger_transactions t
    WHERE t.subject_kind = 'booking' AND t.subject_id = bookings.id AND t.kind = 'charge');
`,
};
