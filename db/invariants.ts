import { REFUND_STATES, isHeld, isOwed } from '#domain/refund/life.ts';
import { AUTO_INVOICE_INVARIANTS } from './auto-invoice-invariants.ts';
import { CARD_INVARIANTS } from './card-invariants.ts';
import { COMPLETION_INVARIANTS } from './completion-invariants.ts';
import type { ReadDb } from './database.ts';
import { DELETION_INVARIANTS } from './deletion-invariants.ts';
import { INVOICE_INVARIANTS } from './invoice-invariants.ts';
import { WAGE_INVARIANTS } from './wage-invariants.ts';
import { LEDGER_INVARIANTS } from './ledger-invariants.ts';
import { PAYMENT_INVARIANTS } from './payment-invariants.ts';
import { PACKAGE_INVARIANTS } from './package-invariants.ts';
import { PREPAYMENT_INVARIANTS } from './prepayment-invariants.ts';

/** Something that must never be. `invariant` is its number in the glossary of rules (domain.md 10); data names the rows. */
export interface Violation {
  readonly invariant: 1 | 2 | 3 | 4 | 5 | 6;
  readonly code: string;
  readonly data: Readonly<Record<string, number | string | null>>;
}

/** At most so many of one kind are named: after the first, the rest only help to see how far it goes. */
export const MOST_PER_CODE = 100;

/** Every broken invariant but the seventh, the audit chain, which `audit.verify` walks. Empty when all hold. */
export function findViolations(db: ReadDb): Violation[] {
  return [
    ...ledgerViolations(db),
    ...violationsOf(db, LEDGER_INVARIANTS),
    ...violationsOf(db, PREPAYMENT_INVARIANTS),
    ...creditViolations(db),
    ...violationsOf(db, PACKAGE_INVARIANTS),
    ...refundViolations(db),
    ...settlementViolations(db),
    ...capacityViolations(db),
    ...outcomeViolations(db),
    ...violationsOf(db, COMPLETION_INVARIANTS),
    ...violationsOf(db, PAYMENT_INVARIANTS),
    ...violationsOf(db, CARD_INVARIANTS),
    ...violationsOf(db, DELETION_INVARIANTS),
    ...violationsOf(db, INVOICE_INVARIANTS),
    ...violationsOf(db, WAGE_INVARIANTS),
    ...violationsOf(db, AUTO_INVOICE_INVARIANTS),
  ];
}

/**
 * 1: the postings of each ledger transaction sum to zero, and the sum over all accounts is zero. The table and its two
 * indexes are summed apart, so that a flipped bit is found wherever it hit.
 */
function ledgerViolations(db: ReadDb): Violation[] {
  const unbalanced = find(
    db,
    1,
    'LEDGER_TRANSACTION_UNBALANCED',
    `SELECT transaction_id AS transactionId, SUM(amount_minor) AS sumMinor, COUNT(*) AS postings
     FROM ledger_postings GROUP BY transaction_id HAVING SUM(amount_minor) <> 0 OR COUNT(*) < 2`,
  );
  const empty = find(
    db,
    1,
    'LEDGER_TRANSACTION_EMPTY',
    `SELECT t.id AS transactionId FROM ledger_transactions t
     WHERE NOT EXISTS (SELECT 1 FROM ledger_postings p WHERE p.transaction_id = t.id)`,
  );
  const total = find(
    db,
    1,
    'LEDGER_SUM_NOT_ZERO',
    `SELECT rows.sum AS sumMinor FROM (SELECT TOTAL(amount_minor) AS sum FROM ledger_postings NOT INDEXED) rows
     WHERE rows.sum <> 0`,
  );
  const copies = find(
    db,
    1,
    'LEDGER_COPIES_DIFFER',
    `SELECT rows.amounts AS rowsMinor, byAccount.amounts AS byAccountMinor, byTransaction.amounts AS byTransactionMinor
     FROM
       (SELECT TOTAL(amount_minor) AS amounts, TOTAL(account_id) AS accounts, TOTAL(transaction_id) AS transactions,
          COUNT(*) AS n FROM ledger_postings NOT INDEXED) rows,
       (SELECT TOTAL(amount_minor) AS amounts, TOTAL(account_id) AS accounts, COUNT(*) AS n
          FROM ledger_postings INDEXED BY ledger_postings_by_account WHERE account_id IS NOT NULL) byAccount,
       (SELECT TOTAL(amount_minor) AS amounts, TOTAL(transaction_id) AS transactions, COUNT(*) AS n
          FROM ledger_postings INDEXED BY ledger_postings_by_transaction WHERE transaction_id IS NOT NULL) byTransaction
     WHERE (rows.amounts, rows.accounts, rows.n) <> (byAccount.amounts, byAccount.accounts, byAccount.n)
       OR (rows.amounts, rows.transactions, rows.n) <> (byTransaction.amounts, byTransaction.transactions, byTransaction.n)`,
  );
  return [...unbalanced, ...empty, ...total, ...copies];
}

