import type { Invariant } from './invariant.ts';

/**
 * What must hold for wages and for what is put right on balances (domain.md 10, 1): each statement lists the rows for which it does not.
 * Wage lines themselves are with the completions that made them.
 */
export const WAGE_INVARIANTS: readonly Invariant[] = [
  {
    // Lines + adjustments − payouts = owed.
    invariant: 1,
    code: 'WAGES_OWED_DIFFER',
    sql: `SELECT rows.sum AS rowsMinor, -ledger.sum AS ledgerMinor FROM
        (SELECT (SELECT TOTAL(amount_minor) FROM wage_lines WHERE state = 'active')
          + (SELECT TOTAL(amount_minor) FROM wage_adjustments)
          - (SELECT TOTAL(amount_minor) FROM wage_payouts WHERE state = 'paid') AS sum) rows,
        (SELECT TOTAL(p.amount_minor) AS sum FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id
          WHERE a.kind = 'wages_owed') ledger
      WHERE rows.sum <> -ledger.sum`,
  },
  {
    invariant: 1,
    code: 'WAGE_ADJUSTMENT_DIFFERS',
    sql: `SELECT w.id AS adjustmentId, w.amount_minor AS amountMinor, IFNULL(p.posted, 0) AS postedMinor
      FROM wage_adjustments w LEFT JOIN (${postedBySubject('wages_owed', 'wage_adjustment')}) p ON p.subject_id = w.id
      WHERE IFNULL(p.posted, 0) <> w.amount_minor`,
  },
  {
    // A payout is on the ledger once, and one that was undone is not.
    invariant: 1,
    code: 'WAGE_PAYOUT_DIFFERS',
    sql: `SELECT w.id AS payoutId, w.state, w.amount_minor AS amountMinor, IFNULL(p.posted, 0) AS postedMinor
      FROM wage_payouts w LEFT JOIN (${postedBySubject('wages_owed', 'wage_payout')}) p ON p.subject_id = w.id
      WHERE IFNULL(p.posted, 0) <> CASE w.state WHEN 'paid' THEN -w.amount_minor ELSE 0 END`,
  },
  {
    invariant: 1,
    code: 'WAGE_PAYOUT_ITEMS_DIFFER',
    sql: `SELECT w.id AS payoutId, w.amount_minor AS amountMinor, IFNULL(i.sum, 0) AS itemsMinor
      FROM wage_payouts w LEFT JOIN (SELECT payout_id, SUM(amount_minor) AS sum FROM wage_payout_items GROUP BY payout_id) i
        ON i.payout_id = w.id
      WHERE IFNULL(i.sum, 0) <> w.amount_minor`,
  },
  {
    // What says that a payout paid it is what that payout lists, and the other way round.
    invariant: 1,
    code: 'WAGE_PAID_NOT_ONCE',
    sql: `SELECT * FROM (
        SELECT 'line' AS kind, id AS refId, payout_id AS payoutId, amount_minor AS amountMinor FROM wage_lines WHERE payout_id IS NOT NULL
        UNION ALL SELECT 'taken_back', id, recovered_payout_id, -amount_minor FROM wage_lines WHERE recovered_payout_id IS NOT NULL
        UNION ALL SELECT 'adjustment', id, payout_id, amount_minor FROM wage_adjustments WHERE payout_id IS NOT NULL
        EXCEPT SELECT i.kind, i.ref_id, i.payout_id, i.amount_minor FROM wage_payout_items i
          JOIN wage_payouts w ON w.id = i.payout_id AND w.state = 'paid')
      UNION ALL SELECT * FROM (
        SELECT i.kind, i.ref_id, i.payout_id, i.amount_minor FROM wage_payout_items i
          JOIN wage_payouts w ON w.id = i.payout_id AND w.state = 'paid'
        EXCEPT SELECT * FROM (
          SELECT 'line', id, payout_id, amount_minor FROM wage_lines WHERE payout_id IS NOT NULL
          UNION ALL SELECT 'taken_back', id, recovered_payout_id, -amount_minor FROM wage_lines WHERE recovered_payout_id IS NOT NULL
          UNION ALL SELECT 'adjustment', id, payout_id, amount_minor FROM wage_adjustments WHERE payout_id IS NOT NULL))`,
  },
  {
    // Nothing is taken off that was not paid and taken back.
    invariant: 1,
    code: 'WAGE_RECOVERED_WITHOUT_CAUSE',
    sql: `SELECT id AS wageLineId, recovered_payout_id AS payoutId FROM wage_lines
      WHERE recovered_payout_id IS NOT NULL AND (state = 'active' OR payout_id IS NULL)`,
  },
  {
    invariant: 1,
    code: 'CORRECTION_DIFFERS',
    sql: `SELECT k.id AS correctionId, k.amount_minor AS amountMinor, IFNULL(p.posted, 0) AS postedMinor
      FROM balance_corrections k LEFT JOIN (${postedBySubject('client', 'correction')}) p ON p.subject_id = k.id
      WHERE IFNULL(p.posted, 0) <> k.amount_minor`,
  },
  {
    // A transfer takes from one client exactly what it gives to the other.
    invariant: 1,
    code: 'TRANSFER_DIFFERS',
    sql: `SELECT f.id AS transferId, f.amount_minor AS amountMinor, IFNULL(p.given, 0) AS givenMinor, IFNULL(p.taken, 0) AS takenMinor
      FROM balance_transfers f LEFT JOIN (
        SELECT t.subject_id, SUM(MAX(-p.amount_minor, 0)) AS given, SUM(MAX(p.amount_minor, 0)) AS taken, COUNT(*) AS postings
        FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id
        JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'client'
        WHERE t.subject_kind = 'transfer' GROUP BY t.subject_id) p ON p.subject_id = f.id
      WHERE IFNULL(p.given, 0) <> f.amount_minor OR IFNULL(p.taken, 0) <> f.amount_minor OR p.postings <> 2`,
  },
  {
    // One level deep: nobody who is paid for pays for others.
    invariant: 1,
    code: 'FAMILY_TOO_DEEP',
    sql: `SELECT c.id AS clientId, c.payer_id AS payerId, p.payer_id AS payerOfPayerId FROM clients c
      JOIN clients p ON p.id = c.payer_id WHERE p.payer_id IS NOT NULL OR p.merged_into IS NOT NULL`,
  },
];

/** What lies on accounts of this kind for each subject: credits as positive amounts. */
function postedBySubject(account: string, subject: string): string {
  return `SELECT t.subject_id, -SUM(p.amount_minor) AS posted
    FROM ledger_transactions t
    JOIN ledger_postings p ON p.transaction_id = t.id
    JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = '${account}'
    WHERE t.subject_kind = '${subject}' GROUP BY t.subject_id`;
}
