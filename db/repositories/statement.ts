import type { ReadDb, WriteDb } from '#db/database.ts';
import type { Statement } from '#db/schema/balance.ts';
import type { ClientId, StatementId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { titleSql } from './title-sql.ts';

/** One movement on a client's account with what its words are made of; what does not belong to its kind is empty. */
export interface StatementEntry {
  readonly transactionId: number;
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly day: LocalDate;
  /** Positive: money the client has with the studio; negative: what it took. Minor units. */
  readonly amountMinor: number;
  readonly title: string;
  readonly date: LocalDate | null;
  readonly time: LocalTime | null;
  readonly participant: string;
  readonly statusLabel: string;
  readonly method: string;
  readonly note: string;
  readonly reason: string;
  readonly isReversal: boolean;
  /** Whom it came from or went to, where that is another client. */
  readonly other: { readonly firstName: string; readonly lastName: string } | null;
}

/** Days [from, to); without `from`, from the beginning. */
export interface StatementDays {
  readonly from: LocalDate | null;
  readonly to: LocalDate;
}

/**
 * The balance at the beginning of a day, the studio's: positive when the client had money with the studio. Days are those on which
 * movements were booked.
 */
export function balanceBefore(db: ReadDb, clientId: ClientId, day: LocalDate): number {
  const row = db.get<{ balance: number }>(
    `SELECT IFNULL(-b.amount_minor, 0) + IFNULL((SELECT SUM(p.amount_minor) FROM ledger_postings p
       CROSS JOIN ledger_transactions t ON t.id = p.transaction_id WHERE p.account_id = a.id AND t.day >= ?), 0) AS balance
     FROM ledger_accounts a LEFT JOIN ledger_balances b ON b.account_id = a.id WHERE a.client_id = ?`,
    [day, clientId],
  );
  return row?.balance ?? 0;
}

/** What each kind of movement added (+) or took (−) before a day; sums to `balanceBefore`. */
export function listKindsBefore(
  db: ReadDb,
  clientId: ClientId,
  day: LocalDate,
): { readonly kind: string; readonly amountMinor: number }[] {
  return db.all(
    `SELECT t.kind, -SUM(p.amount_minor) AS amountMinor FROM ledger_accounts a
     JOIN ledger_postings p ON p.account_id = a.id JOIN ledger_transactions t ON t.id = p.transaction_id
     WHERE a.client_id = ? AND t.day < ? GROUP BY t.kind ORDER BY t.kind`,
    [clientId, day],
  );
}

/** The movements of some days in the order in which they were booked; they sum to the change of the balance. */
export function listEntries(db: ReadDb, clientId: ClientId, { from, to }: StatementDays): StatementEntry[] {
  const rows = db.all<StatementEntry & { otherFirst: string | null; otherLast: string | null }>(ENTRIES, {
    clientId,
    from: from ?? '0000-00-00',
    to,
  });
  return rows.map(({ otherFirst, otherLast, ...row }) => ({
    ...row,
    isReversal: Boolean(row.isReversal),
    other: otherFirst === null ? null : { firstName: otherFirst, lastName: otherLast ?? '' },
  }));
}

export function insert(
  tx: WriteDb,
  row: Pick<Statement, 'clientId' | 'fromDate' | 'toDate' | 'showsFamily' | 'createdBy' | 'createdAt'>,
): StatementId {
  return tx.run(
    `INSERT INTO statements (client_id, from_date, to_date, shows_family, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
    [row.clientId, row.fromDate, row.toDate, row.showsFamily ? 1 : 0, row.createdBy, row.createdAt],
  ).id as StatementId;
}

export function findById(db: ReadDb, id: number): Statement | undefined {
  const row = db.get<Statement>(
    `SELECT id, client_id AS clientId, from_date AS fromDate, to_date AS toDate, shows_family AS showsFamily,
       created_by AS createdBy, created_at AS createdAt FROM statements WHERE id = ?`,
    [id],
  );
  return row && { ...row, showsFamily: Boolean(row.showsFamily) };
}

/** What each kind of movement is about is found by its subject; every join is by a row's id. */
const ENTRIES = `
  SELECT t.id AS transactionId, t.kind, t.subject_kind AS subjectKind, t.subject_id AS subjectId, t.day, m.amountMinor,
    CASE WHEN s.id IS NOT NULL THEN ${titleSql()} ELSE COALESCE(l.name, i.number, '') END AS title,
    s.local_date AS date, s.local_time AS time, IFNULL(b.participant, '') AS participant, IFNULL(c.label, '') AS statusLabel,
    IFNULL(y.method, '') AS method, CASE t.subject_kind WHEN 'payment' THEN y.note ELSE '' END AS note,
    COALESCE(k.reason, f.reason, r.reason, '') AS reason,
    (k.reverses_id IS NOT NULL OR f.reverses_id IS NOT NULL) AS isReversal,
    o.first_name AS otherFirst, o.last_name AS otherLast
  FROM ledger_accounts a
  JOIN (SELECT p.account_id, p.transaction_id, -SUM(p.amount_minor) AS amountMinor FROM ledger_accounts own
    JOIN ledger_postings p ON p.account_id = own.id WHERE own.client_id = @clientId GROUP BY p.transaction_id) m ON m.account_id = a.id
  JOIN ledger_transactions t ON t.id = m.transaction_id AND t.day >= @from AND t.day < @to
  LEFT JOIN completions c ON t.subject_kind = 'completion' AND c.id = t.subject_id
  LEFT JOIN refunds r ON t.subject_kind = 'refund' AND r.id = t.subject_id
  LEFT JOIN payments y ON y.id = CASE t.subject_kind WHEN 'payment' THEN t.subject_id WHEN 'refund' THEN r.payment_id END
  LEFT JOIN bookings b ON b.id = CASE t.subject_kind
    WHEN 'booking' THEN t.subject_id WHEN 'completion' THEN c.booking_id WHEN 'refund' THEN r.booking_id END
  LEFT JOIN sessions s ON s.id = b.session_id
  LEFT JOIN services v ON v.id = s.service_id
  LEFT JOIN credit_lots l ON t.subject_kind = 'lot' AND l.id = t.subject_id
  LEFT JOIN invoices i ON t.subject_kind = 'invoice' AND i.id = t.subject_id
  LEFT JOIN balance_corrections k ON t.subject_kind = 'correction' AND k.id = t.subject_id
  LEFT JOIN balance_transfers f ON t.subject_kind = 'transfer' AND f.id = t.subject_id
  LEFT JOIN clients o ON t.subject_kind IN ('transfer', 'client') AND o.id = (SELECT n.client_id
    FROM ledger_postings q JOIN ledger_accounts n ON n.id = q.account_id
    WHERE q.transaction_id = t.id AND n.client_id IS NOT NULL AND n.client_id <> @clientId LIMIT 1)
  WHERE a.client_id = @clientId
  ORDER BY t.day, t.id`;
