import type { ReadDb, WriteDb } from '#db/database.ts';
import type { BookingId, FundingId, LotId, PaymentId } from '#domain/values/ids.ts';

/** Counts as changed, so that no form or plan made before goes on with it. */
export function touchBooking(tx: WriteDb, bookingId: BookingId): void {
  tx.run('UPDATE bookings SET version = version + 1 WHERE id = ?', [bookingId]);
}

/**
 * Turns up to `amountMinor` of what a booking has on account into a payment of it; the booking counts as changed, so that no form or
 * plan made before goes on with it. Null if nothing is on account.
 */
export function payFromAccount(
  tx: WriteDb,
  bookingId: BookingId,
  paymentId: PaymentId,
  amountMinor: number,
): { readonly fundingId: FundingId; readonly amountMinor: number } | null {
  const rows = tx.all<{ id: FundingId; amountMinor: number }>(
    `SELECT id, amount_minor AS amountMinor FROM fundings
     WHERE booking_id = ? AND kind = 'account' AND state = 'active' AND amount_minor > 0 ORDER BY id`,
    [bookingId],
  );
  let left = amountMinor;
  for (const { id, amountMinor: before } of rows) {
    const part = Math.min(before, left);
    if (part === 0) break;
    if (part === before) tx.run(`UPDATE fundings SET state = 'released' WHERE id = ?`, [id]);
    else tx.run('UPDATE fundings SET amount_minor = ? WHERE id = ?', [before - part, id]);
    left -= part;
  }
  const paid = amountMinor - left;
  if (paid === 0) return null;
  const { id } = tx.run(
    `INSERT INTO fundings (booking_id, kind, amount_minor, payment_id) VALUES (?, 'payment', ?, ?)`,
    [bookingId, paid, paymentId],
  );
  touchBooking(tx, bookingId);
  return { fundingId: id as FundingId, amountMinor: paid };
}

export function bookingOf(db: ReadDb, id: FundingId): BookingId | undefined {
  return db.get<{ bookingId: BookingId }>('SELECT booking_id AS bookingId FROM fundings WHERE id = ?', [id])
    ?.bookingId;
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

/** Pays so much of a package. The caller knows that the lot owes it. */
export function payLot(tx: WriteDb, lotId: LotId, paymentId: PaymentId, amountMinor: number): void {
  tx.run(
    `INSERT INTO lot_payments (lot_id, payment_id, amount_minor) VALUES (@lotId, @paymentId, @amountMinor)
     ON CONFLICT (lot_id, payment_id) DO UPDATE SET amount_minor = amount_minor + @amountMinor`,
    { lotId, paymentId, amountMinor },
  );
}
