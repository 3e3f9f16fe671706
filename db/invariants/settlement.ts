import type { Invariant } from './invariant.ts';

/**
 * A canceled booking that was paid has exactly one settlement that is not failed, or one open task for a person (domain.md 10, 4). One
 * that was saved as canceled is settled by its completion: what it still holds is charged in full. A payment that was taken off the
 * place before pays nothing of it: its row stays with the amount 0. Only rows that were carried
 * out count; one that was `kept` out had nothing to settle.
 */
export const SETTLEMENT_INVARIANTS: readonly Invariant[] = [
  {
    invariant: 4,
    code: 'CANCELED_BOOKING_STILL_FUNDED',
    sql: `SELECT b.id AS bookingId, f.id AS fundingId FROM fundings f JOIN bookings b ON b.id = f.booking_id
       WHERE f.state = 'active' AND b.state = 'canceled' AND f.kind IN ('package', 'payment')
         AND NOT EXISTS (SELECT 1 FROM completions c WHERE c.booking_id = b.id AND c.state = 'active'
           AND (f.kind = 'package' OR c.charge_minor >= f.amount_minor))
         AND NOT EXISTS (SELECT 1 FROM cancellation_items k
           WHERE k.booking_id = b.id AND k.funding_id = f.id AND k.state = 'done'
             AND (k.plan_note = 'kept' OR (k.plan_note = 'part_kept' AND k.kept_minor = f.amount_minor)))`,
  },
  {
    invariant: 4,
    code: 'KEPT_MONEY_NOT_CHARGED',
    sql: `SELECT k.booking_id AS bookingId, SUM(k.kept) AS keptMinor, IFNULL((SELECT SUM(p.amount_minor)
           FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id JOIN ledger_accounts a ON a.id = p.account_id
           WHERE t.subject_kind = 'booking' AND t.subject_id = k.booking_id AND a.kind = 'client'), 0) AS chargedMinor
       FROM (SELECT booking_id, amount_minor AS kept FROM cancellation_items WHERE plan_note = 'kept' AND state = 'done'
         UNION ALL
         SELECT booking_id, kept_minor FROM cancellation_items WHERE plan_note = 'part_kept' AND state = 'done') k
       GROUP BY k.booking_id HAVING keptMinor <> chargedMinor`,
  },
  {
    invariant: 4,
    code: 'CANCELED_BOOKING_SETTLEMENTS',
    sql: `SELECT b.id AS bookingId, f.id AS fundingId, COUNT(i.id) AS settlements
       FROM fundings f
       JOIN bookings b ON b.id = f.booking_id
       LEFT JOIN cancellation_items i ON i.booking_id = b.id AND i.funding_id = f.id AND i.state = 'done'
       WHERE f.state = 'released' AND b.state = 'canceled' AND (f.kind = 'package' OR f.kind = 'payment' AND f.amount_minor > 0)
       GROUP BY f.id HAVING COUNT(i.id) <> 1 AND NOT (COUNT(i.id) = 0
         AND EXISTS (SELECT 1 FROM completions c WHERE c.booking_id = b.id AND c.state = 'active'))`,
  },
  {
    invariant: 4,
    code: 'CREDIT_NOT_RETURNED_ONCE',
    sql: `SELECT i.id AS itemId, i.booking_id AS bookingId, i.lot_id AS lotId,
         IFNULL(e.used, 0) AS used, IFNULL(e.returned, 0) AS returned
       FROM cancellation_items i
       LEFT JOIN (SELECT lot_id, booking_id, SUM(kind = 'used') AS used, SUM(kind = 'returned') AS returned
         FROM credit_events WHERE kind IN ('used', 'returned') GROUP BY lot_id, booking_id) e
         ON e.lot_id = i.lot_id AND e.booking_id = i.booking_id
       WHERE i.action = 'return_credit' AND i.state = 'done'
         AND (IFNULL(e.returned, 0) = 0 OR e.returned > MAX(e.used, 1))`,
  },
  {
    invariant: 4,
    code: 'REFUND_MISSING_OR_FAILED',
    sql: `SELECT i.id AS itemId, i.booking_id AS bookingId, r.id AS refundId, r.state
       FROM cancellation_items i
       LEFT JOIN refunds r ON r.id = i.refund_id
       WHERE i.action IN ('refund_card', 'cash_due') AND i.state = 'done'
         AND (r.id IS NULL OR r.state IN ('failed', 'failed_late', 'requires_action', 'withdrawn'))
         AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.refund_id = r.id AND t.state = 'open')`,
  },
  {
    invariant: 4,
    code: 'REFUND_WITHOUT_ITEM',
    sql: `SELECT r.id AS refundId, r.booking_id AS bookingId, COUNT(i.id) AS items
       FROM refunds r LEFT JOIN cancellation_items i ON i.refund_id = r.id AND i.state = 'done'
       WHERE r.job_id IS NOT NULL AND r.state NOT IN ('failed', 'failed_late', 'withdrawn', 'written_off')
       GROUP BY r.id HAVING COUNT(i.id) <> 1`,
  },
  {
    invariant: 4,
    code: 'BOOKED_IN_CANCELED_SESSION',
    sql: `SELECT b.id AS bookingId, s.id AS sessionId FROM sessions s JOIN bookings b ON b.session_id = s.id
       WHERE s.state = 'canceled' AND b.state = 'booked'`,
  },
];
