import type { WriteDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import { listBilled } from '#db/repositories/invoice-line.ts';
import * as messages from '#db/repositories/message.ts';
import * as waitlist from '#db/repositories/waitlist.ts';
import type { Promoted } from './promote-waiting.ts';

/**
 * Puts a promoted client back into the queue as if the place had never been free: the booking goes, the message
 * is withdrawn, the credit returns.
 * False, and the caller must roll back, when the message is out or somebody, or a cancellation, has touched the booking since, or an invoice
 * bills it.
 */
export function takeBackPromotion(tx: WriteDb, promoted: Promoted, at: number): boolean {
  const { bookingId, entryBefore, entryVersion, messageUid } = promoted;
  const booking = bookings.findById(tx, bookingId);
  if (booking?.version !== 1 || booking.state !== 'booked' || bookings.isInJob(tx, [bookingId])) return false;
  if (listBilled(tx, [bookingId]).length > 0) return false;
  if (!messages.withdrawByUid(tx, messageUid)) return false;
  const { id, version: _, ...columns } = entryBefore;
  if (!waitlist.update(tx, id, entryVersion, columns)) return false;
  for (const { lotId } of bookings.listFundings(tx, bookingId))
    if (lotId !== null && !creditLots.returnCredit(tx, lotId, bookingId, at)) return false;
  bookings.unmake(tx, bookingId, at);
  return true;
}
