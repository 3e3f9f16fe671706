/** The kept balances are the sums of the postings (domain.md 10, 1): each statement lists where they are not. */
export const LEDGER_INVARIANTS: readonly {
  readonly invariant: 1;
  readonly code: string;
  readonly sql: string;
}[] = [
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