/** 2: 0 ≤ remaining ≤ bought, bought = used + remaining + expired; what is used covers the bookings the lot pays for. */
function creditViolations(db: ReadDb): Violation[] {
  return [
    ...find(
      db,
      2,
      'LOT_OVERDRAWN',
      `SELECT id AS lotId, bought, used, expired FROM credit_lots
       WHERE used < 0 OR expired < 0 OR used + expired > bought`,
    ),
    ...find(
      db,
      2,
      'LOT_USED_TOO_LOW',
      `SELECT l.id AS lotId, l.used, COUNT(*) AS bookings
       FROM fundings f JOIN credit_lots l ON l.id = f.lot_id
       WHERE f.lot_id IS NOT NULL AND f.state = 'active' GROUP BY l.id HAVING COUNT(*) > l.used`,
    ),
  ];
}

/**
 * 3: a payment never gives back more than came in; its `refunded_minor` is what refunds hold of it and what was given back
 * before Callboard knew it; and the ledger owes under "refunds due" exactly what refunds say is owed.
 */
function refundViolations(db: ReadDb): Violation[] {
  return [
    ...find(
      db,
      3,
      'PAYMENT_REFUNDED_TOO_MUCH',
      `SELECT p.id AS paymentId, p.amount_minor AS amountMinor, p.refunded_minor AS refundedMinor,
         IFNULL(r.held, 0) AS refundsMinor
       FROM payments p LEFT JOIN (${HELD_BY_PAYMENT}) r ON r.payment_id = p.id
       WHERE p.refunded_minor > p.amount_minor OR r.held > p.amount_minor`,
    ),
    ...find(
      db,
      3,
      'PAYMENT_REFUNDED_DIFFERS',
      `SELECT p.id AS paymentId, p.refunded_minor AS refundedMinor, IFNULL(r.held, 0) AS refundsMinor,
         IFNULL(e.earlier, 0) AS earlierMinor
       FROM payments p
       LEFT JOIN (${HELD_BY_PAYMENT}) r ON r.payment_id = p.id
       LEFT JOIN (${EARLIER_BY_PAYMENT}) e ON e.payment_id = p.id
       WHERE p.refunded_minor <> IFNULL(r.held, 0) + IFNULL(e.earlier, 0)`,
    ),
    ...find(
      db,
      3,
      'PAYMENT_ALLOCATED_TOO_MUCH',
      `SELECT p.id AS paymentId, p.amount_minor AS amountMinor, SUM(paid.amount_minor) AS allocatedMinor
       FROM (SELECT payment_id, amount_minor FROM fundings WHERE payment_id IS NOT NULL AND state = 'active'
         UNION ALL SELECT payment_id, amount_minor FROM lot_payments
         UNION ALL SELECT payment_id, amount_minor FROM payment_allocations WHERE state = 'active' AND funding_id IS NULL) paid
       JOIN payments p ON p.id = paid.payment_id GROUP BY p.id HAVING SUM(paid.amount_minor) > p.amount_minor`,
    ),
    ...find(
      db,
      3,
      'REFUND_LEDGER_DIFFERS',
      `SELECT r.id AS refundId, r.state, CASE WHEN r.state IN (${OWED}) THEN r.amount_minor ELSE 0 END AS owedMinor,
         -IFNULL(d.due, 0) AS ledgerMinor
       FROM refunds r LEFT JOIN (${DUE_BY_REFUND}) d ON d.refund_id = r.id
       WHERE -IFNULL(d.due, 0) <> CASE WHEN r.state IN (${OWED}) THEN r.amount_minor ELSE 0 END`,
    ),
    ...find(
      db,
      3,
      'REFUNDS_DUE_DIFFERS',
      `SELECT owed.sum AS owedMinor, -ledger.sum AS ledgerMinor
       FROM (SELECT TOTAL(amount_minor) AS sum FROM refunds WHERE state IN (${OWED})) owed,
         (SELECT TOTAL(p.amount_minor) AS sum FROM ledger_accounts a JOIN ledger_postings p ON p.account_id = a.id
          WHERE a.kind = 'refunds_due') ledger
       WHERE owed.sum <> -ledger.sum`,
    ),
  ];
}

/**
 * 4: a canceled booking that was paid has exactly one settlement that is not failed, or one open task for a person. One that
 * was saved as canceled is settled by its completion: what it still holds is charged in full. A payment that was taken off the place
 * before pays nothing of it: its row stays with the amount 0.
 */
