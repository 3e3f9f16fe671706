import type { ReadDb, WriteDb } from '#db/database.ts';
import type { BookingId, ClientId, EnrolmentId, FundingId, LotId, PaymentId } from '#domain/values/ids.ts';
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

interface AccountPart {
  readonly id: FundingId;
  readonly amountMinor: number;
}

/**
 * A payment takes over so much of what a place owes on the account; the booking counts as changed, so that no form or plan made
 * before goes on with it. False, and the caller rolls back, if less is owed.
 */
export function payBooking(
  tx: WriteDb,
  bookingId: BookingId,
  paymentId: PaymentId,
  amountMinor: number,
): boolean {
  let left = amountMinor;
  const owed = tx.all<AccountPart>(
    `SELECT id, amount_minor AS amountMinor FROM fundings
     WHERE booking_id = ? AND state = 'active' AND kind = 'account' ORDER BY id`,
    [bookingId],
  );
  for (const part of owed) {
    const taken = Math.min(left, part.amountMinor);
    if (taken === 0) continue;
    left -= taken;
    if (taken === part.amountMinor)
      tx.run(`UPDATE fundings SET kind = 'payment', payment_id = ? WHERE id = ?`, [paymentId, part.id]);
    else {
      tx.run('UPDATE fundings SET amount_minor = amount_minor - ? WHERE id = ?', [taken, part.id]);
      insertFunding(tx, bookingId, paymentId, taken);
    }
  }
  touchBooking(tx, bookingId);
  return left === 0;
}

function insertFunding(tx: WriteDb, bookingId: BookingId, paymentId: PaymentId, amountMinor: number): void {
  tx.run(`INSERT INTO fundings (booking_id, kind, amount_minor, payment_id) VALUES (?, 'payment', ?, ?)`, [
    bookingId,
    amountMinor,
    paymentId,
  ]);
}

function touchBooking(tx: WriteDb, bookingId: BookingId): void {
  tx.run('UPDATE bookings SET version = version + 1 WHERE id = ?', [bookingId]);
}

