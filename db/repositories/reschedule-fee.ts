import type { ReadDb, WriteDb } from '#db/database.ts';
import type { BookingId, ClientId, Id, LotId, SessionId, StaffId } from '#domain/values/ids.ts';

export type RescheduleFeeId = Id<'reschedule fee'>;

/** A booking of a session that is paid by a package with a fee for moving. */
export interface FeeBooking {
  readonly bookingId: BookingId;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly lotId: LotId;
  readonly lotName: string;
  readonly feeMinor: number;
  readonly feeCredits: number;
  /** How many moves this lot has been charged for. */
  readonly movedBefore: number;
}

export function listBookings(db: ReadDb, sessionId: SessionId): FeeBooking[] {
  return db.all(
    `SELECT b.id AS bookingId, b.client_id AS clientId, trim(k.first_name || ' ' || k.last_name) AS clientName, l.id AS lotId,
       l.name AS lotName, l.fee_minor AS feeMinor, l.fee_credits AS feeCredits,
       (SELECT COUNT(*) FROM reschedule_fees r WHERE r.lot_id = l.id AND r.state = 'active' AND r.waived_reason = '') AS movedBefore
     FROM bookings b JOIN clients k ON k.id = b.client_id
     JOIN fundings f ON f.booking_id = b.id AND f.state = 'active' AND f.kind = 'package'
     JOIN credit_lots l ON l.id = f.lot_id AND l.fee_minor > 0
     WHERE b.session_id = ? AND b.state = 'booked' ORDER BY b.id`,
    [sessionId],
  );
}

export function insert(
  tx: WriteDb,
  row: {
    readonly bookingId: BookingId;
    readonly sessionId: SessionId;
    readonly lotId: LotId;
    readonly proposedMinor: number;
    readonly amountMinor: number;
    readonly waivedReason: string;
    readonly staffId: StaffId;
    readonly at: number;
  },
): RescheduleFeeId {
  return tx.run(
    `INSERT INTO reschedule_fees (booking_id, session_id, lot_id, proposed_minor, amount_minor, waived_reason, staff_id, at)
     VALUES (@bookingId, @sessionId, @lotId, @proposedMinor, @amountMinor, @waivedReason, @staffId, @at)`,
    { ...row },
  ).id as RescheduleFeeId;
}

/** Marks a fee as taken back; undefined if it was already. Who bears it now is the client of the booking. */
export function reverse(
  tx: WriteDb,
  id: RescheduleFeeId,
): { readonly clientId: ClientId; readonly amountMinor: number } | undefined {
  const { changes } = tx.run(
    `UPDATE reschedule_fees SET state = 'reversed' WHERE id = ? AND state = 'active'`,
    [id],
  );
  if (changes === 0) return undefined;
  return tx.get(
    `SELECT b.client_id AS clientId, r.amount_minor AS amountMinor FROM reschedule_fees r JOIN bookings b ON b.id = r.booking_id
     WHERE r.id = ?`,
    [id],
  );
}
