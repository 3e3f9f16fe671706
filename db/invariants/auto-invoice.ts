import type { Invariant } from './invariant.ts';

/** Runs of automatic invoicing: each statement lists where a rule is broken (domain.md 10). */
export const AUTO_INVOICE_INVARIANTS: readonly Invariant[] = [
  {
    invariant: 6,
    code: 'RUN_ROWS_MISSING',
    sql: `SELECT j.id AS jobId, j.items_total AS wanted, COUNT(w.id) AS found
      FROM jobs j LEFT JOIN invoice_runs r ON r.job_id = j.id LEFT JOIN invoice_run_rows w ON w.run_id = r.id
      WHERE j.kind = 'auto_invoice' GROUP BY j.id
      HAVING COUNT(DISTINCT r.id) <> 1 OR COUNT(w.id) <> j.items_total OR (COUNT(w.id) > 0 AND (MIN(w.seq) <> 1 OR MAX(w.seq) <> COUNT(w.id)))`,
  },
  {
    // Further tries of a declined card come when their run is long done, and may take days to be answered.
    invariant: 6,
    code: 'RUN_ROW_WITHOUT_OUTCOME',
    sql: `SELECT w.id AS rowId, r.job_id AS jobId FROM invoice_run_rows w JOIN invoice_runs r ON r.id = w.run_id JOIN jobs j ON j.id = r.job_id
      WHERE (w.state = 'planned' OR w.billing = 'charging' AND w.tries < 2) AND j.state = 'done' OR w.state = 'planned' AND j.state = 'stopped'`,
  },
  {
    invariant: 6,
    code: 'RUN_DAYS_OVERLAP',
    sql: `SELECT r.id AS runId, o.id AS otherRunId FROM invoice_runs r JOIN invoice_runs o ON o.id > r.id
      WHERE o.from_day < r.to_day AND o.to_day > r.from_day`,
  },
  {
    invariant: 6,
    code: 'RUN_ROW_INVOICE_DIFFERS',
    sql: `SELECT w.id AS rowId, w.invoice_id AS invoiceId FROM invoice_run_rows w LEFT JOIN invoices i ON i.id = w.invoice_id
      WHERE w.invoice_id IS NOT NULL AND (i.id IS NULL OR i.kind <> 'invoice')`,
  },
  {
    // What the history says was charged was charged: a row counts as paid by its card only with a charge that succeeded.
    invariant: 1,
    code: 'RUN_ROW_CHARGE_DIFFERS',
    sql: `SELECT w.id AS rowId, w.charge_id AS chargeId FROM invoice_run_rows w LEFT JOIN card_charges c ON c.id = w.charge_id
      WHERE (w.charge_id IS NOT NULL AND (c.id IS NULL OR c.invoice_id IS NOT w.invoice_id))
        OR (w.billing = 'paid' AND c.state IS NOT 'succeeded')`,
  },
];
