/**
 * Balances that are kept with every posting, so that nobody sums millions of them: one per account, and per day the debits
 * and credits of each kind of account. An invariant proves both equal to the sums.
 */
export const keptBalances = `
CREATE TABLE ledger_balances (
  account_id INTEGER PRIMARY KEY REFERENCES ledger_accounts (id),
  amount_minor INTEGER NOT NULL
) STRICT;
CREATE TABLE ledger_day_totals (
  day TEXT NOT NULL CHECK (length(day) = 10),
  kind TEXT NOT NULL,
  debit_minor INTEGER NOT NULL CHECK (debit_minor >= 0),
  credit_minor INTEGER NOT NULL CHECK (credit_minor >= 0),
  PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_balances SELECT account_id, SUM(amount_minor) FROM ledger_postings GROUP BY account_id;
INSERT INTO ledger_day_totals
  SELECT t.day, a.kind, SUM(MAX(p.amount_minor, 0)), SUM(MAX(-p.amount_minor, 0))
  FROM ledger_postings p
  JOIN ledger_transactions t ON t.id = p.transaction_id
  JOIN ledger_accounts a ON a.id = p.account_id
  GROUP BY t.day, a.kind;
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

CREATE TABLE answered_requests (
  uid TEXT PRIMARY KEY CHECK (length(uid) BETWEEN 8 AND 64),
  staff_id INTEGER REFERENCES staff (id),
  action TEXT NOT NULL,
  input_sha256 TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (json_valid(answer)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
