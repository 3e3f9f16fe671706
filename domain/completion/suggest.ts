import type { BookingId } from '../values/ids.ts';

/** What the check-ins of a past session say about how it ended. */
export type Suggestion =
  | { readonly kind: 'clear'; readonly attended: readonly BookingId[]; readonly missed: readonly BookingId[] }
  /** Nobody was checked in, or nobody was booked: a person has to say. */
  | { readonly kind: 'unclear'; readonly why: 'no_check_in' | 'no_bookings' };

/**
 * How a past session ended, by its check-ins: with one at least, it was held, who was checked in attended, who was not
 * missed it. Without any the desk may have been too busy to check people in, so nothing is assumed.
 */
export function suggestCompletion(
  bookings: readonly { readonly bookingId: BookingId; readonly checkedInAt: number | null }[],
): Suggestion {
  if (bookings.length === 0) return { kind: 'unclear', why: 'no_bookings' };
  const idsWhere = (came: boolean): BookingId[] =>
    bookings.filter(({ checkedInAt }) => (checkedInAt !== null) === came).map(({ bookingId }) => bookingId);
  const attended = idsWhere(true);
  if (attended.length === 0) return { kind: 'unclear', why: 'no_check_in' };
  return { kind: 'clear', attended, missed: idsWhere(false) };
}
