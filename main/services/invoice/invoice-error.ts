import type { ReadDb } from '#db/database.ts';
import * as invoices from '#db/repositories/invoice.ts';
import type { Invoice } from '#db/schema/invoice.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { MAX_AMOUNT_MINOR } from '#domain/values/money.ts';
import { err } from '#domain/values/result.ts';
import { invalidInput } from '../errors.ts';

/** What is asked for does not go with the state it is in: only drafts change, only issued ones are paid, credited or voided. */
export interface InvoiceState {
  readonly code: 'INVOICE_STATE';
  readonly state: Invoice['state'];
}
/** It is paid, in whole or in part. */
export interface InvoicePaid {
  readonly code: 'INVOICE_PAID';
  readonly paidMinor: number;
}
export interface InvoiceEmpty {
  readonly code: 'INVOICE_EMPTY';
}
/** Clients pay before their sessions here: there is nothing to invoice of what is still to come. */
export interface ScheduledNotInvoiced {
  readonly code: 'SCHEDULED_NOT_INVOICED';
}

export const invoiceState = ({ state }: Pick<Invoice, 'state'>) =>
  err<InvoiceState>({ code: 'INVOICE_STATE', state });
export const invoicePaid = ({ paidMinor }: Pick<Invoice, 'paidMinor'>) =>
  err<InvoicePaid>({ code: 'INVOICE_PAID', paidMinor });
export const invoiceEmpty = () => err<InvoiceEmpty>({ code: 'INVOICE_EMPTY' });

/** An invoice that comes to more than an amount may be could not be paid at once. Null if it does not. */
export const totalTooLarge = (db: ReadDb, id: InvoiceId) =>
  invoices.getById(db, id).totalMinor > MAX_AMOUNT_MINOR ? invalidInput('total', 'TOTAL_TOO_LARGE') : null;