function settlementViolations(db: ReadDb): Violation[] {
  return [
    ...find(
      db,
      4,
      'CANCELED_BOOKING_STILL_FUNDED',
      `SELECT b.id AS bookingId, f.id AS fundingId FROM fundings f JOIN bookings b ON b.id = f.booking_id
       WHERE f.state = 'active' AND b.state = 'canceled' AND f.kind IN ('package', 'payment')
         AND NOT EXISTS (SELECT 1 FROM completions c WHERE c.booking_id = b.id AND c.state = 'active'
           AND (f.kind = 'package' OR c.charge_minor >= f.amount_minor))
         AND NOT EXISTS (SELECT 1 FROM cancellation_items k
           WHERE k.booking_id = b.id AND k.funding_id = f.id AND k.state IN (${SETTLING})
             AND (k.plan_note = 'kept' OR (k.plan_note = 'part_kept' AND k.kept_minor = f.amount_minor)))`,
    ),
    ...find(
      db,
      4,
      'KEPT_MONEY_NOT_CHARGED',
      `SELECT k.booking_id AS bookingId, SUM(k.kept) AS keptMinor, IFNULL((SELECT SUM(p.amount_minor)
           FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id JOIN ledger_accounts a ON a.id = p.account_id
           WHERE t.subject_kind = 'booking' AND t.subject_id = k.booking_id AND a.kind = 'client'), 0) AS chargedMinor
       FROM (SELECT booking_id, amount_minor AS kept FROM cancellation_items WHERE plan_note = 'kept' AND state IN (${SETTLING})
         UNION ALL
         SELECT booking_id, kept_minor FROM cancellation_items WHERE plan_note = 'part_kept' AND state IN (${SETTLING})) k
       GROUP BY k.booking_id HAVING keptMinor <> chargedMinor`,
    ),
    ...find(
      db,
      4,
      'CANCELED_BOOKING_SETTLEMENTS',
      `SELECT b.id AS bookingId, f.id AS fundingId, COUNT(i.id) AS settlements
       FROM fundings f
       JOIN bookings b ON b.id = f.booking_id
       LEFT JOIN cancellation_items i ON i.booking_id = b.id AND i.funding_id = f.id AND i.state IN (${SETTLING})
       WHERE f.state = 'released' AND b.state = 'canceled' AND (f.kind = 'package' OR f.kind = 'payment' AND f.amount_minor > 0)
       GROUP BY f.id HAVING COUNT(i.id) <> 1 AND NOT (COUNT(i.id) = 0
         AND EXISTS (SELECT 1 FROM completions c WHERE c.booking_id = b.id AND c.state = 'active'))`,
    ),
    ...find(
      db,
      4,
      'CREDIT_NOT_RETURNED_ONCE',
      `SELECT i.id AS itemId, i.booking_id AS bookingId, i.lot_id AS lotId,
         IFNULL(e.used, 0) AS used, IFNULL(e.returned, 0) AS returned
       FROM cancellation_items i
       LEFT JOIN (SELECT lot_id, booking_id, SUM(kind = 'used') AS used, SUM(kind = 'returned') AS returned
         FROM credit_events WHERE kind IN ('used', 'returned') GROUP BY lot_id, booking_id) e
         ON e.lot_id = i.lot_id AND e.booking_id = i.booking_id
       WHERE i.action = 'return_credit' AND i.state IN (${SETTLING})
         AND (IFNULL(e.returned, 0) = 0 OR e.returned > MAX(e.used, 1))`,
    ),
    ...find(
      db,
      4,
      'REFUND_MISSING_OR_FAILED',
      `SELECT i.id AS itemId, i.booking_id AS bookingId, r.id AS refundId, r.state
       FROM cancellation_items i
       LEFT JOIN refunds r ON r.id = i.refund_id
       WHERE i.action IN ('refund_card', 'cash_due') AND i.state IN (${SETTLING})
         AND (r.id IS NULL OR r.state IN ('failed', 'failed_late', 'requires_action', 'withdrawn'))
         AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.refund_id = r.id AND t.state = 'open')`,
    ),
    ...find(
      db,
      4,
      'REFUND_WITHOUT_ITEM',
      `SELECT r.id AS refundId, r.booking_id AS bookingId, COUNT(i.id) AS items
       FROM refunds r LEFT JOIN cancellation_items i ON i.refund_id = r.id AND i.state IN (${SETTLING})
       WHERE r.job_id IS NOT NULL AND r.state NOT IN ('failed', 'failed_late', 'withdrawn', 'written_off')
       GROUP BY r.id HAVING COUNT(i.id) <> 1`,
    ),
    ...find(
      db,
      4,
      'BOOKED_IN_CANCELED_SESSION',
      `SELECT b.id AS bookingId, s.id AS sessionId FROM sessions s JOIN bookings b ON b.session_id = s.id
       WHERE s.state = 'canceled' AND b.state = 'booked'`,
    ),
  ];
}

