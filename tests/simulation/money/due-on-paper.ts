/** Something that is owed beyond the balance: a place to come, a package, or an invoice. */
export type DueOnPaper =
  | { readonly kind: 'booking'; readonly bookingId: number }
  | { readonly kind: 'package'; readonly lotId: number }
  | { readonly kind: 'invoice'; readonly invoiceId: number };
