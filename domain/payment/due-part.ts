import type { BookingId, InvoiceId, LotId } from '../values/ids.ts';

/** Something that money can be taken for. */
export type DueRef =
  | { readonly kind: 'booking'; readonly bookingId: BookingId }
  | { readonly kind: 'package'; readonly lotId: LotId }
  | { readonly kind: 'invoice'; readonly invoiceId: InvoiceId };

/** What money that is still on its way is to pay once it is here, in minor units above 0. */
export interface DuePart {
  readonly ref: DueRef;
  readonly amountMinor: number;
}

/** Names a due within one list. */
export const dueKey = (ref: DueRef): string =>
  ref.kind === 'booking'
    ? `booking ${ref.bookingId}`
    : ref.kind === 'package'
      ? `package ${ref.lotId}`
      : `invoice ${ref.invoiceId}`;

/** The first invoice among what is paid: of the pages and charges of an invoice only one takes its money. */
export const firstInvoice = (parts: readonly DuePart[]): InvoiceId | null => {
  for (const { ref } of parts) if (ref.kind === 'invoice') return ref.invoiceId;
  return null;
};
