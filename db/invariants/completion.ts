import type { Invariant } from './invariant.ts';

/** What must hold for saved sessions (domain.md 10, 1 and 2): each statement lists the rows for which it does not. */
export const COMPLETION_INVARIANTS: readonly Invariant[] = [
  {
    // Each active completion's charge without its tax is revenue exactly once; one that was taken back is none.
    invariant: 1,
    code: 'COMPLETION_CHARGE_DIFFERS',
    sql: `SELECT c.id AS completionId, c.state, c.charge_minor - c.tax_minor AS chargeMinor, IFNULL(p.posted, 0) AS postedMinor
      FROM completions c LEFT JOIN (${postedBySubject('revenue', 'completion')}) p ON p.subject_id = c.id
      WHERE IFNULL(p.posted, 0) <> CASE c.state WHEN 'active' THEN c.charge_minor - c.tax_minor ELSE 0 END`,
  },
  {
    // The tax of it is owed to the state exactly once.
    invariant: 1,
    code: 'COMPLETION_TAX_DIFFERS',
    sql: `SELECT c.id AS completionId, c.state, c.tax_minor AS taxMinor, IFNULL(p.posted, 0) AS postedMinor
      FROM completions c LEFT JOIN (${postedBySubject('tax', 'completion')}) p ON p.subject_id = c.id
      WHERE IFNULL(p.posted, 0) <> CASE c.state WHEN 'active' THEN c.tax_minor ELSE 0 END`,
  },
  {
    // A client who was merged into another keeps the charges of before; the bookings are the other's now.
    invariant: 1,
    code: 'COMPLETION_CHARGED_TO_ANOTHER',
    sql: `SELECT c.id AS completionId, a.client_id AS chargedClientId, b.client_id AS bookedClientId
      FROM ledger_accounts a
      JOIN ledger_postings p ON p.account_id = a.id
      JOIN ledger_transactions t ON t.id = p.transaction_id AND t.subject_kind = 'completion'
      JOIN completions c ON c.id = t.subject_id AND c.state = 'active'
      LEFT JOIN bookings b ON b.id = c.booking_id
      JOIN clients k ON k.id = a.client_id AND k.merged_into IS NULL
      WHERE a.kind = 'client' AND a.client_id IS NOT b.client_id`,
  },
  {
    // Each active wage line is owed exactly once.
    invariant: 1,
    code: 'WAGE_LINE_DIFFERS',
    sql: `SELECT w.id AS wageLineId, w.state, w.amount_minor AS amountMinor, IFNULL(p.posted, 0) AS postedMinor
      FROM wage_lines w LEFT JOIN (${postedBySubject('wages_owed', 'wage_line')}) p ON p.subject_id = w.id
      WHERE IFNULL(p.posted, 0) <> CASE w.state WHEN 'active' THEN w.amount_minor ELSE 0 END`,
  },
  {
    invariant: 1,
    code: 'POSTED_WITHOUT_COMPLETION',
    sql: `SELECT t.id AS transactionId, t.subject_kind AS subjectKind, t.subject_id AS subjectId FROM ledger_transactions t
      WHERE t.subject_kind IN ('completion', 'wage_line')
        AND NOT EXISTS (SELECT 1 FROM completions c WHERE t.subject_kind = 'completion' AND c.id = t.subject_id)
        AND NOT EXISTS (SELECT 1 FROM wage_lines w WHERE t.subject_kind = 'wage_line' AND w.id = t.subject_id)`,
  },
  {
    invariant: 1,
    code: 'COMPLETION_OF_OPEN_SESSION',
    sql: `SELECT c.id AS completionId, c.session_id AS sessionId, s.state FROM completions c JOIN sessions s ON s.id = c.session_id
      WHERE c.state = 'active' AND s.state NOT IN ('completed', 'missed', 'canceled')`,
  },
  {
    // A type that charges nothing gives the credit back.
    invariant: 2,
    code: 'CREDIT_KEPT_FOR_NOTHING',
    sql: `SELECT c.id AS completionId, f.lot_id AS lotId
      FROM completions c
      JOIN completion_types t ON t.id = c.type_id AND t.built_in IS NOT 'override'
      JOIN fundings f ON f.booking_id = c.booking_id AND f.kind = 'package' AND f.state = 'active'
      WHERE c.state = 'active' AND c.client_modifier = 0`,
  },
  {
    invariant: 2,
    code: 'CREDIT_EARNED_AND_RETURNED',
    sql: `SELECT c.id AS completionId, c.booking_id AS bookingId
      FROM ledger_transactions t
      JOIN completions c ON c.id = t.subject_id AND c.state = 'active'
      WHERE t.subject_kind = 'completion' AND t.kind = 'credit_used'
        AND NOT EXISTS (SELECT 1 FROM fundings f
          WHERE f.booking_id = c.booking_id AND f.kind = 'package' AND f.state = 'active')`,
  },
];

/** What lies on the studio's account of this kind for each subject: credits as positive amounts. */
function postedBySubject(
  account: 'revenue' | 'tax' | 'wages_owed',
  subject: 'completion' | 'wage_line',
): string {
  return `SELECT t.subject_id, -SUM(p.amount_minor) AS posted
    FROM ledger_accounts a
    JOIN ledger_postings p ON p.account_id = a.id
    JOIN ledger_transactions t ON t.id = p.transaction_id AND t.subject_kind = '${subject}'
    WHERE a.kind = '${account}' GROUP BY t.subject_id`;
}
