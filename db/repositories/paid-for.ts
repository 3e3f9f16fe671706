import type { ReadDb, WriteDb } from '#db/database.ts';
import type { BookingId, ClientId, LotId, PaymentId } from '#domain/values/ids.ts';
import { payLot, touchBooking } from './place-money.ts';
import { titleSql } from './title-sql.ts';

/** What a payment pays for, one row per place and package. */
export interface PaidThing {
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

export function listOfPayment(db: ReadDb, paymentId: PaymentId): PaidThing[] {
  return db
    .all<Omit<PaidThing, 'isOpen' | 'isInJob'> & { readonly isOpen: number; readonly isInJob: number }>(
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
