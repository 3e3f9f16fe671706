import type { ReadDb, WriteDb } from '#db/database.ts';
import type { BookingId, FundingId, PaymentId } from '#domain/values/ids.ts';

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
  tx.run('UPDATE bookings SET version = version + 1 WHERE id = ?', [bookingId]);
  return { fundingId: id as FundingId, amountMinor: paid };
}

export function bookingOf(db: ReadDb, id: FundingId): BookingId | undefined {
  return db.get<{ bookingId: BookingId }>('SELECT booking_id AS bookingId FROM fundings WHERE id = ?', [id])
    ?.bookingId;
}
