import type { BookingId, ClientId, EnrolmentId, InvoiceId } from '#domain/values/ids.ts';

/** What money is taken for: a place, a class, an invoice, or whatever the client owes. */
export interface PaymentFor {
  readonly clientId: ClientId;
  readonly bookingId?: BookingId;
  readonly enrolmentId?: EnrolmentId;
  readonly invoiceId?: InvoiceId;
}
