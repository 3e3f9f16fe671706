/** What must hold of payments, receipts and tills, beside the rules that all money keeps (domain.md 10, 1 and 3). */
export const PAYMENT_INVARIANTS: readonly {
  readonly invariant: 1 | 3;
  readonly code: string;
  readonly sql: string;
}[] = [
  {
    invariant: 3,
    code: 'VOIDED_PAYMENT_IN_USE',
    sql: `SELECT p.id AS paymentId, p.refunded_minor AS refundedMinor FROM payments p WHERE p.voided_at IS NOT NULL AND (p.refunded_minor > 0
      OR EXISTS (SELECT 1 FROM fundings f WHERE f.payment_id = p.id AND f.state = 'active')
      OR EXISTS (SELECT 1 FROM lot_payments l WHERE l.payment_id = p.id))`,
  },
  {
    invariant: 1,
    code: 'VOIDED_PAYMENT_POSTED',
    sql: `SELECT p.id AS paymentId, SUM(g.amount_minor) AS leftMinor FROM payments p
      JOIN ledger_transactions t ON t.subject_kind = 'payment' AND t.subject_id = p.id
      JOIN ledger_postings g ON g.transaction_id = t.id JOIN ledger_accounts a ON a.id = g.account_id AND a.kind = 'client'
      WHERE p.voided_at IS NOT NULL GROUP BY p.id HAVING SUM(g.amount_minor) <> 0`,
  },
  {
    invariant: 3,
    code: 'PACKAGE_PAID_BY_ANOTHER',
    sql: `SELECT l.id AS lotId, l.client_id AS clientId, p.client_id AS paidBy FROM lot_payments x
      JOIN credit_lots l ON l.id = x.lot_id JOIN payments p ON p.id = x.payment_id WHERE p.client_id <> l.client_id`,
  },
  {
    invariant: 3,
    code: 'RECEIPT_NUMBERS_GAP',
    sql: `SELECT kind, COUNT(*) AS papers, MAX(number) AS lastNumber FROM receipts GROUP BY kind HAVING COUNT(*) <> MAX(number)`,
  },
  {
    invariant: 3,
    code: 'RECEIPT_SUM_DIFFERS',
    sql: `SELECT r.id AS receiptId, r.amount_minor AS amountMinor,
        (SELECT SUM(value ->> '$.amountMinor') FROM json_each(r.tenders)) AS tendersMinor,
        (SELECT SUM(value ->> '$.amountMinor') FROM json_each(r.items)) AS itemsMinor
      FROM receipts r WHERE amountMinor IS NOT tendersMinor OR amountMinor IS NOT itemsMinor`,
  },
  {
    invariant: 3,
    code: 'RECEIPT_PAYMENTS_DIFFER',
    sql: `SELECT r.id AS receiptId, r.amount_minor AS amountMinor, SUM(p.amount_minor) AS paymentsMinor
      FROM receipts r JOIN payments p ON p.receipt_id = r.id GROUP BY r.id HAVING SUM(p.amount_minor) > r.amount_minor`,
  },
  {
    invariant: 1,
    code: 'TILL_DIFFERENCE_DIFFERS',
    sql: `SELECT t.id AS tillId, t.counted_minor - t.expected_minor AS differenceMinor, -IFNULL(d.posted, 0) AS postedMinor
      FROM tills t LEFT JOIN (SELECT x.subject_id AS till_id, SUM(p.amount_minor) AS posted FROM ledger_transactions x
        JOIN ledger_postings p ON p.transaction_id = x.id JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'till_difference'
        WHERE x.subject_kind = 'till' GROUP BY x.subject_id) d ON d.till_id = t.id
      WHERE t.closed_at IS NOT NULL AND t.counted_minor - t.expected_minor <> -IFNULL(d.posted, 0)`,
  },
];
