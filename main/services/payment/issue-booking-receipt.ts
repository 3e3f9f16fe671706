import type { WriteDb } from '#db/database.ts';
import * as paidFor from '#db/repositories/paid-for.ts';
import * as payments from '#db/repositories/payment.ts';
import type { ReceiptItem, ReceiptTender } from '#db/schema/receipt.ts';
import type { BookingId, ClientId, PaymentId, ReceiptId } from '#domain/values/ids.ts';
import type { Actor } from '../context.ts';
import { issueReceipt } from './issue-receipt.ts';

/**
 * The receipt of places that were paid as they were booked: what payments pay of them. Payments made after `after` are new money,
 * what earlier ones pay is account credit. `tendered` has, for each new payment in order, what was put on the desk. Null where no
 * payment pays anything.
 */
export function issueBookingReceipt(
  tx: WriteDb,
  actor: Actor,
  taking: {
    readonly clientId: ClientId;
    readonly bookingIds: readonly BookingId[];
    readonly after: PaymentId;
    readonly tendered: readonly (number | undefined)[];
    readonly at: number;
  },
): ReceiptId | null {
  const { clientId, bookingIds, after, tendered, at } = taking;
  const paid = bookingIds.flatMap((id) => paidFor.listOfBooking(tx, id));
  if (paid.length === 0) return null;
  const tenders = payments.listAfter(tx, after).map((payment, index): ReceiptTender => {
    const { id: paymentId, method: kind, amountMinor, note } = payment;
    const given = tendered[index] ?? amountMinor;
    const tenderedMinor = kind === 'cash' && given > amountMinor ? given : null;
    return { kind, amountMinor, paymentId, tenderedMinor, note };
  });
  const creditMinor = sum(paid.filter(({ paymentId }) => paymentId <= after));
  if (creditMinor > 0)
    tenders.unshift({
      kind: 'account_credit',
      amountMinor: creditMinor,
      paymentId: null,
      tenderedMinor: null,
      note: '',
    });
  const items = bookingIds.flatMap((id): ReceiptItem[] => {
    const rows = paid.filter(({ bookingId }) => bookingId === id);
    const [first] = rows;
    if (!first) return [];
    const { title, date, time, participant } = first;
    return [{ kind: 'booking', id, title, date, time, participant, amountMinor: sum(rows) }];
  });
  return issueReceipt(tx, { clientId, tenders, items, staffId: actor.staffId, at });
}

const sum = (rows: readonly { readonly amountMinor: number }[]): number =>
  rows.reduce((total, { amountMinor }) => total + amountMinor, 0);
