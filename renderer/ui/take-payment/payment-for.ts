import type { BookingId, ClientId, EnrolmentId } from '#domain/values/ids.ts';

/** What money is taken for: a place, a class, or whatever the client owes. */
export interface PaymentFor {
  readonly clientId: ClientId;
  readonly bookingId?: BookingId;
  readonly enrolmentId?: EnrolmentId;
}
