import type { ReadDb, WriteDb } from '#db/database.ts';
import * as openDues from '#db/repositories/open-due.ts';
import * as placeMoney from '#db/repositories/place-money.ts';
import type { UnderWay } from '#db/repositories/card-due.ts';
import type { ReceiptItem } from '#db/schema/receipt.ts';
import * as invoices from '#db/repositories/invoice.ts';
import { listUnpaid } from '#db/repositories/invoice-list.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import { allocate } from '../../invoices/allocate.ts';
import { dueKey, type DueRef } from '#domain/payment/due-part.ts';
import type { ClientId, InvoiceId, PaymentId } from '#domain/values/ids.ts';

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
    const due = openDues.bookingDue(db, ref.bookingId);
    return due && openBooking(due);
  }
  if (ref.kind === 'invoice') return openInvoice(db, ref.invoiceId);
  const due = openDues.listLotDues(db, { lotId: ref.lotId })[0];
  return due && openLot(due);
}

/** Whether both name the same place, package or invoice. */
export const isSameDue = (one: DueRef, other: DueRef): boolean => dueKey(one) === dueKey(other);

/** The same less what a charge of the card on file is going to pay: what the desk may take money for now. */
export function dueAtDesk(db: ReadDb, ref: DueRef, underWay: UnderWay): OpenDue | undefined {
  const due = findDue(db, ref);
  return due && { ...due, dueMinor: Math.max(0, due.dueMinor - underWay.of(ref)) };
}

/** Everything that is owed by a client beyond the balance: places to come, and packages not paid in full. */
export function listDues(db: ReadDb, filter: openDues.DueFilter): OpenDue[] {
  const { clientId, bookingId, enrolmentId } = filter;
  const places = openDues.listBookingDues(db, filter).map(openBooking);
  const isOfClient = clientId !== undefined && bookingId === undefined && enrolmentId === undefined;
  if (!isOfClient) return places;
  const invoices = listUnpaid(db, clientId).flatMap((id) => openInvoice(db, id) ?? []);
  return [...invoices, ...places, ...openDues.listLotDues(db, { clientId }).map(openLot)];
}

/** Lets a payment pay so much of it. False, and the caller rolls back, if less is owed. */
export function payDue(
  tx: WriteDb,
  ref: DueRef,
  paymentId: PaymentId,
  amountMinor: number,
  at: number,
): boolean {
  if (ref.kind === 'invoice') {
    const paid = allocate(tx, { invoiceId: ref.invoiceId, paymentId, amountMinor, at });
    return paid.ok && paid.value.amountMinor === amountMinor;
  }
  if (ref.kind === 'booking')
    return placeMoney.payFromAccount(tx, ref.bookingId, paymentId, amountMinor)?.amountMinor === amountMinor;
  placeMoney.payLot(tx, ref.lotId, paymentId, amountMinor);
  return true;
}

function openInvoice(db: ReadDb, id: InvoiceId): OpenDue | undefined {
  const invoice = invoices.findById(db, id);
  if (invoice?.kind !== 'invoice' || invoice.state !== 'sent') return undefined;
  const due = dueMinor(invoice);
  if (due === 0) return undefined;
  const { clientId, number, issuedOn } = invoice;
  return {
    ref: { kind: 'invoice', invoiceId: id },
    clientId,
    dueMinor: due,
    item: { kind: 'invoice', id, title: number ?? '', date: issuedOn ?? '', time: '', participant: '' },
  };
}

function openBooking(due: openDues.BookingDue): OpenDue {
  const { bookingId, clientId, dueMinor, title, date, time, participant } = due;
  return {
    ref: { kind: 'booking', bookingId },
    clientId,
    dueMinor,
    item: { kind: 'booking', id: bookingId, title, date, time, participant },
  };
}

function openLot({ lotId, clientId, dueMinor, name }: openDues.LotDue): OpenDue {
  return {
    ref: { kind: 'package', lotId },
    clientId,
    dueMinor,
    item: { kind: 'package', id: lotId, title: name, date: '', time: '', participant: '' },
  };
}
