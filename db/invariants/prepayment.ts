import type { Invariant } from './invariant.ts';

/**
 * What is kept per client and kind of movement adds up to the client's balance (1), and every booking names a policy that is there (4):
 * each statement lists where it is not so.
 */
export const PREPAYMENT_INVARIANTS: readonly Invariant[] = [
  {
    // The balances themselves are held against the postings by KEPT_BALANCE_DIFFERS.
    invariant: 1,
    code: 'KEPT_KINDS_DIFFER',
    sql: `SELECT b.account_id AS accountId, b.amount_minor AS keptMinor, IFNULL(k.sum, 0) AS kindsMinor
      FROM ledger_balances b
      JOIN ledger_accounts a ON a.id = b.account_id AND a.client_id IS NOT NULL
      LEFT JOIN (SELECT account_id, SUM(amount_minor) AS sum FROM ledger_client_kinds GROUP BY account_id) k
        ON k.account_id = b.account_id
      WHERE b.amount_minor <> IFNULL(k.sum, 0)`,
  },
  {
    invariant: 4,
    code: 'BOOKING_WITHOUT_ITS_POLICY',
    sql: `SELECT b.id AS bookingId, b.policy_id AS policyId FROM bookings b
      LEFT JOIN booking_policies p ON p.id = b.policy_id
      WHERE b.policy_id IS NOT NULL AND p.id IS NULL`,
  },
];
