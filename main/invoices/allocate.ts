import type { WriteDb } from '#db/database.ts';
import * as placeMoney from '#db/repositories/place-money.ts';
import { billedBookings } from '#db/repositories/billable.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import * as allocations from '#db/repositories/invoice-allocation.ts';
import * as payments from '#db/repositories/payment.ts';
import type { Invoice, InvoiceLine } from '#db/schema/invoice.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import type { AllocationId, BookingId, InvoiceId, InvoiceLineId, PaymentId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';

export type AllocationError =
  | { readonly code: 'INVOICE_STATE'; readonly state: Invoice['state'] }
  | { readonly code: 'INVOICE_PAID' }
  | { readonly code: 'PAYMENT_NOT_FREE'; readonly freeMinor: number }
  | { readonly code: 'PAYMENT_OF_ANOTHER' };

export interface Allocated {
  readonly ids: AllocationId[];
  /** What of the wish was used; the rest of the payment stays free. */
  readonly amountMinor: number;
}

/**
 * Pays an issued invoice from a payment of its client, line by line, what is charged already before sessions to come, in the caller's
 * transaction. No more of `amountMinor` is used than is due; refused if less than that is free. What pays for a session that is still
 * open becomes the payment of its booking, so that canceling it gives the money back as any other payment; the rest stands for the line.
 */
export function allocate(
  tx: WriteDb,
  wish: {
    readonly invoiceId: InvoiceId;
    readonly paymentId: PaymentId;
    readonly amountMinor: number;
    readonly at: number;
  },
): Result<Allocated, AllocationError> {
  const { invoiceId, paymentId, at } = wish;
  const invoice = invoices.getById(tx, invoiceId);
  if (invoice.kind !== 'invoice' || invoice.state !== 'sent')
    return err({ code: 'INVOICE_STATE', state: invoice.state });
  if (payments.getById(tx, paymentId).clientId !== invoice.clientId)
    return err({ code: 'PAYMENT_OF_ANOTHER' });
  if (dueMinor(invoice) === 0) return err({ code: 'INVOICE_PAID' });
  const freeMinor = payments.freeMinor(tx, paymentId);
  if (freeMinor < wish.amountMinor) return err({ code: 'PAYMENT_NOT_FREE', freeMinor });
  let left = wish.amountMinor;
  const ids: AllocationId[] = [];
  for (const line of chargedFirst(tx, lines.list(tx, invoiceId))) {
    const part = Math.min(left, line.grossMinor - line.creditedMinor - line.paidMinor);
    if (part <= 0) continue;
    left -= part;
    ids.push(...allocateLine(tx, line, { paymentId, part, at }));
  }
  invoices.refreshSums(tx, invoiceId);
  return ok({ ids, amountMinor: wish.amountMinor - left });
}

function chargedFirst(tx: WriteDb, rows: readonly InvoiceLine[]): InvoiceLine[] {
  const toCome = new Set(rows.filter(({ bookingId }) => bookingId !== null && isToCome(tx, bookingId)));
  return [...rows.filter((row) => !toCome.has(row)), ...toCome];
}

function allocateLine(
  tx: WriteDb,
  { id: lineId, invoiceId, bookingId }: InvoiceLine,
  { paymentId, part, at }: { readonly paymentId: PaymentId; readonly part: number; readonly at: number },
): AllocationId[] {
  const head = { paymentId, invoiceId, lineId, at };
  const carried =
    bookingId !== null && isOpen(tx, bookingId)
      ? placeMoney.payFromAccount(tx, bookingId, paymentId, part)
      : null;
  const rest = part - (carried?.amountMinor ?? 0);
  return [
    ...(carried
      ? [allocations.insert(tx, { ...head, amountMinor: carried.amountMinor, fundingId: carried.fundingId })]
      : []),
    ...(rest > 0 ? [allocations.insert(tx, { ...head, amountMinor: rest, fundingId: null })] : []),
  ];
}

/** Takes allocations back: the money is free again, and open bookings are on account again. */
export function releaseAllocations(tx: WriteDb, rows: readonly allocations.Allocation[], at: number): void {
  for (const { id, fundingId, paymentId, amountMinor } of rows) {
    allocations.release(tx, id, at);
    if (fundingId !== null) placeMoney.releaseFunding(tx, fundingId, paymentId, amountMinor);
  }
  for (const invoiceId of new Set(rows.map((row) => row.invoiceId))) invoices.refreshSums(tx, invoiceId);
}

/**
 * A payment pays so much less of an invoice, the latest first; what stands for open places goes with their fundings. False, and the
 * caller rolls back, if it does not pay that much. The invoice is due again by as much.
 */
export function freeOfInvoice(
  tx: WriteDb,
  { paymentId, invoiceId }: { readonly paymentId: PaymentId; readonly invoiceId: InvoiceId },
  amountMinor: number,
  at: number,
): boolean {
  let left = amountMinor;
  for (const row of allocations.listOfPayment(tx, paymentId)) {
    if (left === 0 || row.fundingId !== null || row.invoiceId !== invoiceId) continue;
    const part = Math.min(left, row.amountMinor);
    if (part === row.amountMinor) allocations.release(tx, row.id, at);
    else allocations.lower(tx, row.id, row.amountMinor - part);
    left -= part;
  }
  invoices.refreshSums(tx, invoiceId);
  return left === 0;
}

/**
 * Lets go of what payments pay of a line beyond what is left of it, the latest first. What pays for a place that is still open follows
 * its booking; of one that was saved, the rest is owed on the account, where the credit stands against it. The sums are the caller's.
 */
export function shrinkAllocations(tx: WriteDb, lineId: InvoiceLineId, at: number): void {
  const line = lines.findById(tx, lineId);
  if (!line) return;
  const rows = allocations.listOfLine(tx, lineId);
  const owed = line.state === 'live' ? line.grossMinor - line.creditedMinor : 0;
  let excess = rows.reduce((sum, row) => sum + row.amountMinor, 0) - owed;
  const isSaved = excess > 0 && line.bookingId !== null && !isOpen(tx, line.bookingId);
  const free = rows.filter(({ fundingId }) => fundingId === null);
  for (const row of isSaved ? [...free, ...rows.filter(({ fundingId }) => fundingId !== null)] : free) {
    if (excess <= 0) return;
    const part = Math.min(excess, row.amountMinor);
    if (row.amountMinor === part) allocations.release(tx, row.id, at);
    else allocations.lower(tx, row.id, row.amountMinor - part);
    if (row.fundingId !== null) placeMoney.releaseFunding(tx, row.fundingId, row.paymentId, part);
    excess -= part;
  }
}

const isToCome = (tx: WriteDb, id: BookingId): boolean => billedBookings(tx, [id])[0]?.isToCome === true;

const isOpen = (tx: WriteDb, id: BookingId): boolean => billedBookings(tx, [id])[0]?.isOpen === true;
