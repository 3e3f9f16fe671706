import type { ReadDb, WriteDb } from '#db/database.ts';
import type { Funding } from '#db/schema/booking.ts';
import type { BookingId, ClientId, StaffId } from '#domain/values/ids.ts';

/**
 * What the client's booked sessions that have not been held yet will cost: paid and unpaid amounts, no package credits
 * (domain.md 5, available credit).
 */
export function openCostOfClient(db: ReadDb, clientId: ClientId): number {
  return (
    db.get<{ cost: number }>(
      // Places that are still to be held have an index of their own: the cost does not grow with the client's history.
      `SELECT COALESCE(SUM(f.amount_minor), 0) AS cost
       FROM bookings b INDEXED BY bookings_open_by_client
       CROSS JOIN sessions s ON s.id = b.session_id AND s.state IN ('open', 'canceling')
       CROSS JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' AND f.kind IN ('payment', 'account')
       WHERE b.client_id = ? AND b.state = 'booked' AND b.outcome IS NULL`,
      [clientId],
    )?.cost ?? 0
  );
}

/** What pays for these places: money paid or owed for them, and how many a credit pays for. */
export interface PaidPlaces {
  readonly moneyMinor: number;
  /** The places that a credit pays for. */
  readonly byCredit: readonly BookingId[];
}

export function paidPlaces(db: ReadDb, ids: readonly BookingId[]): PaidPlaces {
  const rows = db.all<{ bookingId: BookingId; kind: Funding['kind']; amountMinor: number }>(
    `SELECT f.booking_id AS bookingId, f.kind, f.amount_minor AS amountMinor
     FROM json_each(?) wanted CROSS JOIN fundings f ON f.booking_id = wanted.value WHERE f.state = 'active'`,
    [JSON.stringify(ids)],
  );
  const money = rows.filter(({ kind }) => kind === 'payment' || kind === 'account');
  return {
    moneyMinor: money.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    byCredit: rows.filter(({ kind }) => kind === 'package').map(({ bookingId }) => bookingId),
  };
}

/** Keeps on the places who let the client in without enough available credit, and what was missing. Their versions stay. */
export function waivePrepayment(
  tx: WriteDb,
  ids: readonly BookingId[],
  waived: { readonly by: StaffId; readonly missingMinor: number },
): void {
  tx.run(
    `UPDATE bookings SET prepayment_waived_by = ?, prepayment_missing_minor = ?
     WHERE id IN (SELECT value FROM json_each(?))`,
    [waived.by, waived.missingMinor, JSON.stringify(ids)],
  );
}
