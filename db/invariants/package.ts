import type { Invariant } from './invariant.ts';

/** What must hold for packages (domain.md 5, 10.1 and 10.2): each statement lists the rows for which it does not. */
export const PACKAGE_INVARIANTS: readonly Invariant[] = [
  {
    // 0 ≤ remaining ≤ bought, bought = used + remaining + expired.
    invariant: 2,
    code: 'LOT_OVERDRAWN',
    sql: `SELECT id AS lotId, bought, used, expired FROM credit_lots
       WHERE used < 0 OR expired < 0 OR used + expired > bought`,
  },
  {
    // What is used covers the bookings the lot pays for.
    invariant: 2,
    code: 'LOT_USED_TOO_LOW',
    sql: `SELECT l.id AS lotId, l.used, COUNT(*) AS bookings
       FROM fundings f JOIN credit_lots l ON l.id = f.lot_id
       WHERE f.lot_id IS NOT NULL AND f.state = 'active' GROUP BY l.id HAVING COUNT(*) > l.used`,
  },
  {
    // Imported credits have no beginning in their history: what they were bought for is known to the old system alone.
    invariant: 2,
    code: 'LOT_HISTORY_DIFFERS',
    sql: `SELECT l.id AS lotId, l.bought, e.came AS cameByHistory, l.used, e.used AS usedByHistory, l.expired, e.expired AS expiredByHistory
      FROM credit_lots l
      JOIN (SELECT lot_id, SUM(kind IN ('sold', 'moved_in')) AS begun,
          SUM(CASE WHEN kind IN ('sold', 'moved_in', 'moved_out', 'revoked') THEN credits ELSE 0 END) AS came,
          -SUM(CASE WHEN kind IN ('used', 'returned') THEN credits ELSE 0 END) AS used,
          -SUM(CASE WHEN kind IN ('expired', 'extended') THEN credits ELSE 0 END) AS expired
        FROM credit_events GROUP BY lot_id) e ON e.lot_id = l.id AND e.begun > 0
      WHERE l.bought <> e.came OR l.used <> e.used OR l.expired <> e.expired`,
  },
  {
    invariant: 2,
    code: 'LOT_EXPIRED_WORTH_TOO_MUCH',
    sql: `SELECT id AS lotId, expired, expired_minor AS expiredMinor, price_minor AS priceMinor FROM credit_lots
      WHERE expired_minor > price_minor OR (expired = 0 AND expired_minor <> 0)`,
  },
  {
    // What was sold and is neither given nor expired is what the studio still owes in sessions.
    invariant: 1,
    code: 'DEFERRED_DIFFERS',
    sql: `SELECT lots.sum AS lotsMinor, earned.sum AS earnedMinor, ledger.sum AS ledgerMinor
      FROM (SELECT TOTAL(price_minor - expired_minor) AS sum FROM credit_lots) lots,
        (SELECT TOTAL(charge_minor) + (SELECT TOTAL(amount_minor) FROM kept_credits WHERE state = 'active') AS sum
          FROM completions WHERE lot_id IS NOT NULL AND state = 'active') earned,
        (SELECT -TOTAL(b.amount_minor) AS sum FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
          WHERE a.kind = 'deferred') ledger
      WHERE lots.sum - earned.sum <> ledger.sum`,
  },
  {
    invariant: 1,
    code: 'FORFEITED_DIFFERS',
    sql: `SELECT lots.sum AS lotsMinor, ledger.sum AS ledgerMinor
      FROM (SELECT TOTAL(expired_minor) AS sum FROM credit_lots) lots,
        (SELECT -TOTAL(b.amount_minor) AS sum FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
          WHERE a.kind = 'forfeited') ledger
      WHERE lots.sum <> ledger.sum`,
  },
  {
    // A credit is earned by the lot that pays for its booking.
    invariant: 2,
    code: 'CREDIT_EARNED_OF_ANOTHER_LOT',
    sql: `SELECT c.id AS completionId, c.lot_id AS lotId FROM completions c
      WHERE c.lot_id IS NOT NULL AND c.state = 'active' AND NOT EXISTS (SELECT 1 FROM fundings f
        WHERE f.booking_id = c.booking_id AND f.lot_id = c.lot_id AND f.state = 'active')`,
  },
  {
    invariant: 1,
    code: 'RESCHEDULE_FEE_DIFFERS',
    sql: `SELECT r.id AS feeId, r.state, r.amount_minor AS amountMinor, IFNULL(p.posted, 0) AS postedMinor
      FROM reschedule_fees r LEFT JOIN (SELECT t.subject_id, -SUM(p.amount_minor) AS posted
        FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id
        JOIN ledger_transactions t ON t.id = p.transaction_id AND t.subject_kind = 'reschedule_fee'
        WHERE a.kind = 'fees' GROUP BY t.subject_id) p ON p.subject_id = r.id
      WHERE IFNULL(p.posted, 0) <> CASE r.state WHEN 'active' THEN r.amount_minor ELSE 0 END`,
  },
  {
    // The last day of a lot has moved by the days really held: for an open hold not yet, for one that was taken back not at all.
    invariant: 2,
    code: 'LOT_HOLD_DIFFERS',
    sql: `SELECT h.id AS holdId, h.lot_id AS lotId, h.state, IFNULL(c.days, 0) AS movedDays
      FROM lot_holds h JOIN credit_lots l ON l.id = h.lot_id
      LEFT JOIN (SELECT hold_id, SUM(days) AS days, MAX(id) AS last FROM lot_hold_changes GROUP BY hold_id) c ON c.hold_id = h.id
      LEFT JOIN lot_hold_changes e ON e.id = c.last
      WHERE e.held_to IS NOT h.held_to OR IFNULL(c.days, 0) <> CASE WHEN l.expires_on IS NULL OR h.state = 'withdrawn' OR h.held_to IS NULL THEN 0
        ELSE julianday(h.held_to) - julianday(h.held_from) + 1 END`,
  },
  {
    invariant: 2,
    code: 'LOT_HELD_TWICE',
    sql: `SELECT h.lot_id AS lotId, h.id AS holdId, o.id AS otherId FROM lot_holds h
      JOIN lot_holds o ON o.lot_id = h.lot_id AND o.id > h.id AND o.state = 'held'
      WHERE h.state = 'held' AND (h.held_to IS NULL OR h.held_to >= o.held_from) AND (o.held_to IS NULL OR o.held_to >= h.held_from)`,
  },
];