/** Pays so much of a package. The caller knows that the lot owes it. */
export function payLot(tx: WriteDb, lotId: LotId, paymentId: PaymentId, amountMinor: number): void {
  tx.run(
    `INSERT INTO lot_payments (lot_id, payment_id, amount_minor) VALUES (@lotId, @paymentId, @amountMinor)
     ON CONFLICT (lot_id, payment_id) DO UPDATE SET amount_minor = amount_minor + @amountMinor`,
    { lotId, paymentId, amountMinor },
  );
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

/** What a payment pays for, one row per place and package. */
export interface Allocation {
  readonly kind: 'booking' | 'package' | 'invoice';
  /** The row that says so: a funding, or the lot. */
  readonly rowId: number;
  readonly targetId: number;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly participant: string;
  readonly amountMinor: number;
  /** It can be taken away again: the place is not saved, canceled, in a job or paid by an invoice. */
  readonly isOpen: boolean;
  /** A job has planned what becomes of it, and has not come to it yet. */
  readonly isInJob: boolean;
}

export function listOfPayment(db: ReadDb, paymentId: PaymentId): Allocation[] {
  return db
    .all<Omit<Allocation, 'isOpen' | 'isInJob'> & { readonly isOpen: number; readonly isInJob: number }>(
      `SELECT 'booking' AS kind, f.id AS rowId, b.id AS targetId, ${titleSql()} AS title,
         s.local_date AS date, s.local_time AS time, b.participant, f.amount_minor AS amountMinor,
         b.state = 'booked' AND b.outcome IS NULL AND s.state = 'open'
           AND NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.funding_id = f.id AND a.state = 'active') AS isOpen,
         EXISTS (SELECT 1 FROM cancellation_items i WHERE i.funding_id = f.id AND i.state = 'planned') AS isInJob
       FROM fundings f JOIN bookings b ON b.id = f.booking_id JOIN sessions s ON s.id = b.session_id
       JOIN services v ON v.id = s.service_id
       WHERE f.payment_id = @paymentId AND f.state = 'active' AND f.amount_minor > 0
       UNION ALL
       SELECT 'package', l.id, l.id, l.name, '', '', '', a.amount_minor, 1, 0 FROM lot_payments a JOIN credit_lots l ON l.id = a.lot_id
       WHERE a.payment_id = @paymentId
       UNION ALL
       SELECT 'invoice', i.id, i.id, IFNULL(i.number, ''), IFNULL(i.issued_on, ''), '', '', SUM(a.amount_minor), 0, 0
       FROM payment_allocations a JOIN invoices i ON i.id = a.invoice_id
       WHERE a.payment_id = @paymentId AND a.state = 'active' AND a.funding_id IS NULL GROUP BY i.id
       ORDER BY 5, 6, 3`,
      { paymentId },
    )
    .map((row) => ({ ...row, isOpen: row.isOpen === 1, isInJob: row.isInJob === 1 }));
}

export interface PaidPart {
  readonly bookingId: BookingId;
  readonly paymentId: PaymentId;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly participant: string;
  readonly amountMinor: number;
}

/** What payments pay for a place, with what stands of it on paper. */
export function listOfBooking(db: ReadDb, bookingId: BookingId): PaidPart[] {
  return db.all(
    `SELECT b.id AS bookingId, f.payment_id AS paymentId, ${titleSql()} AS title,
       s.local_date AS date, s.local_time AS time, b.participant, f.amount_minor AS amountMinor
     FROM fundings f JOIN bookings b ON b.id = f.booking_id JOIN sessions s ON s.id = b.session_id
     JOIN services v ON v.id = s.service_id
     WHERE b.id = ? AND f.kind = 'payment' AND f.state = 'active' AND f.amount_minor > 0 ORDER BY f.id`,
    [bookingId],
  );
}

/**
 * The payment pays so much less for a place, which owes it on the account again; nothing more when that is all. False if it does not
 * pay that much for it now. One row per tender (decision 002): what the account owed before and owes now is one row.
 */
export function releaseFunding(tx: WriteDb, id: number, paymentId: PaymentId, amountMinor: number): boolean {
  const funding = tx.get<{ bookingId: BookingId; amountMinor: number }>(
    `SELECT booking_id AS bookingId, amount_minor AS amountMinor FROM fundings WHERE id = ? AND payment_id = ? AND state = 'active'`,
    [id, paymentId],
  );
  if (!funding || funding.amountMinor < amountMinor) return false;
  const { bookingId } = funding;
  const isAll = funding.amountMinor === amountMinor;
  const owed = tx.run(
    `UPDATE fundings SET amount_minor = amount_minor + @amountMinor WHERE id =
       (SELECT id FROM fundings WHERE booking_id = @bookingId AND state = 'active' AND kind = 'account' ORDER BY id LIMIT 1)`,
    { bookingId, amountMinor },
  ).changes;
  if (isAll && owed === 0)
    tx.run(`UPDATE fundings SET kind = 'account', payment_id = NULL WHERE id = ?`, [id]);
  else {
    tx.run(
      `UPDATE fundings SET amount_minor = amount_minor - ?, state = CASE WHEN amount_minor = ? THEN 'released' ELSE state END WHERE id = ?`,
      [amountMinor, amountMinor, id],
    );
    if (owed === 0)
      tx.run(`INSERT INTO fundings (booking_id, kind, amount_minor) VALUES (?, 'account', ?)`, [
        bookingId,
        amountMinor,
      ]);
  }
  touchBooking(tx, bookingId);
  return true;
}

/** The payment pays so much less for a package, which is owed on the balance again. False if it does not pay that much. */
export function releaseLot(tx: WriteDb, lotId: number, paymentId: PaymentId, amountMinor: number): boolean {
  const { changes } = tx.run(
    'UPDATE lot_payments SET amount_minor = amount_minor - @amountMinor WHERE lot_id = @lotId AND payment_id = @paymentId AND amount_minor > @amountMinor',
    { lotId, paymentId, amountMinor },
  );
  if (changes === 1) return true;
  return (
    tx.run('DELETE FROM lot_payments WHERE lot_id = ? AND payment_id = ? AND amount_minor = ?', [
      lotId,
      paymentId,
      amountMinor,
    ]).changes === 1
  );
}

/** What payments hold for places that are not charged yet, in minor units. */
export function heldOfClient(db: ReadDb, clientId: ClientId): number {
  return (
    db.get<{ held: number }>(
      `SELECT TOTAL(f.amount_minor) AS held FROM payments p JOIN fundings f ON f.payment_id = p.id AND f.state = 'active'
       JOIN bookings b ON b.id = f.booking_id AND b.state = 'booked' AND b.outcome IS NULL
       WHERE p.client_id = ?`,
      [clientId],
    )?.held ?? 0
  );
}

/** What pays for places and packages, row by row, as undo puts it back. */
export interface PaidState {
  readonly bookings: readonly {
    readonly id: BookingId;
    readonly version: number;
    readonly fundings: readonly {
      readonly id: number;
      readonly kind: string;
      readonly amountMinor: number;
      readonly paymentId: number | null;
      readonly state: string;
    }[];
  }[];
  readonly lots: readonly {
    readonly id: LotId;
    readonly paymentId: PaymentId;
    readonly amountMinor: number;
  }[];
}

/** How these places stand now, and what the payment pays of these packages. */
export function paidState(
  db: ReadDb,
  bookingIds: readonly BookingId[],
  lotIds: readonly LotId[],
  paymentId: PaymentId,
): PaidState {
  return {
    bookings: bookingIds.map((id) => ({
      id,
      version: db.get<{ version: number }>('SELECT version FROM bookings WHERE id = ?', [id])?.version ?? 0,
      fundings: db.all(
        `SELECT id, kind, amount_minor AS amountMinor, payment_id AS paymentId, state FROM fundings
         WHERE booking_id = ? AND kind IN ('payment', 'account') ORDER BY id`,
        [id],
      ),
    })),
    lots: lotIds.map((id) => ({
      id,
      paymentId,
      amountMinor:
        db.get<{ amount: number }>(
          'SELECT amount_minor AS amount FROM lot_payments WHERE lot_id = ? AND payment_id = ?',
          [id, paymentId],
        )?.amount ?? 0,
    })),
  };
}

/** Whether a cancellation has planned what becomes of the place, and has not come to it yet. */
export function isInJob(db: ReadDb, bookingId: BookingId): boolean {
  return (
    db.get(`SELECT 1 FROM cancellation_items WHERE booking_id = ? AND state = 'planned' LIMIT 1`, [
      bookingId,
    ]) !== undefined
  );
}

/** Puts it back as it was, rows that came since away. The caller knows that nobody has touched the places. */
export function restorePaidState(tx: WriteDb, { bookings, lots }: PaidState): void {
  for (const { id, fundings } of bookings) {
    for (const row of fundings)
      tx.run(
        'UPDATE fundings SET kind = @kind, amount_minor = @amountMinor, payment_id = @paymentId, state = @state WHERE id = @id',
        { ...row },
      );
    tx.run(
      `DELETE FROM fundings WHERE booking_id = ? AND kind IN ('payment', 'account') AND id NOT IN (SELECT value FROM json_each(?))`,
      [id, JSON.stringify(fundings.map((row) => row.id))],
    );
    touchBooking(tx, id);
  }
  for (const { id, paymentId, amountMinor } of lots) {
    tx.run('DELETE FROM lot_payments WHERE lot_id = ? AND payment_id = ?', [id, paymentId]);
    if (amountMinor > 0) payLot(tx, id, paymentId, amountMinor);
  }
}
