import type { WriteDb } from '#db/database.ts';
import { billedBookings, billedLines, type BilledBooking } from '#db/repositories/billable.ts';
import * as placeMoney from '#db/repositories/place-money.ts';
import * as invoices from '#db/repositories/invoice.ts';
import * as lines from '#db/repositories/invoice-line.ts';
import * as allocations from '#db/repositories/invoice-allocation.ts';
import { followWorth, type LineChange } from '#domain/invoice/follow-worth.ts';
import { splitTax } from '#domain/tax/tax.ts';
import type { BookingId, FundingId, SessionId, StaffId } from '#domain/values/ids.ts';
import { shrinkAllocations } from './allocate.ts';
import { withdrawCreditNote, writeCreditNote } from './credit-note.ts';

/** Why bookings are worth something else now: stands on the credit notes. */
export interface WorthChange {
  readonly reason: string;
  /** Null: the system. */
  readonly by: StaffId | null;
  readonly at: number;
}

/**
 * Brings invoices to what these bookings are worth now, in the transaction that saved, canceled or restored them: a draft's line
 * changes, an issued one gets a credit note, and taking the deed back withdraws the credit note. Bookings that are on no invoice cost one
 * look. Doing it twice changes nothing more.
 */
export function followBookings(tx: WriteDb, ids: readonly BookingId[], change: WorthChange): void {
  const billed = lines.listBilled(tx, ids);
  if (billed.length > 0) follow(tx, billed, change);
}

/** The same of all bookings of these sessions. */
export function followSessions(tx: WriteDb, ids: readonly SessionId[], change: WorthChange): void {
  const billed = lines.listBilledOfSessions(tx, ids);
  if (billed.length > 0) follow(tx, billed, change);
}

/** The same of the booking that a funding pays for, after it pays for less, or for nothing. */
export function followFunding(tx: WriteDb, id: FundingId, change: WorthChange): void {
  const bookingId = placeMoney.bookingOf(tx, id);
  if (bookingId !== undefined) followBookings(tx, [bookingId], change);
}

function follow(tx: WriteDb, ids: readonly BookingId[], change: WorthChange): void {
  allocations.followFundings(tx, ids, change.at);
  for (const booking of billedBookings(tx, ids)) {
    const billed = billedLines(tx, booking.bookingId);
    for (const step of followWorth(billed, booking.targetMinor)) carryOut(tx, step, change);
    for (const { lineId } of billed) shrinkAllocations(tx, lineId, change.at);
    if (booking.isOpen) carryByFundings(tx, booking, change.at);
    for (const invoiceId of new Set(billed.map((line) => line.invoiceId)))
      invoices.refreshSums(tx, invoiceId);
  }
}

function carryOut(tx: WriteDb, step: LineChange, { reason, by, at }: WorthChange): void {
  if (step.kind === 'withdraw') return withdrawCreditNote(tx, step.creditNoteId, at);
  const line = lines.findById(tx, step.lineId);
  if (!line) throw new Error(`no line ${step.lineId}`);
  if (step.kind === 'amount') return lines.setAmounts(tx, line.id, splitTax(step.grossMinor, line.taxRateBp));
  const grossMinor = Math.min(step.grossMinor, line.grossMinor - line.creditedMinor);
  if (grossMinor === 0) return;
  writeCreditNote(tx, {
    invoice: invoices.getById(tx, step.invoiceId),
    cause: 'session',
    reason,
    parts: [{ line, grossMinor }],
    createdBy: by,
    at,
  });
}

/** A booking that is open again is paid by what paid its line, so that canceling it gives that back. */
function carryByFundings(tx: WriteDb, { bookingId }: BilledBooking, at: number): void {
  for (const { lineId } of billedLines(tx, bookingId))
    for (const row of allocations.listOfLine(tx, lineId)) {
      if (row.fundingId !== null) continue;
      const carried = placeMoney.payFromAccount(tx, bookingId, row.paymentId, row.amountMinor);
      if (!carried) continue;
      const { paymentId, invoiceId } = row;
      const rest = row.amountMinor - carried.amountMinor;
      if (rest > 0) allocations.lower(tx, row.id, rest);
      else allocations.release(tx, row.id, at);
      allocations.insert(tx, { paymentId, invoiceId, lineId, ...carried, at });
    }
}
