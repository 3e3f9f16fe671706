import { REFUND_STATES, isOwed } from '#domain/refund/life.ts';
import { type Invariant, quoted } from './invariant.ts';

const OWED = quoted(REFUND_STATES.filter(isOwed));

const DUE_BY_REFUND = `SELECT t.subject_id AS refund_id, SUM(p.amount_minor) AS due
  FROM ledger_accounts a
  JOIN ledger_postings p ON p.account_id = a.id
  JOIN ledger_transactions t ON t.id = p.transaction_id AND t.subject_kind = 'refund'
  WHERE a.kind = 'refunds_due' GROUP BY t.subject_id`;

/** The ledger owes under "refunds due" exactly what refunds say is owed (domain.md 10, 3). */
export const REFUND_INVARIANTS: readonly Invariant[] = [
  {
    invariant: 3,
    code: 'REFUND_LEDGER_DIFFERS',
    sql: `SELECT r.id AS refundId, r.state, CASE WHEN r.state IN (${OWED}) THEN r.amount_minor ELSE 0 END AS owedMinor,
         -IFNULL(d.due, 0) AS ledgerMinor
       FROM refunds r LEFT JOIN (${DUE_BY_REFUND}) d ON d.refund_id = r.id
       WHERE -IFNULL(d.due, 0) <> CASE WHEN r.state IN (${OWED}) THEN r.amount_minor ELSE 0 END`,
  },
  {
    invariant: 3,
    code: 'REFUNDS_DUE_DIFFERS',
    sql: `SELECT owed.sum AS owedMinor, -ledger.sum AS ledgerMinor
       FROM (SELECT TOTAL(amount_minor) AS sum FROM refunds WHERE state IN (${OWED})) owed,
         (SELECT TOTAL(p.amount_minor) AS sum FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id
          WHERE a.kind = 'refunds_due') ledger
       WHERE owed.sum <> -ledger.sum`,
  },
];
