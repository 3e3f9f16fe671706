import type { DueRef } from '#contract/desktop/payment.ts';

/** Names a due within one list. */
export const keyOf = (ref: DueRef): string =>
  ref.kind === 'booking'
    ? `booking ${ref.bookingId}`
    : ref.kind === 'package'
      ? `package ${ref.lotId}`
      : `invoice ${ref.invoiceId}`;
