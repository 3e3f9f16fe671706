import type { Invariant } from './invariant.ts';

/** What must hold for invoices (domain.md 10, 1 and 3): each statement lists the rows for which it does not. */
export const INVOICE_INVARIANTS: readonly Invariant[] = [
  {
    // Numbers run from 1 without a gap, for each kind.
    invariant: 1,
    code: 'INVOICE_NUMBER_MISSING',
    sql: `SELECT n.kind, n.next, IFNULL(i.count, 0) AS count, IFNULL(i.last, 0) AS last
      FROM invoice_numbers n
      LEFT JOIN (SELECT kind, COUNT(serial) AS count, MAX(serial) AS last FROM invoices GROUP BY kind) i ON i.kind = n.kind
      WHERE n.next <> IFNULL(i.last, 0) + 1 OR IFNULL(i.count, 0) <> IFNULL(i.last, 0)`,
  },
  {
    // What is kept of an invoice is the sum of its lines; a voided one keeps what it had.
    invariant: 1,
    code: 'INVOICE_SUM_DIFFERS',
    sql: `SELECT i.id AS invoiceId, i.total_minor AS totalMinor, IFNULL(l.gross, 0) AS linesMinor, i.tax_minor AS taxMinor,
        IFNULL(l.tax, 0) AS linesTaxMinor
      FROM invoices i
      LEFT JOIN (SELECT invoice_id, SUM(gross_minor) AS gross, SUM(tax_minor) AS tax, SUM(credited_minor) AS credited,
          SUM(paid_minor) AS paid FROM invoice_lines WHERE state = 'live' GROUP BY invoice_id) l ON l.invoice_id = i.id
      WHERE i.state <> 'void' AND (i.total_minor, i.tax_minor, i.net_minor + i.tax_minor, i.credited_minor, i.paid_minor)
        <> (IFNULL(l.gross, 0), IFNULL(l.tax, 0), i.total_minor, IFNULL(l.credited, 0), IFNULL(l.paid, 0))`,
  },
  {
    invariant: 1,
    code: 'INVOICE_LINE_CREDITED_DIFFERS',
    sql: `SELECT l.id AS lineId, l.credited_minor AS creditedMinor, IFNULL(k.gross, 0) AS creditsMinor
      FROM invoice_lines l
      LEFT JOIN (SELECT credits_line_id AS id, SUM(gross_minor) AS gross FROM invoice_lines
        WHERE credits_line_id IS NOT NULL AND state = 'live' GROUP BY credits_line_id) k ON k.id = l.id
      WHERE l.credited_minor <> IFNULL(k.gross, 0)`,
  },
  {
    invariant: 3,
    code: 'INVOICE_LINE_PAID_DIFFERS',
    sql: `SELECT l.id AS lineId, l.paid_minor AS paidMinor, IFNULL(a.amount, 0) AS allocatedMinor,
        l.gross_minor - l.credited_minor AS owedMinor
      FROM invoice_lines l
      LEFT JOIN (SELECT line_id, SUM(amount_minor) AS amount FROM payment_allocations WHERE state = 'active' GROUP BY line_id) a
        ON a.line_id = l.id
      WHERE l.paid_minor <> IFNULL(a.amount, 0) OR l.paid_minor > l.gross_minor - l.credited_minor`,
  },
  {
    // The funding that carries an allocation pays exactly as much, from the same payment.
    invariant: 3,
    code: 'ALLOCATION_FUNDING_DIFFERS',
    sql: `SELECT a.id AS allocationId, a.amount_minor AS amountMinor, f.amount_minor AS fundingMinor, f.state
      FROM payment_allocations a JOIN fundings f ON f.id = a.funding_id
      WHERE (a.state = 'active') <> (f.state = 'active' AND f.kind = 'payment' AND f.payment_id = a.payment_id)
        OR (a.state = 'active' AND a.amount_minor <> f.amount_minor)`,
  },
  {
    // Nobody pays for somebody else, and nobody is billed what another one booked.
    invariant: 3,
    code: 'INVOICE_OF_ANOTHER',
    sql: `SELECT l.id AS lineId, i.client_id AS clientId, b.client_id AS bookedBy
      FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id JOIN bookings b ON b.id = l.booking_id
      WHERE l.state = 'live' AND b.client_id <> i.client_id`,
  },
  {
    invariant: 3,
    code: 'INVOICE_PAID_BY_ANOTHER',
    sql: `SELECT a.id AS allocationId, i.client_id AS clientId, p.client_id AS paidBy
      FROM payment_allocations a JOIN invoices i ON i.id = a.invoice_id JOIN payments p ON p.id = a.payment_id
      WHERE a.state = 'active' AND p.client_id <> i.client_id`,
  },
  {
    // Own lines are charged when they are issued, and what the desk or a voiding credits is charged back; nothing else is posted.
    invariant: 1,
    code: 'INVOICE_POSTED_DIFFERS',
    sql: `SELECT i.id AS invoiceId, i.kind, IFNULL(p.posted, 0) AS postedMinor, IFNULL(l.due, 0) AS dueMinor
      FROM invoices i
      LEFT JOIN (SELECT t.subject_id, SUM(p.amount_minor) AS posted
        FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id
        JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'client'
        WHERE t.subject_kind = 'invoice' GROUP BY t.subject_id) p ON p.subject_id = i.id
      LEFT JOIN (SELECT n.id, SUM(CASE WHEN n.kind = 'invoice' THEN l.gross_minor ELSE -l.gross_minor END) AS due
        FROM invoices n JOIN invoice_lines l ON l.invoice_id = n.id
        WHERE n.serial IS NOT NULL AND (n.cause IS 'desk' OR (l.kind = 'own' AND n.cause IS NOT 'session')) GROUP BY n.id) l ON l.id = i.id
      WHERE IFNULL(p.posted, 0) <> IFNULL(l.due, 0)`,
  },
  {
    invariant: 1,
    code: 'LINE_OF_VOID_INVOICE',
    sql: `SELECT l.id AS lineId, l.invoice_id AS invoiceId FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
      WHERE i.state = 'void' AND l.state = 'live'`,
  },
];