/** 5: no session holds more bookings than its capacity, unless each one too many carries the reason it was let in. */
function capacityViolations(db: ReadDb): Violation[] {
  return find(
    db,
    5,
    'SESSION_OVERBOOKED',
    `SELECT s.id AS sessionId, s.capacity, taken.booked
     FROM (SELECT session_id, COUNT(*) AS booked FROM bookings INDEXED BY bookings_by_session
       WHERE state = 'booked' GROUP BY session_id) taken
     JOIN sessions s ON s.id = taken.session_id AND taken.booked > s.capacity
     WHERE taken.booked - s.capacity > (SELECT COUNT(*) FROM bookings b
       WHERE b.session_id = s.id AND b.state = 'booked' AND b.overbook_reason <> '')`,
  );
}

/** Those of saved sessions (1 and 2) and of deleted ones (2, 4 and 6), which are kept beside their reasons. */
function violationsOf(
  db: ReadDb,
  invariants: readonly (Pick<Violation, 'invariant' | 'code'> & { readonly sql: string })[],
): Violation[] {
  return invariants.flatMap(({ invariant, code, sql }) => find(db, invariant, code, sql));
}

/** 6: every request-list row of a job has exactly one outcome: rows are numbered without gaps and none waits in a finished job. */
function outcomeViolations(db: ReadDb): Violation[] {
  return [
    ...find(
      db,
      6,
      'ITEMS_MISSING',
      `SELECT j.id AS jobId, j.items_total AS wanted, COUNT(i.id) AS found
       FROM jobs j LEFT JOIN cancellation_items i ON i.job_id = j.id
       WHERE j.kind <> 'auto_invoice' GROUP BY j.id
       HAVING COUNT(i.id) <> j.items_total OR (COUNT(i.id) > 0 AND (MIN(i.seq) <> 1 OR MAX(i.seq) <> COUNT(i.id)))`,
    ),
    ...find(
      db,
      6,
      'SESSIONS_MISSING',
      `SELECT j.id AS jobId, j.sessions_total AS wanted, COUNT(s.session_id) AS found
       FROM jobs j LEFT JOIN cancellation_sessions s ON s.job_id = j.id
       WHERE j.kind <> 'auto_invoice' GROUP BY j.id HAVING COUNT(s.session_id) <> j.sessions_total`,
    ),
    ...find(
      db,
      6,
      'SESSION_WITHOUT_ITEM',
      `SELECT s.job_id AS jobId, s.session_id AS sessionId FROM cancellation_sessions s
       WHERE NOT EXISTS (SELECT 1 FROM cancellation_items i WHERE i.session_id = s.session_id AND i.job_id = s.job_id)`,
    ),
    ...find(
      db,
      6,
      'ITEM_WITHOUT_OUTCOME',
      `SELECT i.id AS itemId, i.job_id AS jobId FROM cancellation_items i JOIN jobs j ON j.id = i.job_id
       WHERE i.state = 'planned' AND j.state IN ('stopped', 'done', 'undone')`,
    ),
  ];
}

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const OWED = quoted(REFUND_STATES.filter(isOwed));

/** A row that was carried out; one that was `kept` out had nothing to settle. */
const SETTLING = quoted(['done']);

const HELD_BY_PAYMENT = `SELECT payment_id, SUM(amount_minor) AS held FROM refunds
  WHERE state IN (${quoted(REFUND_STATES.filter((state) => isHeld(state, null)))})
    AND NOT (state = 'settled' AND settled_as IS 'account_credit') GROUP BY payment_id`;

/** Refunds from before Callboard knew the payment are ledger transactions without a refund row. */
const EARLIER_BY_PAYMENT = `SELECT t.subject_id AS payment_id, SUM(p.amount_minor) AS earlier
  FROM ledger_transactions t
  JOIN ledger_postings p ON p.transaction_id = t.id
  JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'client'
  WHERE t.kind = 'earlier_refund' AND t.subject_kind = 'payment' GROUP BY t.subject_id`;

const DUE_BY_REFUND = `SELECT t.subject_id AS refund_id, SUM(p.amount_minor) AS due
  FROM ledger_accounts a
  JOIN ledger_postings p ON p.account_id = a.id
  JOIN ledger_transactions t ON t.id = p.transaction_id AND t.subject_kind = 'refund'
  WHERE a.kind = 'refunds_due' GROUP BY t.subject_id`;

function find(db: ReadDb, invariant: Violation['invariant'], code: string, sql: string): Violation[] {
  return db
    .all<Violation['data']>(`SELECT * FROM (${sql}) LIMIT ${MOST_PER_CODE}`)
    .map((data) => ({ invariant, code, data }));
}
