import type { ReadDb } from '#db/database.ts';
import type { BookingId, ClientId, EnrolmentId, LotId } from '#domain/values/ids.ts';
import { titleSql } from './title-sql.ts';

/** A place that is still owed on the account, with what stands of it on paper. */
export interface BookingDue {
  readonly bookingId: BookingId;
  readonly clientId: ClientId;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly participant: string;
  readonly dueMinor: number;
}

export interface DueFilter {
  readonly clientId?: ClientId | undefined;
  readonly bookingId?: BookingId | undefined;
  readonly enrolmentId?: EnrolmentId | undefined;
}

const MOST_DUES = 500;

/** Places of open sessions that the client will be charged for on the account and that no invoice bills, the earliest first. */
export function listBookingDues(db: ReadDb, filter: DueFilter): BookingDue[] {
  const { clientId, bookingId, enrolmentId } = filter;
  const [where, id] =
    bookingId !== undefined
      ? ['b.id = ?', bookingId]
      : enrolmentId !== undefined
        ? ['b.enrolment_id = ?', enrolmentId]
        : ['b.client_id = ?', clientId ?? 0];
  return db.all(
    `SELECT b.id AS bookingId, b.client_id AS clientId, ${titleSql()} AS title,
       s.local_date AS date, s.local_time AS time, b.participant, SUM(f.amount_minor) AS dueMinor
     FROM bookings b JOIN sessions s ON s.id = b.session_id JOIN services v ON v.id = s.service_id
     JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' AND f.kind = 'account' AND f.amount_minor > 0
     WHERE ${where} AND b.state = 'booked' AND b.outcome IS NULL AND s.state = 'open'
       AND NOT EXISTS (SELECT 1 FROM invoice_lines l WHERE l.booking_id = b.id AND l.state = 'live' AND l.credits_line_id IS NULL)
     GROUP BY b.id ORDER BY s.starts_at, b.id LIMIT ${MOST_DUES}`,
    [id],
  );
}

/** What is owed for one place; 0 when nothing is, or its session is not open. */
export function bookingDue(db: ReadDb, bookingId: BookingId): BookingDue | undefined {
  return listBookingDues(db, { bookingId })[0];
}

export interface LotDue {
  readonly lotId: LotId;
  readonly clientId: ClientId;
  readonly name: string;
  readonly dueMinor: number;
}

type LotsOf = { readonly clientId: ClientId } | { readonly lotId: LotId };

/** What was charged for packages and no payment has paid, the oldest first. What a lot is worth by now has no part in it. */
export const listLotDues = (db: ReadDb, of: LotsOf): LotDue[] =>
  listLotSums(db, of).filter(({ dueMinor }) => dueMinor > 0);

/** Whether payments pay more of the package than was charged for it. */
export const isLotOverpaid = (db: ReadDb, lotId: LotId): boolean =>
  listLotSums(db, { lotId }).some(({ dueMinor }) => dueMinor < 0);

function listLotSums(db: ReadDb, of: LotsOf): LotDue[] {
  return db.all<LotDue>(
    `SELECT l.id AS lotId, l.client_id AS clientId, l.name,
       (SELECT IFNULL(SUM(p.amount_minor), 0) FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id
          JOIN ledger_accounts a ON a.id = p.account_id AND a.kind = 'client'
        WHERE t.subject_kind = 'lot' AND t.subject_id = l.id AND t.kind = 'package_sale')
       - (SELECT IFNULL(SUM(x.amount_minor), 0) FROM lot_payments x WHERE x.lot_id = l.id) AS dueMinor
     FROM credit_lots l WHERE ${'lotId' in of ? 'l.id = ?' : 'l.client_id = ?'} ORDER BY l.bought_at, l.id LIMIT ${MOST_DUES}`,
    ['lotId' in of ? of.lotId : of.clientId],
  );
}
