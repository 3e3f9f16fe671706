import type { ReadDb, WriteDb } from '#db/database.ts';
import * as allocations from '#db/repositories/allocation.ts';
import type { ReceiptItem } from '#db/schema/receipt.ts';
import type { BookingId, ClientId, LotId, PaymentId } from '#domain/values/ids.ts';

/** Something that money can be taken for. */
export type DueRef =
  | { readonly kind: 'booking'; readonly bookingId: BookingId }
  | { readonly kind: 'package'; readonly lotId: LotId };

/** What is open of it now, and how it stands on paper. */
export interface OpenDue {
  readonly ref: DueRef;
  readonly clientId: ClientId;
  readonly dueMinor: number;
  readonly item: Omit<ReceiptItem, 'amountMinor'>;
}

/** What is owed for it; undefined when nothing is (any more). */
export function findDue(db: ReadDb, ref: DueRef): OpenDue | undefined {
  if (ref.kind === 'booking') {
    const due = allocations.bookingDue(db, ref.bookingId);
    return due && openBooking(due);
  }
  const due = allocations.listLotDues(db, { lotId: ref.lotId })[0];
  return due && openLot(due);
}

/** Everything that is owed by a client beyond the balance: places to come, and packages not paid in full. */
export function listDues(db: ReadDb, filter: allocations.DueFilter): OpenDue[] {
  const { clientId, bookingId, enrolmentId } = filter;
  const places = allocations.listBookingDues(db, filter).map(openBooking);
  const isOfClient = clientId !== undefined && bookingId === undefined && enrolmentId === undefined;
  return isOfClient ? [...places, ...allocations.listLotDues(db, { clientId }).map(openLot)] : places;
}

/** Lets a payment pay so much of it. False, and the caller rolls back, if less is owed. */
export function payDue(tx: WriteDb, ref: DueRef, paymentId: PaymentId, amountMinor: number): boolean {
  if (ref.kind === 'booking') return allocations.payBooking(tx, ref.bookingId, paymentId, amountMinor);
  allocations.payLot(tx, ref.lotId, paymentId, amountMinor);
  return true;
}

function openBooking(due: allocations.BookingDue): OpenDue {
  const { bookingId, clientId, dueMinor, title, date, time, participant } = due;
  return {
    ref: { kind: 'booking', bookingId },
    clientId,
    dueMinor,
    item: { kind: 'booking', id: bookingId, title, date, time, participant },
  };
}

function openLot({ lotId, clientId, dueMinor, name }: allocations.LotDue): OpenDue {
  return {
    ref: { kind: 'package', lotId },
    clientId,
    dueMinor,
    item: { kind: 'package', id: lotId, title: name, date: '', time: '', participant: '' },
  };
}
