import { REFUND_STATES, isHeld } from '#domain/refund/life.ts';
import { type Invariant, quoted } from './invariant.ts';

const HELD_BY_PAYMENT = `SELECT payment_id, SUM(amount_minor) AS held FROM refunds
  WHERE state IN (${quoted(REFUND_STATES.filter((state) => isHeld(state, null)))})
    AND NOT (state = 'settled' AND settled_as IS 'account_credit') GROUP BY payment_id`;

/** Refunds from before Callboard knew the payment are ledger transactions without a refund row. */
const EARLIER_BY_PAYMENT = `SELECT t.subject_id AS payment_id, SUM(p.amount_minor) AS earlier
  FROM ledger_transactions t
  JOIN ledger_postings p ON p.transaction_id = t.id
  JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'client'
  WHERE t.kind = 'earlier_refund' AND t.subject_kind = 'payment' GROUP BY t.subject_id`;

/** What must hold of payments, receipts and tills, beside the rules that all money keeps (domain.md 10, 1 and 3). */
export const PAYMENT_INVARIANTS: readonly Invariant[] = [
  {
    // A payment never gives back more than came in.
    invariant: 3,
    code: 'PAYMENT_REFUNDED_TOO_MUCH',
    sql: `SELECT p.id AS paymentId, p.amount_minor AS amountMinor, p.refunded_minor AS refundedMinor,
         IFNULL(r.held, 0) AS refundsMinor
       FROM payments p LEFT JOIN (${HELD_BY_PAYMENT}) r ON r.payment_id = p.id
       WHERE p.refunded_minor > p.amount_minor OR r.held > p.amount_minor`,
  },
  {
    // `refunded_minor` is what refunds hold of it and what was given back before Callboard knew it.
    invariant: 3,
    code: 'PAYMENT_REFUNDED_DIFFERS',
    sql: `SELECT p.id AS paymentId, p.refunded_minor AS refundedMinor, IFNULL(r.held, 0) AS refundsMinor,
         IFNULL(e.earlier, 0) AS earlierMinor
       FROM payments p
       LEFT JOIN (${HELD_BY_PAYMENT}) r ON r.payment_id = p.id
       LEFT JOIN (${EARLIER_BY_PAYMENT}) e ON e.payment_id = p.id
       WHERE p.refunded_minor <> IFNULL(r.held, 0) + IFNULL(e.earlier, 0)`,
  },
  {
    invariant: 3,
    code: 'PAYMENT_ALLOCATED_TOO_MUCH',
    sql: `SELECT p.id AS paymentId, p.amount_minor AS amountMinor, SUM(paid.amount_minor) AS allocatedMinor
       FROM (SELECT payment_id, amount_minor FROM fundings WHERE payment_id IS NOT NULL AND state = 'active'
         UNION ALL SELECT payment_id, amount_minor FROM lot_payments
         UNION ALL SELECT payment_id, amount_minor FROM payment_allocations WHERE state = 'active' AND funding_id IS NULL) paid
       JOIN payments p ON p.id = paid.payment_id GROUP BY p.id HAVING SUM(paid.amount_minor) > p.amount_minor`,
  },
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
    // A till is counted against the cash alone. What lay there before it had an account of its own was moved by one entry.
    invariant: 1,
    code: 'OTHER_MONEY_IN_CASH',
    sql: `SELECT SUM(minor) AS cashMinor FROM (
        SELECT g.amount_minor AS minor FROM payments p CROSS JOIN ledger_transactions t ON t.subject_kind = 'payment' AND t.subject_id = p.id
          CROSS JOIN ledger_postings g ON g.transaction_id = t.id JOIN ledger_accounts a ON a.id = g.account_id AND a.kind = 'cash'
        WHERE p.method = 'other'
        UNION ALL
        SELECT g.amount_minor FROM ledger_transactions t CROSS JOIN ledger_postings g ON g.transaction_id = t.id
          JOIN ledger_accounts a ON a.id = g.account_id AND a.kind = 'cash'
        WHERE t.subject_kind = 'studio' AND t.subject_id = 1 AND t.kind = 'other_money_moved')
      HAVING SUM(minor) <> 0`,
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
