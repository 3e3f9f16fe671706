import type { ReadDb, SqlValue } from '#db/database.ts';
import type { LedgerAccountKind } from '#db/schema/ledger.ts';
import type { ClientId, PaymentId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import type { ReportRowKind } from './report-source.ts';

/** One of the rows that a figure is made of, with what it leads to. Names are empty where there is none. */
export interface ReportRow {
  readonly id: number;
  readonly day: LocalDate;
  /** What happened: the kind of a ledger transaction, or the state of a session, booking or refund. */
  readonly kind: string;
  /** The account of a posting; null for anything else. */
  readonly account: LedgerAccountKind | null;
  readonly transactionId: number | null;
  readonly clientId: ClientId | null;
  readonly client: string;
  readonly sessionId: SessionId | null;
  readonly session: string;
  readonly sessionDate: LocalDate | null;
  readonly sessionTime: LocalTime | null;
  readonly paymentId: PaymentId | null;
  /** The invoice or credit note that was issued. */
  readonly invoiceId: number | null;
  readonly value: number;
}

/** A statement that yields `id`, `day` and `value` in the order of the list, without its LIMIT. */
export interface RowPage {
  readonly sql: string;
  readonly params: Record<string, SqlValue>;
}

/** A page of rows with their names, which are looked up for the page only. */
export function listReportRows(
  db: ReadDb,
  kind: ReportRowKind,
  page: RowPage,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): ReportRow[] {
  return db.all<ReportRow>(
    `WITH page AS MATERIALIZED (${page.sql} LIMIT @limit OFFSET @offset) ${DETAIL[kind]} ORDER BY page.day, page.id`,
    { ...page.params, limit, offset },
  );
}

/** All of them, one after another. */
export function iterateReportRows(
  db: ReadDb,
  kind: ReportRowKind,
  page: RowPage,
): IterableIterator<ReportRow> {
  return db.iterate<ReportRow>(
    `WITH page AS MATERIALIZED (${page.sql}) ${DETAIL[kind]} ORDER BY page.day, page.id`,
    page.params,
  );
}

const NAMES = `c.id AS clientId, trim(IFNULL(c.first_name, '') || ' ' || IFNULL(c.last_name, '')) AS client,
  s.id AS sessionId, CASE WHEN s.title <> '' THEN s.title ELSE IFNULL(v.name, '') END AS session,
  s.local_date AS sessionDate, s.local_time AS sessionTime, page.id AS id, page.day AS day, page.value AS value`;

/** Whose movement it is: the account's own client, the one of what it is about, or the other side of the transaction. */
const CLIENT_OF_POSTING = `COALESCE(a.client_id, b.client_id, r.client_id,
  (SELECT d.client_id FROM card_disputes d WHERE t.subject_kind = 'dispute' AND d.id = t.subject_id),
  (SELECT l.client_id FROM credit_lots l WHERE t.subject_kind = 'lot' AND l.id = t.subject_id),
  (SELECT o.client_id FROM ledger_postings q JOIN ledger_accounts o ON o.id = q.account_id
   WHERE q.transaction_id = t.id AND o.client_id IS NOT NULL LIMIT 1))`;

const DETAIL: Readonly<Record<ReportRowKind, string>> = {
  posting: `SELECT ${NAMES}, t.kind AS kind, a.kind AS account, t.id AS transactionId,
      CASE t.subject_kind WHEN 'payment' THEN t.subject_id WHEN 'refund' THEN r.payment_id
        WHEN 'dispute' THEN (SELECT d.payment_id FROM card_disputes d WHERE d.id = t.subject_id) END AS paymentId,
      CASE t.subject_kind WHEN 'invoice' THEN t.subject_id END AS invoiceId
    FROM page JOIN ledger_postings p ON p.id = page.id
    JOIN ledger_transactions t ON t.id = p.transaction_id JOIN ledger_accounts a ON a.id = p.account_id
    LEFT JOIN completions k ON t.subject_kind = 'completion' AND k.id = t.subject_id
    LEFT JOIN wage_lines w ON t.subject_kind = 'wage_line' AND w.id = t.subject_id
    LEFT JOIN refunds r ON t.subject_kind = 'refund' AND r.id = t.subject_id
    LEFT JOIN bookings b ON b.id = CASE t.subject_kind WHEN 'booking' THEN t.subject_id
      WHEN 'completion' THEN k.booking_id WHEN 'refund' THEN r.booking_id END
    LEFT JOIN sessions s ON s.id = COALESCE(b.session_id, k.session_id, w.session_id)
    LEFT JOIN services v ON v.id = s.service_id
    LEFT JOIN clients c ON c.id = ${CLIENT_OF_POSTING}`,
  booking: `SELECT ${NAMES}, NULL AS account, NULL AS transactionId, NULL AS paymentId, NULL AS invoiceId,
      CASE b.state WHEN 'canceled' THEN 'canceled_by_' || IFNULL(b.canceled_by, 'studio') ELSE IFNULL(b.outcome, 'booked') END AS kind
    FROM page JOIN bookings b ON b.id = page.id JOIN sessions s ON s.id = b.session_id
    JOIN services v ON v.id = s.service_id JOIN clients c ON c.id = b.client_id`,
  session: `SELECT ${NAMES}, NULL AS account, NULL AS transactionId, NULL AS paymentId, NULL AS invoiceId, 'session_' || s.state AS kind
    FROM page JOIN sessions s ON s.id = page.id JOIN services v ON v.id = s.service_id LEFT JOIN clients c ON c.id = NULL`,
  refund: `SELECT ${NAMES}, NULL AS account, NULL AS transactionId, r.payment_id AS paymentId, NULL AS invoiceId, 'refund_state_' || r.state AS kind
    FROM page JOIN refunds r ON r.id = page.id JOIN clients c ON c.id = r.client_id
    LEFT JOIN bookings b ON b.id = r.booking_id LEFT JOIN sessions s ON s.id = b.session_id
    LEFT JOIN services v ON v.id = s.service_id`,
};
