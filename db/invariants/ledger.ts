import type { Invariant } from './invariant.ts';

/**
 * The postings of each ledger transaction sum to zero, the sum over all accounts is zero, and the kept balances are the sums of the
 * postings (domain.md 10, 1).
 */
export const LEDGER_INVARIANTS: readonly Invariant[] = [
  {
    invariant: 1,
    code: 'LEDGER_TRANSACTION_UNBALANCED',
    sql: `SELECT transaction_id AS transactionId, SUM(amount_minor) AS sumMinor, COUNT(*) AS postings
     FROM ledger_postings GROUP BY transaction_id HAVING SUM(amount_minor) <> 0 OR COUNT(*) < 2`,
  },
  {
    invariant: 1,
    code: 'LEDGER_TRANSACTION_EMPTY',
    sql: `SELECT t.id AS transactionId FROM ledger_transactions t
     WHERE NOT EXISTS (SELECT 1 FROM ledger_postings p WHERE p.transaction_id = t.id)`,
  },
  {
    // The table and its two indexes are summed apart, here and below, so that a flipped bit is found wherever it hit.
    invariant: 1,
    code: 'LEDGER_SUM_NOT_ZERO',
    sql: `SELECT rows.sum AS sumMinor FROM (SELECT TOTAL(amount_minor) AS sum FROM ledger_postings NOT INDEXED) rows
     WHERE rows.sum <> 0`,
  },
  {
    invariant: 1,
    code: 'LEDGER_COPIES_DIFFER',
    sql: `SELECT rows.amounts AS rowsMinor, byAccount.amounts AS byAccountMinor, byTransaction.amounts AS byTransactionMinor
     FROM
       (SELECT TOTAL(amount_minor) AS amounts, TOTAL(account_id) AS accounts, TOTAL(transaction_id) AS transactions,
          COUNT(*) AS n FROM ledger_postings NOT INDEXED) rows,
       (SELECT TOTAL(amount_minor) AS amounts, TOTAL(account_id) AS accounts, COUNT(*) AS n
          FROM ledger_postings INDEXED BY ledger_postings_by_account WHERE account_id IS NOT NULL) byAccount,
       (SELECT TOTAL(amount_minor) AS amounts, TOTAL(transaction_id) AS transactions, COUNT(*) AS n
          FROM ledger_postings INDEXED BY ledger_postings_by_transaction WHERE transaction_id IS NOT NULL) byTransaction
     WHERE (rows.amounts, rows.accounts, rows.n) <> (byAccount.amounts, byAccount.accounts, byAccount.n)
       OR (rows.amounts, rows.transactions, rows.n) <> (byTransaction.amounts, byTransaction.transactions, byTransaction.n)`,
  },
  {
    invariant: 1,
    code: 'KEPT_BALANCE_DIFFERS',
    sql: `SELECT a.id AS accountId, a.kind, IFNULL(b.amount_minor, 0) AS keptMinor, IFNULL(p.sum, 0) AS sumMinor
      FROM ledger_accounts a
      LEFT JOIN ledger_balances b ON b.account_id = a.id
      LEFT JOIN (SELECT account_id, SUM(amount_minor) AS sum FROM ledger_postings GROUP BY account_id) p ON p.account_id = a.id
      WHERE IFNULL(b.amount_minor, 0) <> IFNULL(p.sum, 0)`,
  },
  {
    // Each day adds up by itself, and the days of a kind add up to its accounts.
    invariant: 1,
    code: 'KEPT_DAY_UNBALANCED',
    sql: `SELECT day, SUM(debit_minor) AS debitMinor, SUM(credit_minor) AS creditMinor
      FROM ledger_day_totals GROUP BY day HAVING SUM(debit_minor) <> SUM(credit_minor)`,
  },
  {
    invariant: 1,
    code: 'KEPT_DAYS_DIFFER',
    sql: `SELECT k.kind, IFNULL(d.sum, 0) AS daysMinor, k.sum AS balancesMinor
      FROM (SELECT a.kind, SUM(b.amount_minor) AS sum FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id GROUP BY a.kind) k
      LEFT JOIN (SELECT kind, SUM(debit_minor - credit_minor) AS sum FROM ledger_day_totals GROUP BY kind) d ON d.kind = k.kind
      WHERE IFNULL(d.sum, 0) <> k.sum`,
  },
];
